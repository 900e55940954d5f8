"""Cells: from the text of one cell to an answer, typed by the question that its column was bound to."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from engine.profile.column import Column
from engine.profile.profile import KNOWN
from engine.profile.read_answers import UNKNOWN_WORDS, read_answer, read_status
from engine.rulebase.facts import Answer, Fact, Members
from engine.rulebase.taken_headings import folded
from engine.source.characters import in_backticks, refused_character, why_refused
from engine.source.diagnostics import Diagnostics
from engine.source.scalars import read_date, read_yes_no
from engine.source.span import Span
from engine.source.suggest import near_or_all
from engine.source.tree import Scalar, Sequence

NONE_OF_THESE = "none"
NO_TEXTS = "[]"
"""What an empty list is written as where a table came from JSON: none of the choices, or no text at all."""

NO_HEADING = "nothing says what this cell is about; give its column a heading, or empty the cell"

_NOWHERE = Span("", 1, 1, 1, 1)
_BETWEEN = re.compile(r"\s*;\s*")


@dataclass(frozen=True, slots=True)
class CellFault:
    """Why a cell cannot be read, in words."""

    code: str
    reason: str


ReadCell = Answer | None | CellFault
"""What a cell holds: a typed answer, nothing that is known, or a fault."""


def read_cell(column: Column, text: str) -> ReadCell:
    """Read one cell by what its column is about; the same column and text always give the same.

    An id, a field of the header and what an answer rests on come back as text, save the day it was known on.
    """
    if column.role in ("own", "result"):
        return None
    if column.role == "unheaded":
        return CellFault("empty-heading", NO_HEADING) if text.strip() else None
    fault = _hidden(text)
    if fault is not None:
        return fault
    match column.role:
        case "id":
            return _on_one_line(text) or CellFault("missing-id", "the row has no id; give it one of its own")
        case "header":
            return text if text.strip() else None
        case "basis":
            return _basis(column.part, text)
        case _:
            return None if folded(text) in UNKNOWN_WORDS else _answer(column, text)


def texts_of(column: Column, text: str) -> tuple[str, ...]:
    """Split the cell of a field of the header into its texts: one, or several with `;` between them."""
    if not column.many:
        return (text,) if text.strip() else ()
    return () if text.strip() == NO_TEXTS else tuple(filter(None, _BETWEEN.split(text.strip())))


def _hidden(text: str) -> CellFault | None:
    offset = refused_character(text)
    return None if offset is None else CellFault(*why_refused(text[offset]))


def _basis(part: str, text: str) -> ReadCell:
    if not text.strip():
        return None
    if part == "on":
        return _read(partial(read_date, _scalar(text.strip())))
    if part == "known" and folded(text) not in KNOWN:
        hint = near_or_all(text.strip(), KNOWN)
        return CellFault("unknown-word", f"there is no way of knowing {in_backticks(text.strip())}{hint}")
    return folded(text) if part == "known" else _on_one_line(text)


def _on_one_line(text: str) -> str:
    """Write a text as a profile's reader does; spaces around it and line breaks in it say nothing."""
    return " ".join(text.split())


def _answer(column: Column, text: str) -> ReadCell:
    question = column.question
    if question is None:
        return None
    if column.role == "control":
        word = _scalar(column.words.get(folded(text), text.strip()))
        return _read(lambda found: read_status(question, word, found).value)
    if column.role == "member" or question.kind == "yes_no":
        return _read(partial(read_yes_no, _scalar(column.words.get(folded(text), text.strip()))))
    if question.kind == "choices":
        return _members(column, question, text)
    if question.kind == "choice":
        text = column.words.get(folded(text), text)
    return _read(partial(read_answer, question, _scalar(text if question.kind == "text" else text.strip())))


def _members(column: Column, question: Fact, text: str) -> ReadCell:
    """Read a set from one cell: what is listed holds, and nothing else does."""
    whole = column.words.get(folded(text))
    if whole is None and folded(text) in (NONE_OF_THESE, NO_TEXTS):
        return Members(frozenset(), frozenset(question.values))
    parts = [whole] if whole else [part for part in _BETWEEN.split(text.strip()) if part]
    if not parts:
        return CellFault("unknown-value", f"{in_backticks(text)} lists nothing; write `none` for none of these")
    names = (column.words.get(folded(part), part) for part in parts)
    listed = Sequence(tuple(map(_scalar, names)), _NOWHERE)
    return _read(partial(read_answer, question, listed))


def _read(reader: Callable[[Diagnostics], Answer | None]) -> ReadCell:
    """Read by the reader of profiles, so that a fault has the same words wherever it was written."""
    found = Diagnostics()
    value = reader(found)
    for item in found.items:
        return CellFault(item.code, item.message)
    return value


def _scalar(text: str) -> Scalar:
    return Scalar(text, _NOWHERE, quoted=False)


def words_for(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Map what may be written, folded, to what it means; what might mean two things means nothing."""
    words: dict[str, str] = {}
    unclear: set[str] = set()
    for written, meant in pairs:
        if words.setdefault(folded(written), meant) != meant:
            unclear.add(folded(written))
    return {word: meant for word, meant in words.items() if word not in unclear}
