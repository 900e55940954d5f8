"""Going over to newer rules: what that changes, shown before anybody can ask for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from armslength.register.domain.commands import AdoptPack
from armslength.register.domain.events import PackVersion
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import APPROVERS, Actor
from armslength.register.domain.policy import ALLOWS
from armslength.register.domain.stale import Stale, stale
from armslength.register.domain.state import State
from armslength.web.forms import NOTHING_TYPED, Typing
from armslength.web.pages.addresses import above, at, called, of_subject
from armslength.web.pages.asked import slips_of
from armslength.web.pages.changed_since import decisions_compared
from armslength.web.pages.parts import Breadcrumbs, Button, Choice, Comparison, ErrorSummary, Link, Notice, SoFar, Stamp
from armslength.web.pages.result import stamp_of
from armslength.web.pages.sent import Fields, Sent
from armslength.web.pages.sign import who_may_approve
from armslength.web.pages.so_far import so_far
from armslength.web.words import Words
from engine import Result, RuleBase


@dataclass(frozen=True, slots=True)
class AdoptPage:
    """What newer rules change for a subject, and the form to adopt them."""

    template: ClassVar[str] = "adopt.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    notice: Notice
    says: tuple[str, ...]
    decisions: Comparison | None
    gone: tuple[str, ...]
    new: tuple[Link, ...]
    under: SoFar | None
    form: Sent | None
    stamp: Stamp


def adopt_page(
    state: State, office: RegisterOffice, result: Result, pack: PackVersion, who: Actor, today: date, words: Words,
    typing: Typing = NOTHING_TYPED,
) -> AdoptPage:  # fmt: skip
    """Make the page; `pack` is what is installed now."""
    differs = state.pack != pack
    would = stale(replace(state, pack=pack), office, result.assessment, today) if differs else None
    rows = decisions_compared(would.decisions, office) if would else ()
    then, now = words.say("changed.signed"), words.say("changed.now")
    may = differs and bool(who.rights & APPROVERS) and state.stage in ALLOWS[AdoptPack]
    return AdoptPage(
        title=words.say("adopt.title", name=called(state, office)),
        above=above(words, office, state),
        errors=slips_of(typing, "forms"),
        notice=_notice(state, pack, who, office, words),
        says=tuple(_says(state, would, words, otherwise=bool(rows))) if differs else (),
        decisions=Comparison(words.say("adopt.signed"), then, now, rows) if rows else None,
        gone=tuple(_titles(would.rules_gone, office.base)) if would else (),
        new=tuple(Link(_title(each, office.base), at("rules", each)) for each in would.rules_new) if would else (),
        under=so_far(office, result.assessment, words) if differs else None,
        form=_form(state, pack, words, typing) if may else None,
        stamp=stamp_of(office.base, result),
    )


def _notice(state: State, pack: PackVersion, who: Actor, office: RegisterOffice, words: Words) -> Notice:
    if state.pack == pack:
        return Notice(words.say("adopt.none"), (words.say("adopt.none_says", version=pack.version),), "plain")
    now = words.say("adopt.now", then=state.pack.version if state.pack else "", now=pack.version)
    if who.rights & APPROVERS:
        return Notice(now)
    return Notice(now, (words.say("adopt.may_not"), words.say("sign.may_not_says", roles=who_may_approve(office))))


def _says(state: State, would: Stale | None, words: Words, *, otherwise: bool) -> Iterator[str]:
    if not state.signatures:
        yield words.say("adopt.never_signed")
        return
    if not otherwise:
        yield words.say("adopt.nothing")
    if would and would.answers:
        yield words.say("adopt.answers")
    yield words.say("adopt.stays")


def _titles(names: Iterable[str], base: RuleBase) -> Iterator[str]:
    return (_title(name, base) for name in names)


def _title(name: str, base: RuleBase) -> str:
    """Give the title of a rule; one that is gone has only its name left."""
    rule = base.rules.get(name)
    return (rule.title or rule.because) if rule else name


def _form(state: State, pack: PackVersion, words: Words, typing: Typing) -> Sent:
    fields = Fields("adopt", words, typing)
    asked = (fields.ask("shown", "several", choices=(Choice("yes", fields.text("read")),)), fields.ask("why", "long"))
    hidden = (("pack", pack.sha256), ("seen", str(state.version)))
    return Sent("", of_subject(state.subject, "adopt"), asked, hidden, (Button(fields.text("adopt")),))
