"""The reviews of a subject: what is due, the agenda, signs to confirm, holding one, and those that were held."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from armslength.documents.office import DocumentKind
from armslength.register.domain.commands import AnswerQuestion, HoldReview
from armslength.register.domain.due import DueKind, DueLine, due
from armslength.register.domain.entities import Review
from armslength.register.domain.events import Answered, ControlSet, Event, IncidentRecorded
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import THOSE_WHO_WORK, Actor
from armslength.register.domain.policy import ALLOWS
from armslength.register.domain.state import State
from armslength.register.domain.symptoms import SymptomShown, symptoms
from armslength.web.forms import NOTHING_TYPED, Typing
from armslength.web.pages.addresses import above, called, of_subject
from armslength.web.pages.asked import slips_of
from armslength.web.pages.due import due_shown
from armslength.web.pages.parts import (
    Breadcrumbs,
    Button,
    Cell,
    Choice,
    Due,
    Empty,
    ErrorSummary,
    Head,
    Link,
    Notice,
    Sheet,
    Taking,
)
from armslength.web.pages.reasons import sources_of
from armslength.web.pages.sent import Fields, Sent
from armslength.web.words import Words
from engine import Collected, Result
from engine.render.words import answer_words, sentence

AGENDA = "agenda"
"""The part of a document that is an agenda: what the pack declares of it is the agenda of a review."""

HEADS = ("kind", "on", "by", "found", "next")


@dataclass(frozen=True, slots=True)
class Agenda:
    """A part of the agenda: its title, and what to talk about, each with what that means; or why there is nothing."""

    title: str
    items: tuple[tuple[str, str], ...]
    none: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that shows in what the register counts: what was counted, where it stands, and the answer to confirm."""

    says: str
    seen: tuple[str, ...]
    sources: tuple[Link, ...]
    suggests: str
    confirm: Sent | None
    otherwise: Link


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    """The reviews of a subject."""

    template: ClassVar[str] = "reviews.html"
    title: str
    above: Breadcrumbs
    errors: ErrorSummary
    meanwhile: Notice | None
    due: tuple[Due, ...]
    agenda: tuple[Agenda, ...]
    signs: tuple[Sign, ...]
    form: Sent | None
    held: Sheet | None
    empty: Empty
    taking: Taking


def reviews_page(
    state: State, office: RegisterOffice, result: Result, kinds: Iterable[DocumentKind], who: Actor, today: date,
    words: Words, typing: Typing = NOTHING_TYPED, wanted: str = "",
) -> ReviewsPage:  # fmt: skip
    """Make the page of the reviews. `kinds` are the documents of the pack, `wanted` the kind of review to be held."""
    lines = due_reviews(state, office, result, today)
    works = bool(who.rights & THOSE_WHO_WORK)
    may_hold = works and state.stage in ALLOWS[HoldReview]
    may_answer = works and state.stage in ALLOWS[AnswerQuestion]
    fields = Fields("reviews", words, typing)
    held = rows(state, office, words)
    return ReviewsPage(
        title=words.say("reviews.title", name=called(state, office)),
        above=above(words, office, state),
        errors=slips_of(typing, "hold"),
        meanwhile=_meanwhile(state, office, typing, words),
        due=tuple(due_shown(each, office, words) for each in lines),
        agenda=tuple(_agenda(kinds, office, result)),
        signs=tuple(_sign(each, state, office, words, may=may_answer) for each in symptoms(state, office, today)),
        form=_form(state, office, lines, today, fields, wanted) if may_hold else None,
        held=Sheet(
            words.say("reviews.caption"),
            tuple(Head(words.say(f"reviews.head.{each}")) for each in HEADS),
            tuple(tuple(map(Cell, row)) for row in held),
        )
        if held
        else None,
        empty=Empty(words.say("reviews.none" if state.stage in ALLOWS[HoldReview] else "reviews.not_yet")),
        taking=Taking((Link(words.say("reviews.as_csv"), of_subject(state.subject, "reviews.csv")),)),
    )


def due_reviews(state: State, office: RegisterOffice, result: Result, today: date) -> list[DueLine]:
    """List the reviews that fall due."""
    kinds = (DueKind.REVIEW, DueKind.EARLY_REVIEW)
    return [each for each in due(state, office, result.assessment, today) if each.kind in kinds]


def _agenda(kinds: Iterable[DocumentKind], office: RegisterOffice, result: Result) -> Iterator[Agenda]:
    """Walk the agenda as the first document that has one declares it: what each of its decisions came to."""
    kind = next((each for each in kinds if each.has_part(AGENDA)), None)
    for section in kind.sections.values() if kind else ():
        if section.part != AGENDA:
            continue
        items = []
        for name in section.decisions:
            outcome, values = result.outcome(name), office.base.decisions[name].values
            members = outcome.members if isinstance(outcome, Collected) else frozenset()
            items += [(each.label, each.says) for value, each in values.items() if value in members]
        yield Agenda(section.title, tuple(items), "" if items else section.none)


def _sign(shown: SymptomShown, state: State, office: RegisterOffice, words: Words, *, may: bool) -> Sign:
    symptom = shown.symptom
    question, subject = office.base.question(symptom.question), state.subject
    seen = tuple(
        words.say("reviews.counted", what=_counted(name, state, office), day=words.day(day)) for day, name in shown.seen
    )
    value = symptom.suggests
    answer = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    hidden = (
        (f"seen.{symptom.question}", str(state.seen(symptom.question))),
        (f"answer.{symptom.question}", answer),
        (f"evidence.{symptom.question}", f"{symptom.says} {'; '.join(seen)}"),
        (f"known.{symptom.question}", "documented"),
    )
    address = of_subject(subject, "question", symptom.question)
    return Sign(
        says=symptom.says,
        seen=seen,
        sources=tuple(sources_of(office.base, words, symptom.cites)),
        suggests=words.say(
            "reviews.suggests", question=question.question, answer=sentence(answer_words(question, value))
        ),
        confirm=Sent("", address, (), hidden, (Button(words.say("reviews.confirm"), "second"),)) if may else None,
        otherwise=Link(words.say("reviews.otherwise"), address),
    )


def _counted(name: str, state: State, office: RegisterOffice) -> str:
    """Say what was counted: a review by its kind, all else in the words that somebody gave it."""
    values = office.base.decisions[office.reviews].values
    held = {each.said.review: each.said.review_kind for each in state.reviews}
    if name in held:
        return values[held[name]].label if held[name] in values else name
    said = [each[name].says for each in (state.actions, state.evidence) if name in each]
    said += [state.incidents[name].said.says] if name in state.incidents else []
    return said[0] if said else name


def entered_since(state: State, seen: int) -> list[Event]:
    """List what bears on a review and was entered since a version was seen: answers, controls, incidents."""
    return [each for each in state.history[seen:] if isinstance(each.body, Answered | ControlSet | IncidentRecorded)]


def _meanwhile(state: State, office: RegisterOffice, typing: Typing, words: Words) -> Notice | None:
    """Say what others entered while somebody wrote, so that the sentence is about what stands."""
    if "seen" not in typing.typed:
        return None
    since = entered_since(state, _version(typing.first("seen", "")))
    if not since:
        return None
    said = tuple(words.say("reviews.meanwhile_by", name=each.by.name, what=_entered(each, office)) for each in since)
    return Notice(words.say("reviews.meanwhile"), said)


def _entered(event: Event, office: RegisterOffice) -> str:
    match event.body:
        case Answered(question=name) | ControlSet(control=name):
            return office.base.question(name).question
        case IncidentRecorded(says=says):
            return says
    raise AssertionError("no other kinds are listed")


def _version(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def is_overtaken(state: State, seen: str) -> bool:
    """Tell whether something that bears on a review was entered since a version was seen."""
    return bool(entered_since(state, _version(seen)))


def changed_since(state: State) -> list[str]:
    """List the questions and controls that were answered since the last review was recorded."""
    since = state.reviews[-1].number if state.reviews else 0
    given = {**state.answers, **state.controls}
    return [name for name, kept in given.items() if kept[-1].number > since]


def _form(state: State, office: RegisterOffice, lines: list[DueLine], today: date, fields: Fields, wanted: str) -> Sent:
    """Make the form that records a review: what is due first, then the other kinds."""
    values = office.base.decisions[office.reviews].values
    named = dict.fromkeys([*(each.name for each in lines), *values])
    kinds = tuple(Choice(name, values[name].label) for name in named if name in values)
    chosen = wanted if wanted in values else kinds[0].value
    base, since = office.base, changed_since(state)
    changed = tuple(Choice(name, base.question(name).question) for name in since)
    asked = [
        fields.ask("kind", "pick", chosen, kinds),
        fields.ask("on", "date", fields.words.day(today), hint="on_hint"),
        fields.ask("still_right", "long", hint="still_right_hint"),
        *((fields.ask("changed", "several", "", changed, hint="changed_hint"),) if changed else ()),
        fields.ask("next_on", "date", hint="next_on_hint"),
    ]
    seen = (("seen", str(state.version)),)
    return Sent("", of_subject(state.subject, "reviews"), tuple(asked), seen, (Button(fields.text("hold")),))


def rows(state: State, office: RegisterOffice, words: Words) -> list[tuple[str, ...]]:
    """List the reviews that were held as texts, the last one first."""
    return [_row(each, office, words) for each in sorted(state.reviews, key=lambda each: each.said.on, reverse=True)]


def _row(review: Review, office: RegisterOffice, words: Words) -> tuple[str, ...]:
    said, base = review.said, office.base
    values = base.decisions[office.reviews].values
    changed = "; ".join(base.question(each).question for each in said.changed)
    found = (said.still_right, words.say("reviews.changed", what=changed) if changed else "")
    return (
        values[said.review_kind].label if said.review_kind in values else said.review_kind,
        words.day(said.on),
        review.by.name,
        " ".join(filter(None, found)),
        words.day(said.next_on) if said.next_on else words.say("reviews.in_rhythm"),
    )
