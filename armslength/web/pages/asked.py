"""A question as it is asked: its fields filled with what stands or was typed, why it is asked, and where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.web.addresses import address_of
from armslength.web.forms import ANSWER, HOW_KNOWN, INSTEAD, NONE, UNKNOWN, Typing, basis_parts, standing, version_seen
from armslength.web.pages.changing import basis_in_words
from armslength.web.pages.parts import Choice, ErrorSummary, Link, Question, Slip, Tag, Why
from armslength.web.words import Words, capital
from engine import Given, PresentedQuestion, RuleBase, presented
from engine.render.words import answer_words, listed, sentence
from engine.rulebase.facts import Kind, Members

Shown = Literal["one", "several", "long", "number", "date"]

KINDS: Mapping[Kind, Shown] = {
    "yes_no": "one",
    "choice": "one",
    "choices": "several",
    "number": "number",
    "date": "date",
    "text": "long",
}
"""How each kind of question is shown."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question on a form, or shown to somebody who may not answer it.

    `basis` are the fields for what the answer rests on, open where something stands in them. `notes` say what has to be
    known before answering. `hangs` are the questions by whose answers it applies; of one that everybody is asked, none.
    `could_change` says what an answer could change. `whole` asks whether a set that is known in part is whole by now.
    """

    name: str
    question: Question
    state: Tag
    answer: str
    rests_on: str
    notes: tuple[str, ...]
    whole: Question | None
    basis: tuple[Question, ...]
    basis_open: bool
    seen: int
    ask_somebody: str
    hangs: tuple[Link, ...]
    could_change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What a question is shown of: the subject, what was typed, and why each question is asked."""

    state: State
    office: RegisterOffice
    words: Words
    typing: Typing
    because: Mapping[str, tuple[str, ...]]
    could_change: Mapping[str, tuple[str, ...]]
    meanwhile: str


def asked(name: str, of: Around, *, alone: bool = False) -> AskedQuestion:
    """Make a question as it is asked. `alone` makes it the heading of its page."""
    shown, kept = presented(of.office.base, name), of.state.current(name)
    given, words, typing = standing(kept), of.words, of.typing
    parts = basis_parts(of.office.base, name)
    basis = tuple(each for part, each in _basis(name, given, of) if part in parts)
    rests = basis_in_words(given, words)
    return AskedQuestion(
        name=name,
        question=_question(shown, given, of, said=kept is not None, alone=alone),
        state=state_of(name, of.state, of.office, words),
        answer=sentence(capital(answer_words(of.office.base.question(name), given.value))) if kept else "",
        rests_on=rests,
        notes=tuple(_notes(name, of)),
        whole=_whole(name, given, of),
        basis=basis,
        basis_open=any(each.typed or each.slip or any(one.chosen for one in each.choices[1:]) for each in basis),
        seen=version_seen(typing.first(f"seen.{name}", str(of.state.seen(name)))),
        ask_somebody=address_of(of.state.subject, "share"),
        hangs=links_to(of.because.get(name, ()), of.state.subject, of.office),
        could_change=of.could_change.get(name, ()),
    )


def links_to(names: tuple[str, ...], subject: str, office: RegisterOffice) -> tuple[Link, ...]:
    """Make links to questions, in their words."""
    return tuple(Link(office.base.question(each).question, address_of(subject, "question", each)) for each in names)


def _question(shown: PresentedQuestion, given: Given, of: Around, *, said: bool, alone: bool) -> Question:
    field, words, typing = ANSWER + shown.name, of.words, of.typing
    texts = (*typing.typed.get(field, ()), *typing.typed.get(field + INSTEAD, ()))
    was_sent = f"seen.{shown.name}" in typing.typed
    chosen = set(texts) if was_sent else _as_values(given, said=said)
    kind = KINDS[shown.kind]
    not_known = Choice(UNKNOWN, words.say("asked.not_known"), _meanwhile(shown, of), UNKNOWN in chosen, apart=True)
    typed = typing.first(field, "") if was_sent else "" if given.value is None else _as_text(given, of, shown.name)
    return Question(
        name=field,
        text=shown.question,
        kind=kind,
        hint=_hint(shown, of),
        choices=(*_choices(shown, chosen, words), not_known),
        typed=typed if kind in ("number", "date", "long") else "",
        slip=typing.faults.get(field, ""),
        why=_why(shown, of),
        unit=shown.unit if kind == "number" else "",
        alone=alone,
    )


def _choices(shown: PresentedQuestion, chosen: set[str], words: Words) -> Iterator[Choice]:
    if shown.kind == "yes_no":
        yield Choice("yes", words.say("asked.yes"), chosen="yes" in chosen)
        yield Choice("no", words.say("asked.no"), chosen="no" in chosen)
    for value, label in shown.answers.items():
        yield Choice(value, capital(label), chosen=value in chosen)
    if shown.kind == "choices":
        yield Choice(NONE, words.say("asked.none_of_these"), chosen=NONE in chosen, apart=True)


def _as_values(given: Given, *, said: bool) -> set[str]:
    """Give the values of the choices that stand."""
    match given.value:
        case None:
            return {UNKNOWN} if said else set()
        case bool():
            return {"yes" if given.value else "no"}
        case Members(holds, _):
            return set(holds) or {NONE}
        case value:
            return {str(value)}


def _as_text(given: Given, of: Around, name: str) -> str:
    """Write an answer as people would type it."""
    if isinstance(given.value, int) and not isinstance(given.value, bool):
        return str(given.value)
    return answer_words(of.office.base.question(name), given.value)


def such_a_day(base: RuleBase, words: Words) -> str:
    """Say how a day may be written: in figures only where the pack says that the day comes first."""
    return words.say("asked.date_day_first" if base.pack.day_first else "asked.date")


def _hint(shown: PresentedQuestion, of: Around) -> str:
    words = of.words
    match shown.kind:
        case "choices":
            return words.say("asked.several")
        case "date":
            return such_a_day(of.office.base, words)
        case "number" if shown.range is not None:
            return words.say("asked.number", low=shown.range[0], high=shown.range[1])
    return ""


def _meanwhile(shown: PresentedQuestion, of: Around) -> str:
    """Say what happens while an answer is not known: who may know, and what to apply meanwhile."""
    who = of.words.say("asked.may_know", who=listed(shown.known_by)) if shown.known_by else ""
    assumed = of.words.say("asked.assumed", answer=shown.assumed) if shown.assumed else of.meanwhile
    return " ".join(filter(None, (assumed, who)))


def _why(shown: PresentedQuestion, of: Around) -> Why:
    shown_by = of.words.say("asked.shown_by", what=shown.shown_by) if shown.shown_by else ""
    examples = (of.words.say("asked.example", word=word, text=text) for word, text in shown.examples)
    who = of.words.say("asked.may_know", who=listed(shown.known_by)) if shown.known_by else ""
    return Why(tuple(filter(None, (shown.why, *examples, shown_by, who))))


def _notes(name: str, of: Around) -> Iterator[str]:
    kept = of.state.current(name)
    if kept is not None:
        day = of.words.day(kept.at.astimezone(of.office.time_zone).date())
        yield of.words.say("asked.answered_by", name=kept.by.name, day=day)


def _whole(name: str, given: Given, of: Around) -> Question | None:
    """Ask whether what is ticked is all, where no more than a part of it is known."""
    value, words = given.value, of.words
    if not isinstance(value, Members) or len(value.holds | value.fails) == len(of.office.base.facts[name].values):
        return None
    ticked = bool(of.typing.typed.get(f"whole.{name}"))
    yes = Choice("yes", words.say("asked.whole_yes"), chosen=ticked)
    return Question(f"whole.{name}", words.say("asked.whole"), "several", choices=(yes,))


def _basis(name: str, given: Given, of: Around) -> Iterator[tuple[str, Question]]:
    """Walk the fields for what an answer rests on."""
    words, typing, such = of.words, of.typing, such_a_day(of.office.base, of.words)
    known = typing.first(f"known.{name}", given.known)
    on = words.day(given.on) if given.on else ""
    for part, text in (("evidence", given.evidence), ("known", ""), ("said", given.by), ("on", on)):
        field = f"{part}.{name}"
        slip, label = typing.faults.get(field, ""), words.say(f"asked.basis.{part}")
        if part == "known":
            ways = (
                Choice("", words.say("asked.not_said")),
                *(Choice(each, words.say(f"known.{each}")) for each in HOW_KNOWN),
            )
            ways = tuple(Choice(each.value, each.text, chosen=each.value == known) for each in ways)
            yield part, Question(field, label, "pick", choices=ways, slip=slip)
        else:
            hint = such if part == "on" else ""
            kind: Literal["date", "text"] = "date" if part == "on" else "text"
            yield part, Question(field, label, kind, hint=hint, typed=typing.first(field, text), slip=slip)


def state_of(name: str, state: State, office: RegisterOffice, words: Words) -> Tag:
    """Say where a question stands: answered, not known yet, asked of somebody on a day, or not answered."""
    kept = state.current(name)
    if kept is not None and standing(kept).value is not None:
        return Tag(words.say("asked.state.answered"))
    for sent in reversed(tuple(state.questions.values())):
        if sent.said.question == name and not sent.settled:
            day = words.day(state.history[sent.number - 1].at.astimezone(office.time_zone).date())
            key = "asked.state.asked_of" if sent.is_out else "asked.state.answer_came"
            return Tag(words.say(key, who=sent.said.to, day=day), "due" if not sent.is_out else "quiet")
    return Tag(words.say("asked.state.not_known" if kept is not None else "asked.state.not_answered"), "plain")


def slips_of(typing: Typing, form: str) -> ErrorSummary:
    """List what is wrong with a form: by field, and last what is wrong with the whole, with a link to the form."""
    fields = (Slip(name, text) for name, text in typing.faults.items())
    return ErrorSummary((*fields, *(Slip(form, text) for text in typing.says)))
