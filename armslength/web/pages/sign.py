"""Signing a decision: what exactly is adopted, the words to which somebody puts their name, and the printed record."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from armslength.register.domain.commands import Sign
from armslength.register.domain.entities import Signature
from armslength.register.domain.events import PackVersion
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import APPROVERS, Actor, Right
from armslength.register.domain.policy import ALLOWS
from armslength.register.domain.stale import Stale, stale
from armslength.register.domain.state import State
from armslength.web.forms import NOTHING_TYPED, Typing
from armslength.web.pages.addresses import above, called, of_subject
from armslength.web.pages.asked import slips_of
from armslength.web.pages.changed_since import ChangedSince, changed_since, day_of, is_one_of, values_said
from armslength.web.pages.parts import (
    Breadcrumbs,
    Button,
    Choice,
    ErrorSummary,
    Link,
    Notice,
    SoFar,
    Stamp,
    SummaryList,
    SummaryRow,
)
from armslength.web.pages.result import stamp_of
from armslength.web.pages.sent import Fields, Sent
from armslength.web.pages.so_far import so_far
from armslength.web.words import Words
from engine import Result
from engine.render.in_place import first_class, lacking
from engine.render.shown import shown_decisions
from engine.render.words import owner_words, sentence


@dataclass(frozen=True, slots=True)
class Before:
    """What a decision is signed with: the rules that are installed, and the checkpoint of the register before it."""

    pack: PackVersion
    checkpoint: str


@dataclass(frozen=True, slots=True)
class SignPage:
    """What is adopted by a signature, and the form to sign it; or why it can't be signed here and now."""

    template: ClassVar[str] = "sign.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    refused: Notice | None
    changed: ChangedSince | None
    answer: SoFar
    first: tuple[str, ...]
    open: tuple[str, ...]
    made_of: SummaryList
    checkpoint_hint: str
    declaration: str
    form: Sent | None
    earlier: tuple[Link, ...]
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One signature as a record to be printed: who adopted what, in which words, and whether it still stands."""

    template: ClassVar[str] = "signed.html"
    title: str
    above: Breadcrumbs
    signed: SummaryList
    declaration: str
    came: SummaryList
    stands: str
    changed: ChangedSince | None
    links: tuple[Link, ...]
    stamp: Stamp


def declaration(office: RegisterOffice, words: Words) -> str:
    """Give the words to which somebody who signs puts their name: those of the pack, where it has some."""
    return office.declaration or words.say("sign.declaration_itself")


def sign_page(
    state: State, office: RegisterOffice, result: Result, before: Before, who: Actor, today: date, words: Words,
    typing: Typing = NOTHING_TYPED,
) -> SignPage:  # fmt: skip
    """Make the page on which a decision is signed."""
    refused = _refused(state, office, before, who, words)
    changed = stale(state, office, result.assessment, today)
    first = lacking(office.base, result, first_class(office.base))
    controls = (office.base.controls[each.name] for each in first)
    return SignPage(
        title=words.say("sign.title", name=called(state, office)),
        above=above(words, office, state),
        errors=slips_of(typing, "forms"),
        refused=refused,
        changed=changed_since(changed, state, office, words) if changed else None,
        answer=so_far(office, result.assessment, words),
        first=tuple(sentence(f"{each.title} ({owner_words(office.base, each)})") for each in controls),
        open=tuple(_open(office, result)),
        made_of=_made_of(state, before, today, words),
        checkpoint_hint=words.say("sign.checkpoint_hint"),
        declaration=declaration(office, words),
        form=None if refused else _form(state, office, before, who, today, words, typing),
        earlier=tuple(_earlier(state, office, words)),
        stamp=stamp_of(office.base, result),
    )


def _refused(state: State, office: RegisterOffice, before: Before, who: Actor, words: Words) -> Notice | None:
    """Say why nobody, or not this person, can sign it as it stands."""
    if state.stage not in ALLOWS[Sign]:
        return Notice(words.say("sign.over"), (office.stages[state.stage] + ".",) if state.stage else ())
    if state.pack != before.pack:
        then = state.pack.version if state.pack else ""
        says = words.say("sign.other_rules_says", then=then, now=before.pack.version)
        adopt = Link(words.say("sign.to_adopt"), of_subject(state.subject, "adopt"))
        return Notice(words.say("sign.other_rules"), (says,), links=(adopt,))
    if not who.rights & APPROVERS:
        return Notice(words.say("sign.may_not"), (words.say("sign.may_not_says", roles=who_may_approve(office)),))
    return None


def who_may_approve(office: RegisterOffice) -> str:
    """Name the roles that may sign and approve."""
    return ", ".join(office.base.pack.roles[role] for role in office.rights[Right.APPROVER])


def _open(office: RegisterOffice, result: Result) -> Iterator[str]:
    """Walk the questions whose answers could change a decision that is shown."""
    shown = shown_decisions(office.base, result.assessment, office.base.pack.headline)
    for each in result.assessment.open_questions:
        if any(name in each.decides for name in shown):
            yield office.base.question(each.fact).question


def _made_of(state: State, before: Before, today: date, words: Words) -> SummaryList:
    rules = words.say("sign.version", id=before.pack.id, version=before.pack.version)
    pairs = {"as_of": words.day(today), "rules": rules, "entries": str(state.version), "checkpoint": before.checkpoint}
    return SummaryList(tuple(SummaryRow(words.say(f"sign.{name}"), (text,)) for name, text in pairs.items()))


def _form(
    state: State, office: RegisterOffice, before: Before, who: Actor, today: date, words: Words, typing: Typing
) -> Sent:
    """Ask for the signature. The form says what was shown, so that nothing else is signed."""
    fields = Fields("sign", words, typing)
    role = office.base.pack.roles.get(who.person.role, who.person.role)
    mine = Choice("yes", fields.text("agree", name=who.person.name, role=role, day=words.day(today)))
    hidden = (
        ("seen", str(state.version)),
        ("as_of", today.isoformat()),
        ("pack", before.pack.sha256),
        ("declared", declaration(office, words)),
    )
    asked = (fields.ask("agreed", "several", choices=(mine,)), fields.ask("why", "long"))
    return Sent("", of_subject(state.subject, "sign"), asked, hidden, (Button(fields.text("sign")),))


def _earlier(state: State, office: RegisterOffice, words: Words) -> Iterator[Link]:
    for each in reversed(state.signatures):
        said = words.say("sign.signed_on", **_who_and_when(each, office, words))
        yield Link(said, of_subject(state.subject, "sign", str(each.number)))


def _who_and_when(signature: Signature, office: RegisterOffice, words: Words) -> dict[str, str]:
    role = office.base.pack.roles.get(signature.by.role, signature.by.role)
    return {"name": signature.by.name, "role": role, "day": words.day(day_of(signature.at, office))}


def record_page(
    state: State, office: RegisterOffice, result: Result, signature: Signature, today: date, words: Words
) -> RecordPage:
    """Make the record of a signature."""
    latest = state.signatures[-1]
    changed = stale(state, office, result.assessment, today) if signature == latest else None
    links = [Link(words.say("sign.all"), of_subject(state.subject, "sign"))]
    if signature != latest:
        links.insert(0, Link(words.say("sign.to_later"), of_subject(state.subject, "sign", str(latest.number))))
    return RecordPage(
        title=words.say("sign.record", name=called(state, office)),
        above=above(words, office, state),
        signed=_signed(state, office, signature, words),
        declaration=signature.said.declaration,
        came=_came(office, signature, words),
        stands=_stands(changed, words, is_latest=signature == latest),
        changed=changed_since(changed, state, office, words) if changed else None,
        links=tuple(links),
        stamp=Stamp((signature.said.checkpoint, words.say("sign.version", id=signature.said.pack.id,
                                                          version=signature.said.pack.version))),
    )  # fmt: skip


def _stands(changed: Stale | None, words: Words, *, is_latest: bool) -> str:
    if not is_latest:
        return words.say("sign.later")
    return "" if changed else words.say("sign.stands")


def _signed(state: State, office: RegisterOffice, signature: Signature, words: Words) -> SummaryList:
    said, who = signature.said, _who_and_when(signature, office, words)
    why = state.history[signature.number - 1].why
    rows = {
        "by": words.say("sign.by_says", name=who["name"], role=who["role"]),
        "on": who["day"],
        "as_of": words.day(said.as_of),
        "rules": words.say("sign.version", id=said.pack.id, version=said.pack.version),
        "checkpoint": said.checkpoint,
        "hash": said.assessment,
        "added": why,
    }
    return SummaryList(tuple(SummaryRow(words.say(f"sign.{name}"), (text,)) for name, text in rows.items() if text))


def _came(office: RegisterOffice, signature: Signature, words: Words) -> SummaryList:
    """List what was decided, as it was signed."""
    shown = (name for name in office.base.pack.laid_out() if name in office.base.pack.headline)
    return SummaryList(
        tuple(
            SummaryRow(office.base.decisions[name].title, (_as_signed(office, name, values, words),))
            for name in shown
            if (values := signature.said.decisions.get(name))
        )
    )


def _as_signed(office: RegisterOffice, decision: str, values: tuple[str, ...], words: Words) -> str:
    said = values_said(office, decision, values)
    return words.say("sign.not_settled", values=said) if len(values) > 1 and is_one_of(office, decision) else said
