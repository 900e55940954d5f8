"""Lines of a table that are no rows of it: totals, headings once more, and notes that stand apart from the rows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.profile.cells import CellFault
from engine.profile.column import Column, Role
from engine.rulebase.taken_headings import folded
from engine.source.diagnostics import Diagnostic
from engine.source.tables.table import Row, Table

MOST_NOTES = 100
"""Lines that stand together apart from the rows of a table, and are taken for notes where nothing is answered in them.
A source and a few remarks are no more. Beyond it: they are rows like the others."""

TOTAL = r"^\s*((grand |overall |sub-?)?totals?|sums?|average|mean|median|count)[\W\d_]*$"
"""How the id of a line of totals reads, whatever the case."""

NO_ROW = frozenset({"totals-row", "headings-again", "note-row"})
"""The codes of what is said here: such a line is nobody's, so that no results carry it on."""

ANSWERS: tuple[Role, ...] = ("fact", "member", "control", "basis")

_TOTAL = re.compile(TOTAL, re.IGNORECASE)
_FIGURE = re.compile(r"[-+£$€]?\s*[\d.,\s]+\s*%?")
_TOTALS = "a line of totals is no row; the results count the rows, so leave it out"
_HEADINGS = "the headings stand here once more; leave this row out"
_NOTE = (
    "nothing is answered in this row, and it stands apart from the others: it is taken for a note. "
    "If it is one of them, move it up to them, without a blank row between"
)


def like_no_row(id_heading: str) -> str:
    """Make the expression that finds ids for which `why_no_row` may have a reason, whatever the case."""
    heading = r"\s+".join(re.sub(r"([^\w\s])", r"\\\1", word) for word in id_heading.split())
    return rf"{TOTAL}|^\s*{heading}\s*$"


def why_no_row(cells: Iterable[tuple[Column, str]]) -> CellFault | None:
    """Say why a line is no row of its own, by its cells; nothing where it may be one."""
    filled = [(column, text) for column, text in cells if column.role != "own" and text.strip()]
    name = next((text for column, text in filled if column.role == "id"), "")
    if all(folded(text) == folded(column.heading) for column, text in filled):
        return CellFault("headings-again", _HEADINGS) if name else None
    if _TOTAL.match(name) and all(_FIGURE.fullmatch(text) for column, text in filled if column.role in ANSWERS):
        return CellFault("totals-row", _TOTALS)
    return None


def with_notes_refused(table: Table, columns: Iterable[Column]) -> Iterator[Row]:
    """Walk the rows of a table; those of a group behind a blank row, in none of which anything is answered, are notes.

    The first group holds the rows of the table, whatever is answered in them. Only groups behind it are held back, and
    not beyond `MOST_NOTES` rows.
    """
    answers = [column.position for column in columns if column.role in ANSWERS]
    held: list[Row] | None = None
    for place, row in enumerate(table.rows()):
        if place and row.after_blank:
            yield from _as_notes(table, held or ())
            held = []
        if held is None:
            yield row
            continue
        held.append(row)
        if is_answered(row, answers) or len(held) > MOST_NOTES:
            yield from held
            held = None
    yield from _as_notes(table, held or ())


def is_answered(row: Row, answers: Iterable[int]) -> bool:
    """Tell whether anything is answered in a row; where its cells can't be relied on, that counts too."""
    return row.fault is not None or any(place < len(row.cells) and row.cells[place].strip() for place in answers)


def _as_notes(table: Table, rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield replace(row, fault=Diagnostic("note-row", _NOTE, table.place(row.number, 0)))
