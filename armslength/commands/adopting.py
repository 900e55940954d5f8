"""`register adopt`: going over to other rules, once it was seen what they change."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from armslength.commands.recording import for_example
from armslength.commands.register_options import Entry, enter, moment, needing_the_extra, office_of, opened, writes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from armslength.register.domain.events import PackVersion
    from armslength.register.domain.office import RegisterOffice
    from armslength.register.domain.state import State


@click.command(epilog=for_example("adopt", "--was HEAD~1:rules"))
@writes
@click.option("--was", metavar="PACK", help="The rules that it is held to now: a folder, or a git revision.")
@click.option("--shown", is_flag=True, help="You have seen what it changes: do not ask.")
def adopt(entry: Entry, was: str | None, shown: bool) -> None:
    """Go over to the rules that are installed now. Until then, it is held to those under which it was entered.

    First it is shown what changes: with --was, what comes out differently under the two packs, by which rules; without,
    what is otherwise than when it was signed. Then you are asked.
    """
    from armslength.register.domain.commands import AdoptPack
    from engine.commands.terminal import say

    office, there = office_of(entry.folder), opened(entry.file, entry.key)
    with needing_the_extra():
        from armslength.register.exchange.acting import pack_of
        from armslength.register.exchange.telling import state_on

    state, today = state_on(there, office, entry.subject, None), moment(entry.as_of).today(office)
    if not shown and state.pack != pack_of(office.base):
        for line in _under_both(state, office, was, today) if was else _since_signed(state, office, today):
            say(line)
        shown = click.confirm("Hold it to these rules from now on?", err=True)
    enter(lambda now, *_: (AdoptPack(pack_of(now.base), shown),), entry)


def _under_both(state: "State", office: "RegisterOffice", was: str, today: "date") -> "Iterator[str]":
    """Say what comes out differently, as `rules impact` does."""
    from armslength.register.domain.known import profile_of
    from armslength.register.exchange.acting import pack_of
    from engine import UsageError, impact, write_profile
    from engine.commands.pack_arguments import side
    from engine.commands.terminal import width
    from engine.page.forms import write_page
    from engine.render.portfolio.impact_page import impact_page
    from engine.source.characters import in_backticks

    one, other = side(was), side(office.base.folder)
    named = pack_of(one.base)
    if state.pack != named:
        raise UsageError(f"{in_backticks(was)} holds {_called(named)}, and it is held to {_called(state.pack)}")
    with TemporaryDirectory(prefix="armslength-") as folder:
        path = Path(folder) / "profile.yaml"
        path.write_text(write_profile(office.base, profile_of(state, office, today)), encoding="utf-8")
        found = impact(one.base, other.base, [path], today)
    yield write_page(impact_page(one, other, found, today), "text", width=width("-"), colour=False)


def _since_signed(state: "State", office: "RegisterOffice", today: "date") -> "Iterator[str]":
    """Say which rules it goes over to, and what is otherwise than when it was signed."""
    from armslength.register.domain.stale import stale
    from armslength.register.exchange.acting import pack_of
    from armslength.register.exchange.telling import assessed, stale_text

    new, held = pack_of(office.base), state.pack
    yield f"It is held to {_called(held)}; the rules here are {_called(new)}."
    yield "What changes between the two is shown with --was; here is what is otherwise than when it was signed."
    changed = stale(state, office, assessed(state, office, today).assessment, today)
    yield from stale_text(changed) if changed else ("Nothing is.",) if state.signatures else ("Nobody has signed it.",)


def _called(pack: "PackVersion | None") -> str:
    return f"{pack.id} {pack.version} ({pack.sha256[:12]})" if pack else "no rules"
