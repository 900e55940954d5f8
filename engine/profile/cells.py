"""Cells: from the text of one cell to an answer, typed by the question that its column was bound to."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from engine.frozen import frozen
from engine.profile.column import Column
from engine.profile.listed_answers import PARTED, listings
from engine.profile.profile import KNOWN
from engine.profile.read_answers import UNKNOWN_WORDS, read_answer, read_status, says_none
from engine.rulebase.facts import Answer, Fact, Members
from engine.rulebase.taken_headings import folded
from engine.source.characters import in_backticks, refused_character, why_refused
from engine.source.days import read_day
from engine.source.diagnostics import Diagnostics
from engine.source.scalars import read_yes_no
from engine.source.span import Span
from engine.source.suggest import is_slip, near_or_all
from engine.source.tables.error_cells import SHOWN_ERRORS, why_error
from engine.source.tree import Scalar, Sequence

NONE_OF_THESE = "none"
NO_TEXTS = "[]"
"""What an empty list is written as where a table came from JSON: none of the choices, or no text at all."""

NO_HEADING = "nothing says what this cell is about; give its column a heading, or empty the cell"
NO_ANSWERS = frozenset({"n/a", "n.a.", "na", "not applicable"})
"""What people write where they have no answer. It is not known, and they are told so."""

_NOWHERE = Span("", 1, 1, 1, 1)
_BETWEEN = re.compile(r"\s*;\s*")


@frozen
class CellFault:
    """Why a cell cannot be read, in words."""

    code: str
    reason: str


MOST_REMEMBERED = 50_000
"""Different cells whose answers are remembered: some hundreds for each question. Beyond it: all are forgotten, and read
again as they come."""

ReadCell = Answer | None | CellFault
"""What a cell holds: a typed answer, nothing that is known, or a fault."""


def read_cell(column: Column, text: str, wrong: CellFault | None = None) -> ReadCell:
    """Read one cell by what its column is about; the same column and text always give the same.

    An id, a field of the header and what an answer rests on come back as text, save the day it was known on. `wrong` is
    what the file itself has against the cell.
    """
    if column.role in ("own", "result"):
        return None
    if column.role == "unheaded":
        return CellFault("empty-heading", NO_HEADING) if text.strip() else None
    found = wrong or _why_not(text) or _read_cell(column, text)
    return assuming(column, found) if isinstance(found, CellFault) else found


class CellReader:
    """Reads the cells of one table, and remembers what the answers in them came to, since they come again and again."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], ReadCell] = {}

    def read(self, column: Column, text: str, wrong: CellFault | None = None) -> ReadCell:
        """Read one cell, as `read_cell` does."""
        if wrong is not None or column.role not in ("fact", "control", "member"):
            return read_cell(column, text, wrong)
        key = column.position, text
        if key not in self._known:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[key] = read_cell(column, text)
        return self._known[key]


def _read_cell(column: Column, text: str) -> ReadCell:
    match column.role:
        case "id":
            return _on_one_line(text) or CellFault("missing-id", "the row has no id; give it one of its own")
        case "header":
            return text if text.strip() else None
        case "basis":
            return _basis(column, text)
        case _:
            word = folded(text)
            # an answer that a pack calls "Not known" is that answer: people choose it by its words
            return None if word in UNKNOWN_WORDS and word not in column.words else _answer(column, text)


def assuming(column: Column, fault: CellFault) -> CellFault:
    """Add to a fault what is assumed while the cell can't be read, where silence is taken for an answer."""
    question = column.question
    if question is None or question.when_silent is None:
        return fault
    match question.when_silent:
        case Members(holds) if column.role == "member":
            word = "yes" if column.part in holds else "no"
        case Members(holds):
            word = "; ".join(label for name, label in question.values.items() if name in holds) or NONE_OF_THESE
        case bool(silent):
            word = "yes" if silent else "no"
        case silent:
            word = question.values.get(str(silent), str(silent))
    return replace(fault, reason=f"{fault.reason}; until then `{word}` is assumed, as where nothing is answered")


def texts_of(column: Column, text: str) -> tuple[str, ...]:
    """Split the cell of a field of the header into its texts: one, or several with `;` between them."""
    if not column.many:
        return (text,) if text.strip() else ()
    return () if text.strip() == NO_TEXTS else tuple(filter(None, _BETWEEN.split(text.strip())))


def _why_not(text: str) -> CellFault | None:
    """Say why a cell cannot be read whatever it is about: it hides something, or shows an error."""
    if text in SHOWN_ERRORS:
        return CellFault("error-cell", why_error(text))
    offset = refused_character(text)
    return None if offset is None else CellFault(*why_refused(text[offset]))


def _basis(column: Column, text: str) -> ReadCell:
    if not text.strip():
        return None
    if column.part == "on":
        return _read(partial(read_day, _scalar(text.strip()), day_first=column.day_first))
    if column.part == "known" and folded(text) not in KNOWN:
        hint = near_or_all(text.strip(), KNOWN)
        return CellFault("unknown-word", f"there is no way of knowing {in_backticks(text.strip())}{hint}")
    return folded(text) if column.part == "known" else _on_one_line(text)


def _on_one_line(text: str) -> str:
    """Write a text as a profile's reader does; spaces around it and line breaks in it say nothing."""
    return " ".join(text.split())


def _answer(column: Column, text: str) -> ReadCell:
    question, word = column.question, folded(text)
    if question is None:
        return None
    if question.kind != "text" and word in NO_ANSWERS and word not in column.words:
        shown = in_backticks(text.strip())
        return CellFault(
            "no-answer", f"{shown} says nothing that is known; leave the cell blank, or answer the question"
        )
    if column.role == "control":
        return _read(
            lambda found: (
                read_status(_as_said(column, question), _scalar(column.words.get(word, text.strip())), found).value
            )
        )
    if column.role == "member" or question.kind == "yes_no":
        return _read(partial(read_yes_no, _scalar(column.words.get(word, text.strip()))))
    if question.kind == "choices":
        return _members(column, question, text)
    if question.kind == "choice":
        return column.words.get(word) or _not_an_answer(question, text)
    scalar = _scalar(text if question.kind == "text" else text.strip())
    return _read(partial(read_answer, _as_said(column, question), scalar, day_first=column.day_first))


def _as_said(column: Column, question: Fact) -> Fact:
    """Give a question the words that people read as its name, so that a fault names it so, whatever its heading."""
    return replace(question, name=column.said)


def _not_an_answer(question: Fact, text: str, between: str = "") -> CellFault:
    """Say that a text is none of the answers, and which there are, in the words that people choose from."""
    named = next((label for name, label in question.values.items() if is_slip(text.strip(), name)), "")
    hint = f"; did you mean {in_backticks(named)}?" if named else near_or_all(text.strip(), [*question.values.values()])
    between = "" if hint.endswith("?") else between
    return CellFault("unknown-value", f"{in_backticks(text.strip())} is not one of the answers{hint}{between}")


def _members(column: Column, question: Fact, text: str) -> ReadCell:
    """Read a set from one cell: what is listed holds, and nothing else does."""
    if folded(text) not in column.words and says_none(question, text):
        return Members(frozenset(), frozenset(question.values))
    readings = listings(text, column.words)
    if len(readings) > 1:
        reason = f"{in_backticks(text)} may be read in more than one way; put `;` between several answers"
        return CellFault("unclear-list", reason)
    for names in map(dict.fromkeys, readings):  # a set holds once what is listed twice
        return _read(partial(read_answer, question, Sequence(tuple(map(_scalar, names)), _NOWHERE)))
    parts = [part.strip() for part in PARTED.split(text) if part.strip()]
    if not parts:
        return CellFault("unknown-value", f"{in_backticks(text)} lists nothing; write `none` for none of these")
    strange = next((part for part in parts if not listings(part, column.words)), text)
    if len(parts) > 1 and says_none(question, strange):
        return CellFault("unclear-list", f"{in_backticks(strange)} stands beside other answers; keep one or the other")
    return _not_an_answer(question, strange, "; put `;` between several answers")


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
