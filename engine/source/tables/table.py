"""A table: headings, and rows of cells as text, each with its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import islice
from typing import Literal

from engine.frozen import frozen
from engine.source.diagnostics import Diagnostic
from engine.source.span import CellSpan

TableForm = Literal["csv", "jsonl", "xlsx", "parquet"]

WeighHeadings = Callable[[Sequence[str]], int]
"""Says how much a row is like headings: `IDS` for one of ids, and 1 for each that asks something.

It is handed in by whoever knows what may be asked.
"""


def first_row(_: Sequence[str]) -> int:
    """Work out nothing: the first row counts as the headings."""
    return 0


IDS = 1_000
"""How much a heading of ids counts in a row that may be the headings."""

MOST_ABOVE = 20
"""Rows of a table among which its headings are looked for. A title and a few notes stand above them. Beyond it: the
first row counts as headings."""

WHY_WE_ASK = "Why we ask"
"""The first cell of a row that explains the headings; right under them, such a row is no data."""


@frozen
class Row:
    """One row that is not blank. `number` is its line, or its row in the sheet, as people see it.

    Where there is a `fault`, the row has lost its shape, and its cells are what could be read of it. `after_blank`
    tells that a blank row stands right before it. `wrong` holds what is wrong with single cells, by the index of their
    columns; the others can be relied on.
    """

    number: int
    cells: tuple[str, ...]
    fault: Diagnostic | None = None
    after_blank: bool = False
    wrong: Mapping[int, Diagnostic] = field(default_factory=dict)


@frozen
class Table:
    """One table of a file. `rows()` reads it from the start each time, and may raise `InputError` on the way.

    `sheet` is "" save in a workbook, and `above` is how many rows stand above the headings. `place` gives the span of a
    cell by its row's number and its column's index, and `place_of_heading` that of a heading by its index.
    `comments` tells whether anybody has commented on cells of the file, and `coloured` are the columns with a colour
    behind a cell under the headings.
    """

    name: str
    form: TableForm
    sheet: str
    headings: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    place: Callable[[int, int], CellSpan]
    place_of_heading: Callable[[int], CellSpan]
    above: int = 0
    comments: bool = False
    coloured: tuple[int, ...] = ()


@frozen
class HeadingRow:
    """The row of the headings: its number, its cells, how much it is like headings, and how many rows stand above."""

    number: int
    cells: tuple[str, ...]
    weight: int = 0
    above: int = 0


def row_of_headings(rows: Iterable[Row], weigh: WeighHeadings) -> HeadingRow | None:
    """Find which of the first rows is most like headings; the first where none is, and none where there is no row.

    The first that has ids and asks something ends the search.
    """
    best: HeadingRow | None = None
    for above, row in enumerate(islice(rows, MOST_ABOVE)):
        weight = weigh(row.cells)
        if best is None or _by_likeness(weight) > _by_likeness(best.weight):
            best = HeadingRow(row.number, row.cells, weight, above)
        if weight > IDS:
            break
    return best


def _by_likeness(weight: int) -> tuple[bool, int, int]:
    """Order rows: first those with ids and questions, then by questions. That of an answer may be a heading of ids."""
    return weight > IDS, weight % IDS, weight


def is_blank(cells: tuple[str, ...]) -> bool:
    """Tell whether nothing stands in a row."""
    return not any(cell and not cell.isspace() for cell in cells)
