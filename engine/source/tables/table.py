"""A table: headings, and rows of cells as text, each with its place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.source.diagnostics import Diagnostic
from engine.source.span import CellSpan

TableForm = Literal["csv", "jsonl", "xlsx", "parquet"]

WHY_WE_ASK = "Why we ask"
"""The first cell of a row that explains the headings; right under them, such a row is no data."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not blank. `number` is its line, or its row in the sheet, as people see it.

    Where there is a `fault`, the row has lost its shape, and its cells are what could be read of it. `wrong` holds what
    is wrong with single cells, by the index of their columns; the others can be relied on.
    """

    number: int
    cells: tuple[str, ...]
    fault: Diagnostic | None = None
    wrong: Mapping[int, Diagnostic] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file. `rows()` reads it from the start each time, and may raise `InputError` on the way.

    `sheet` is "" save in a workbook. `place` gives the span of a cell by its row's number and its column's index, and
    `place_of_heading` that of a heading by its index.
    """

    name: str
    form: TableForm
    sheet: str
    headings: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    place: Callable[[int, int], CellSpan]
    place_of_heading: Callable[[int], CellSpan]


def is_blank(cells: tuple[str, ...]) -> bool:
    """Tell whether nothing stands in a row."""
    return not any(cell and not cell.isspace() for cell in cells)
