"""The history of a subject, as anybody can read it; to be taken along; and whether anything in it was touched up."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar

from armslength.register.domain import events as happened
from armslength.register.domain.events import Erased, Event, PackVersion
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import ADMINISTRATORS, THOSE_WHO_WORK, Actor
from armslength.register.domain.state import State
from armslength.register.domain.wire import kind_of
from armslength.register.verify import Findings
from armslength.web.forms import NOTHING_TYPED, Typing
from armslength.web.pages.addresses import above, called, of_subject
from armslength.web.pages.asked import slips_of
from armslength.web.pages.changed_since import day_of
from armslength.web.pages.happened import told, who_did, why_of
from armslength.web.pages.parts import (
    Breadcrumbs,
    Button,
    Choice,
    Empty,
    ErrorSummary,
    FilterBar,
    Happening,
    Link,
    Notice,
    Pager,
    Question,
    Taking,
    Timeline,
)
from armslength.web.pages.sent import Fields, Sent
from armslength.web.words import Words
from engine.rulebase.facts import Members

MOST_ENTRIES = 100
"""What is counted: entries of the history on one page. Why so many: some five screens, which a browser finds a word in.
Beyond it: the next page."""

ABOUT: Mapping[str, frozenset[type]] = {
    "answers": frozenset({happened.Answered, happened.ControlSet}),
    "decisions": frozenset({
        happened.Opened, happened.Signed, happened.PackAdopted, happened.Started, happened.Paused, happened.Resumed,
        happened.Ended, happened.ScopeRefreshed,
    }),
    "work": frozenset({
        happened.ReviewHeld, happened.IncidentRecorded, happened.IncidentPassedOn, happened.ActionAgreed,
        happened.ActionChanged, happened.ActionClosed, happened.WaiverAsked, happened.WaiverApproved,
        happened.WaiverExtended, happened.WaiverEnded, happened.EvidenceAttached, happened.EvidenceRetired,
    }),
    "others": frozenset({
        happened.QuestionSent, happened.QuestionAnswered, happened.AnswerAccepted, happened.AnswerDeclined,
        happened.Shared, happened.ShareRevoked, happened.PersonalTextErased, happened.Noted,
    }),
}  # fmt: skip
"""What entries are about, for a filter: each kind of entry once."""

HEADS = ("number", "day", "who", "role", "what", "why")


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The history of a subject, the latest first, a page at a time."""

    template: ClassVar[str] = "history.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    bar: FilterBar
    timeline: Timeline
    empty: Empty | None
    pager: Pager
    taking: Taking
    check: Link
    erase: Link | None
    note: Sent | None


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """What came of checking a history."""

    template: ClassVar[str] = "checked.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    found: Notice
    action: str
    checkpoint: Question
    pack: Link


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry with its number in the history."""

    number: int
    event: Event


def chosen(state: State, about: str) -> list[Numbered]:
    """Pick the entries that are about something, the latest first."""
    kinds = ABOUT.get(about)
    found = (Numbered(number, each) for number, each in enumerate(state.history, 1))
    return [each for each in found if kinds is None or type(each.event.body) in kinds][::-1]


def history_page(
    state: State, office: RegisterOffice, who: Actor, words: Words, about: str, page: int,
    typing: Typing = NOTHING_TYPED,
) -> HistoryPage:  # fmt: skip
    """Make the page of a history."""
    found = chosen(state, about)
    pages = max(1, -(-len(found) // MOST_ENTRIES))
    page = min(max(page, 1), pages)
    start = (page - 1) * MOST_ENTRIES
    here = found[start : start + MOST_ENTRIES]

    def to(*parts: str, number: int = 1) -> str:
        asked = (("about", about), ("page", str(number) if number > 1 else ""))
        return of_subject(state.subject, *(parts or ("history",)), query=asked)

    shown = words.say("history.shown", first=start + 1 if found else 0, last=start + len(here), count=len(found))
    return HistoryPage(
        title=words.say("history.title", name=called(state, office)),
        above=above(words, office, state),
        errors=slips_of(typing, "forms"),
        bar=_bar(state, about, words),
        timeline=Timeline(tuple(happening(each, state, office, words) for each in here)),
        empty=None if here else Empty(words.say("history.none_such")),
        pager=Pager(shown, to(number=page - 1) if page > 1 else "", to(number=page + 1) if page < pages else ""),
        taking=Taking((
            Link(words.say("history.csv"), to("history.csv")),
            Link(words.say("history.lines"), to("history.jsonl")),
        )),
        check=Link(words.say("history.check"), of_subject(state.subject, "history", "check")),
        erase=_erasing(state, words) if who.rights & ADMINISTRATORS else None,
        note=_noting(state, words, typing) if who.rights & THOSE_WHO_WORK else None,
    )  # fmt: skip


def happening(each: Numbered, state: State, office: RegisterOffice, words: Words) -> Happening:
    """Show an entry: its day, who made it, what it says and why."""
    what = words.say("history.numbered", number=each.number, what=told(each.event, state, office, words))
    day = words.day(day_of(each.event.at, office))
    return Happening(day, what, who_did(each.event, office, words), why_of(each.event, words))


def _bar(state: State, about: str, words: Words) -> FilterBar:
    labels = {"": words.say("history.all"), **{each: words.say(f"history.about.{each}") for each in ABOUT}}
    choices = tuple(Choice(value, label, chosen=value == about) for value, label in labels.items())
    asked = Question("about", words.say("history.filter.about"), "pick", choices=choices)
    here = of_subject(state.subject, "history")
    return FilterBar(here, words.say("history.filters"), (asked,), clear=here if about else "")


def _noting(state: State, words: Words, typing: Typing) -> Sent:
    fields_ = Fields("history", words, typing)
    asked = (fields_.ask("says", "long"),)
    button, folded = Button(fields_.text("note"), "second"), not fields_.typed_in(asked)
    return Sent(fields_.text("note_title"), of_subject(state.subject, "notes"), asked, (), (button,), folded)


def _erasing(state: State, words: Words) -> Link:
    return Link(words.say("erase.to_it"), of_subject(state.subject, "erase"))


def table(found: Iterable[Numbered], state: State, office: RegisterOffice, words: Words) -> Iterator[tuple[str, ...]]:
    """Walk the entries as the rows of a table, its headings first."""
    yield tuple(words.say(f"history.head.{each}") for each in HEADS)
    for each in found:
        event, day = each.event, day_of(each.event.at, office).isoformat()
        role = office.base.pack.roles.get(event.by.role, event.by.role)
        said = told(event, state, office, words)
        yield str(each.number), day, event.by.name, role, said, why_of(event, words)


def as_lines(found: Iterable[Numbered], state: State, office: RegisterOffice, words: Words) -> bytes:
    """Write entries as JSON lines: an object each, with all that it holds, and what it says in words."""
    lines = (
        {
            "number": each.number,
            "at": each.event.at.isoformat(),
            "by": {"name": each.event.by.name, "role": each.event.by.role},
            "kind": kind_of(each.event.body),
            "says": told(each.event, state, office, words),
            "why": _data(each.event.why),
            "body": {one.name: _data(getattr(each.event.body, one.name)) for one in fields(each.event.body)},
        }
        for each in found
    )
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines).encode()


def _data(value: Any) -> Any:
    match value:
        case Erased():
            return {"erased": True}
        case Members(holds, fails):
            return {"holds": sorted(holds), "fails": sorted(fails)}
        case PackVersion(name, version, sha256):
            return {"id": name, "version": version, "sha256": sha256}
        case date():
            return value.isoformat()
        case Mapping():
            return {name: _data(each) for name, each in value.items()}
        case tuple() | list():
            return [_data(each) for each in value]
    return value


def checked_page(
    state: State, office: RegisterOffice, found: Findings | None, kept: int, words: Words, typing: Typing
) -> CheckedPage:
    """Make the page that says what checking has found; nothing was checked where what was typed is no checkpoint."""
    words_of = Fields("check", words, typing)
    return CheckedPage(
        title=words_of.text("title", name=called(state, office)),
        above=above(words, office, state, Link(words.say("history.short"), of_subject(state.subject, "history"))),
        errors=slips_of(typing, "forms"),
        found=_found(state, found, kept, words),
        action=of_subject(state.subject, "history", "check"),
        checkpoint=words_of.ask("checkpoint", "text"),
        pack=Link(words_of.text("pack"), of_subject(state.subject, "pack.zip")),
    )


def _found(state: State, found: Findings | None, kept: int, words: Words) -> Notice:
    if found is None:
        return Notice(words.say("check.kept_none"), tone="plain")
    if found.wrong:
        return Notice(words.say("check.wrong"), tuple(found.wrong), "danger")
    right = words.say("check.right_says", size=found.size, short=found.short, count=state.version)
    against = words.say("check.kept", count=kept) if kept else words.say("check.kept_none")
    return Notice(words.say("check.right"), (right, against), "plain")
