"""Forms: from what was typed into fields to answers, by the vocabulary of the pack. Nothing else does this.

A question NAME is on a form where `seen.NAME` is: the version of the answer that the form was made from. Beside it
stand `answer.NAME` (more than once for several choices; `unknown` for what is not known yet, also under
`answer.NAME.instead`) and what the answer rests on: `evidence.NAME`, `known.NAME`, `said.NAME`, `on.NAME`. Where
nothing is typed, nothing is saved: that is how somebody comes back to a question later.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from armslength.register.domain.entities import Kept
from armslength.register.domain.events import Erased
from armslength.register.domain.state import State
from armslength.web.asking import Typed
from armslength.web.words import Words, capital
from engine import Diagnostic, Given, Profile, RuleBase, read_answers
from engine.render.words import answer_words
from engine.rulebase.facts import Members
from engine.rulebase.taken_headings import ID
from engine.source.characters import refused_character, why_refused
from engine.source.days import read_day
from engine.source.diagnostics import Diagnostics
from engine.source.span import start_of
from engine.source.tree import Scalar

SEEN, ANSWER, INSTEAD = "seen.", "answer.", ".instead"
UNKNOWN = "unknown"
"""What is sent for "don't know yet"."""

NONE = "none"
"""What is sent for "none of these"."""

BASIS = {"evidence": "evidence", "known": "known", "said": "by", "on": "on"}
"""The fields for what an answer rests on, each with what a profile calls it."""

HOW_KNOWN = ("observed", "documented", "told", "assumed", "doubtful")
"""How an answer can be known, as in a profile: from the firmest to the weakest."""

MOST_CHARACTERS = 4_000
"""What is counted: characters of one field. Why so many: two pages; nobody types more into an answer. Beyond it:
nothing is saved, all is kept on the page, and the field says so."""

OLDEST_SEEN = 999_999_999
"""The highest version that a form may say it has seen."""


@dataclass(frozen=True, slots=True)
class AnswerSaid:
    """What was said to a question on a form: the answer (none: not known yet), and the version that was seen."""

    name: str
    given: Given
    seen: int


@dataclass(frozen=True, slots=True)
class FormRead:
    """What a form says, question by question, without those that were left alone; what is wrong, by field."""

    said: tuple[AnswerSaid, ...]
    faults: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Typing:
    """What was typed into a form that is shown again: field by field, what is wrong with which, and with the whole."""

    typed: Typed = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    says: tuple[str, ...] = ()

    def first(self, name: str, otherwise: str) -> str:
        """Give what was typed into a field; where the field was not sent, what stands."""
        return self.typed[name][0] if name in self.typed else otherwise


NOTHING_TYPED = Typing()


def standing(kept: Kept | None) -> Given:
    """Give the answer that stands as a form shows it: without texts that were erased."""
    if kept is None:
        return Given(None)
    text = _left(kept.text) or None
    return Given(
        kept.value if kept.value is not None else text, _left(kept.evidence), kept.known, _left(kept.source), kept.on
    )


def rests_on(given: Given) -> tuple[str, str, str, date | None]:
    """Give what an answer rests on, without the answer."""
    return given.evidence, given.known, given.by, given.on


def _left(text: str) -> str:
    return "" if isinstance(text, Erased) else text


def asked_in(base: RuleBase, typed: Typed) -> tuple[str, ...]:
    """Name the questions that are on a form, in the order of asking; strange names are nobody's question."""
    names = {each.removeprefix(SEEN) for each in typed if each.startswith(SEEN)}
    return tuple(each.name for each in base.questions() if each.name in names)


def read_form(base: RuleBase, state: State, typed: Typed, words: Words) -> FormRead:
    """Read what was typed into a form, question by question, against what stands."""
    names = asked_in(base, typed)
    cells = {cell: text for name in names for cell, text in _cells(base, typed, name)}
    faults = {_field(cell): fault for cell, text in cells.items() if (fault := text_fault(text, words))}
    faults |= {ANSWER + name: words.say("forms.known_and_not") for name in names if _known_and_not(typed, name)}
    read = read_answers(
        base, {ID: "form", **{cell: text for cell, text in cells.items() if _field(cell) not in faults}}
    )
    if isinstance(read, Profile):
        said = tuple(each for name in names if (each := _said(name, read, typed, state.current(name))))
    else:
        said = ()
        faults |= {_field(cell): _in_words(fault, cells[cell], words) for cell, fault in read.items()}
    return FormRead(() if faults else said, {**_left_out(base, state, typed, words), **faults})


def _cells(base: RuleBase, typed: Typed, name: str) -> Iterator[tuple[str, str]]:
    """Walk what a form says to a question as the cells of a table would: the answer, and what it rests on."""
    texts = _texts(typed, name)
    if texts and UNKNOWN not in texts:
        yield name, "; ".join(texts)
    for part in basis_parts(base, name):
        if f"{part}.{name}" in typed:
            yield f"{name}.{BASIS[part]}", typed[f"{part}.{name}"][0]


def basis_parts(base: RuleBase, name: str) -> tuple[str, ...]:
    """Name the fields for what the answer to a question rests on; a choice that is called so comes first."""
    fact = base.facts.get(name)
    return tuple(part for part, column in BASIS.items() if fact is None or column not in fact.values)


def _field(cell: str) -> str:
    """Name the field of a cell."""
    name, _, column = cell.partition(".")
    part = next((part for part, called in BASIS.items() if called == column), "")
    return f"{part}.{name}" if part else ANSWER + name


def _texts(typed: Typed, name: str) -> tuple[str, ...]:
    """Give what was chosen or typed as an answer."""
    texts = (*typed.get(ANSWER + name, ()), *typed.get(ANSWER + name + INSTEAD, ()))
    return tuple(text for text in texts if text.strip())


def _known_and_not(typed: Typed, name: str) -> bool:
    texts = set(_texts(typed, name))
    return UNKNOWN in texts and len(texts) > 1


def _in_words(fault: Diagnostic, text: str, words: Words) -> str:
    return words.say("forms.no_answer", typed=text) if fault.code == "no-answer" else in_sentences(fault.message)


def _said(name: str, read: Profile, typed: Typed, kept: Kept | None) -> AnswerSaid | None:
    """Give what was said to a question; nothing where it was left alone."""
    before = standing(kept)
    if not _texts(typed, name):
        return None
    found = read.answers.get(name) or read.controls.get(name) or Given(None)
    given = Given(
        found.value,
        *(getattr(found if f"{part}.{name}" in typed else before, column) for part, column in BASIS.items()),
    )
    return AnswerSaid(name, _as_it_counts(name, before, given, typed), version_seen(typed[SEEN + name][0]))


def version_seen(text: str) -> int:
    """Read the version that a form says was seen; one that nobody could have seen is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(OLDEST_SEEN)) else 0


def _as_it_counts(name: str, before: Given, given: Given, typed: Typed) -> Given:
    """Leave a set that is known in part as it is where the ticks say no more; and drop what carries the answer no more.

    What an earlier answer rested on does not carry another one, unless it was typed anew or somebody says so.
    """
    if isinstance(before.value, Members) and isinstance(given.value, Members) and not typed.get(f"whole.{name}"):
        given = replace(given, value=before.value) if before.value.holds == given.value.holds else given
    if before.value is None or before.value == given.value or typed.get(f"same.{name}"):
        return given
    same = rests_on(given) == rests_on(before)
    return replace(given, evidence="", known="", by="", on=None) if same else given


def _left_out(base: RuleBase, state: State, typed: Typed, words: Words) -> dict[str, str]:
    """Say where an answer is missing: one was there, or what it rests on was typed."""
    faults = {}
    for name in asked_in(base, typed):
        before = standing(state.current(name))
        beside = tuple(typed.get(f"{part}.{name}", ("",))[0].strip() for part in BASIS)
        if _texts(typed, name):
            continue
        if before.value is not None:
            was = answer_words(base.question(name), before.value)
            faults[ANSWER + name] = words.say("forms.emptied", answer=was)
        elif any(beside) and state.current(name) is None:
            faults[ANSWER + name] = words.say("forms.basis_alone")
    return faults


def text_faults(typed: Typed, fields: tuple[str, ...], words: Words) -> dict[str, str]:
    """Say what is wrong with fields of free text: too long, or something in it that can't be seen."""
    found = ((name, text_fault(text, words)) for name in fields for text in typed.get(name, ()))
    return {name: fault for name, fault in found if fault}


def text_fault(text: str, words: Words) -> str:
    """Say what is wrong with a text whatever it is about; nothing where nothing is."""
    if len(text) > MOST_CHARACTERS:
        return words.say("forms.too_long", most=f"{MOST_CHARACTERS:,}", length=f"{len(text):,}")
    offset = refused_character(text)
    return "" if offset is None else in_sentences(why_refused(text[offset])[1])


def day_typed(base: RuleBase, typed: Typed, field: str, missing: str = "") -> tuple[date | None, dict[str, str]]:
    """Read the day in a field, as people write it: the day, or what is wrong with it by the field.

    `missing` is what is said where no day is typed and one is needed.
    """
    text = typed.get(field, ("",))[0].strip()
    if not text:
        return None, {field: missing} if missing else {}
    wrong = Diagnostics()
    day = read_day(Scalar(text, start_of(field), quoted=True), wrong, day_first=base.pack.day_first)
    return day, {field: " ".join(in_sentences(each.message) for each in wrong.items)} if wrong.items else {}


def in_sentences(reason: str) -> str:
    """Write a reason of a reader of cells as sentences, with typographic quotes; what is quoted stays as it was."""
    parts = reason.split("`")
    said = "".join(f"“{part}”" if place % 2 else _PAUSE.sub(_begin, part) for place, part in enumerate(parts))
    said = capital(said)
    return said if said.endswith((".", "?", "!")) else f"{said}."


_PAUSE = re.compile(r"; (.?)")


def _begin(pause: re.Match[str]) -> str:
    return f". {pause[1].upper()}"


def carried(typed: Typed, without: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Walk what was typed as hidden fields, so that the next page still has it."""
    for name, texts in typed.items():
        if name not in without:
            yield from ((name, text) for text in texts)
