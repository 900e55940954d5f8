"""What the commands of a register have in common: which register, which day, and who asks."""

import os
import re
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.options import Command, day, pack_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from armslength.register.domain.office import RegisterOffice
    from armslength.register.exchange.acting import Asks, Moment
    from armslength.register.store.register import Register

SIGNED = "\n— "
"""What stands before the signature of a checkpoint in full."""

SHORT = re.compile(r"(?<![\w-])(?:0|[1-9][0-9]*)-[0-9a-f]{16}(?![\w-])", re.ASCII)
"""A checkpoint in its short form."""

LIBRARIES = frozenset({"alembic", "cryptography", "icalendar", "sqlalchemy"})
"""What the extra `register` brings."""

OF_THE_PAGES = frozenset({"argon2", "flask", "jinja2", "waitress", "werkzeug"})
"""What the extra `web` brings besides."""


def named_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Read a day; none where none is named."""
    return None if value is None else day(ctx, param, value)


def day_option(*names: str, says: str, required: bool = False) -> Callable[[Command], Command]:
    """Let a command take a day, as YYYY-MM-DD."""
    return click.option(*names, callback=named_day, metavar="DATE", required=required, help=says)


def kept_checkpoint(given: str) -> str:
    """Read a checkpoint that was kept: its short form, its file, or a file with the line that a command said of it.

    Raises `UsageError` where there is none in it: a slip in a name says nothing of the register.
    """
    from engine import UsageError
    from engine.source.characters import in_backticks

    there = os.path.isfile(given)
    text = Path(given).read_text(encoding="utf-8", errors="replace") if there else given
    if SIGNED in text:
        return text
    found = SHORT.findall(text)
    if len(found) != 1:
        is_none = "no checkpoint such as `1234-0f3a9c51d2e4b678`"
        wrong = f"holds {is_none}, or more than one" if there else f"is {is_none}, and no file that is there"
        raise UsageError(f"{in_backticks(given)} {wrong}")
    return str(found[0])


register_argument = click.argument("file", metavar="REGISTER")
subject_argument = click.argument("subject", metavar="ID")
key_option = click.option(
    "--key",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file of its key.  [default: beside the register]",
)
as_of_option = day_option("--as-of", says="The day that is meant, YYYY-MM-DD.  [default: today]")
by_option = click.option(
    "--by", metavar="'NAME, ROLE'", required=True, envvar="ARMSLENGTH_BY", show_envvar=True, help="Who enters it."
)
why_option = click.option("--why", default="", metavar="TEXT", help="Why, for the history.")


def reads(command: Command) -> Command:
    """Add the options of a command that reads a register."""
    for option in (pack_option, as_of_option, register_argument):
        command = option(command)
    return command


@contextmanager
def needing_the_extra() -> "Iterator[None]":
    """Say which extra to install where a library of the register is missing."""
    from engine import MissingExtra

    try:
        yield
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing == "psycopg":
            raise MissingExtra("postgres") from None
        if missing in LIBRARIES:
            raise MissingExtra("register") from None
        if missing in OF_THE_PAGES:
            raise MissingExtra("web") from None
        raise


def place(file: str) -> str | Path:
    """Take the name of a register as an address, or as a file."""
    return file if "://" in file else Path(file)


def opened(file: str, key: Path | None = None) -> "Register":
    """Open a register. Raises `RegisterError`, and `MissingExtra` where its libraries are not installed."""
    with needing_the_extra():
        from armslength.register.store.register import open_register

        return open_register(place(file), key)


def office_of(folder: Path | None) -> "RegisterOffice":
    """Load a pack, and read what it declares of its register. Raises `InputError`."""
    from armslength.register.declared import read_register
    from engine import load_pack

    return read_register(load_pack(folder))


def moment(as_of: date | None) -> "Moment":
    """Read the clock: the only place where the register does."""
    with needing_the_extra():
        from armslength.register.exchange.acting import Moment

    return Moment(datetime.now(UTC), as_of)


@dataclass(frozen=True)
class Entry:
    """What every command that enters something is told: where, about which subject, by whom, why, as on which day."""

    file: str
    subject: str
    by: str
    why: str
    as_of: date | None
    key: Path | None
    folder: Path | None


def writes(command: Command) -> Command:
    """Add the options of a command that enters something about a subject; it gets them as one `Entry`."""

    @wraps(command)
    def run(
        file: str, subject: str, by: str, why: str, as_of: date | None, key: Path | None, folder: Path | None,
        **own: object,
    ) -> None:  # fmt: skip
        command(Entry(file, subject, by, why, as_of, key, folder), **own)

    made: Command = run
    for option in (pack_option, key_option, as_of_option, why_option, by_option, subject_argument, register_argument):
        made = option(made)
    return made


def enter(asks: "Asks", entry: Entry) -> None:
    """Ask for what `asks` makes of the subject as it stands, and say what was entered.

    Raises `Refused` with the reason, and what the register raises; nothing was entered then.
    """
    from engine.commands.terminal import out

    office, there = office_of(entry.folder), opened(entry.file, entry.key)
    from armslength.register.domain.office import actor_named
    from armslength.register.exchange.acting import act
    from armslength.register.exchange.telling import entered_text

    who = actor_named(office, entry.by)
    made = act(there, office, entry.subject, asks, who, moment(entry.as_of), entry.why)
    out(entered_text(entry.subject, made))
