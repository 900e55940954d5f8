"""A table as Arrow batches, whatever its form: from Parquet, from CSV, or from any table of texts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.batch.read import WrongCells
from engine.errors import InputError
from engine.frozen import frozen
from engine.portfolio.rows import RefusedRow, TextTable
from engine.profile.cells import CellFault
from engine.profile.columns import Columns
from engine.profile.rows import RowFault, whole_row
from engine.source.diagnostics import Diagnostic
from engine.source.span import Span, start_of
from engine.source.tables.table import Row

ROWS = 65_536
"""Rows in a batch: as many as the kernel works on at a time."""

FEWER_ROWS = 4_096
"""Rows in a batch that is made of texts one by one."""


@frozen
class NumberedBatch:
    """A batch of rows. `numbers` holds each row's number as people see it; `faults` what is wrong with whole rows.

    `wrong` is what the file itself has against single cells. `malformed` are rows that could not even be put into the
    batch, in the order of their numbers. `lines` holds each row as it stands in a file of CSV, a comma behind it; null
    where it would be written in another way.
    """

    batch: pa.RecordBatch
    numbers: Sequence[int] | NDArray[np.int64]
    faults: Mapping[int, RowFault] = field(default_factory=dict)
    malformed: tuple[RefusedRow, ...] = ()
    wrong: WrongCells = field(default_factory=dict)
    lines: pa.Array | None = None


@frozen
class ArrowTable:
    """A table that is read batch by batch. `batches()` starts anew each time."""

    name: str
    columns: Columns
    batches: Callable[[], Iterator[NumberedBatch]]
    place: Callable[[int, int], Span | None] = lambda _row, _column: None
    """The span of a cell by its row's number and its column's index; none where a form has no places."""
    check_numbers: Callable[[], None] = lambda: None
    """To be called before the number of any row is said: it raises where the rows have to be counted otherwise."""
    all_texts: bool = False
    """Whether every cell is a text in its file, in whatever way the batches hold it."""


def from_texts(table: TextTable, rows: int = FEWER_ROWS) -> ArrowTable:
    """Make batches of a table of texts."""

    def batches() -> Iterator[NumberedBatch]:
        waiting: list[Row] = []
        for row in table.rows():
            waiting.append(row)
            if len(waiting) == rows:
                yield _batch_of(table, waiting)
                waiting = []
        if waiting:
            yield _batch_of(table, waiting)

    return ArrowTable(table.table.name, table.columns, batches, table.table.place)


def _batch_of(table: TextTable, rows: Sequence[Row]) -> NumberedBatch:
    width = len(table.table.headings)
    cells = [table.carried(row)[:width] + ("",) * (width - len(row.cells)) for row in rows]
    columns = [pa.array(column, pa.string()) for column in zip(*cells, strict=True)]
    faults = {place: whole_row(row.fault) for place, row in enumerate(rows) if row.fault is not None}
    wrong: dict[int, dict[int, tuple[str, CellFault]]] = {}
    for place, row in enumerate(rows):
        for at, fault in row.wrong.items():
            wrong.setdefault(at, {})[place] = (row.cells[at], CellFault(fault.code, fault.message))
    numbers = tuple(row.number for row in rows)
    batch = pa.RecordBatch.from_arrays(columns, names=table.table.headings)
    return NumberedBatch(batch, numbers, faults, wrong=wrong)


def unreadable_table(name: str, code: str, message: str) -> InputError:
    """Say that a file can't be read."""
    return InputError((Diagnostic(code, message, start_of(name)),))


def check_ordinary(path: Path, name: str) -> None:
    """Raise `InputError` where a path is no ordinary file that can be read."""
    from engine.source.opening import Unreadable, open_ordinary

    try:
        open_ordinary(path).close()
    except Unreadable as fault:
        raise unreadable_table(name, fault.code, fault.message) from None
