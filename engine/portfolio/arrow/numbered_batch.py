"""A table as Arrow batches, whatever its form: from Parquet, from CSV, or from any table of texts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from engine.errors import InputError
from engine.portfolio.rows import TextTable
from engine.profile.columns import Columns
from engine.profile.rows import RowFault, whole_row
from engine.source.diagnostics import Diagnostic
from engine.source.span import Span, start_of

ROWS = 65_536
"""Rows in a batch: as many as the kernel works on at a time."""

FEWER_ROWS = 4_096
"""Rows in a batch that is made of texts one by one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A batch of rows. `numbers` holds each row's number as people see it; `faults` what is wrong with whole rows.

    `aside` are rows that could not even be put into the batch: their number, and what is wrong.
    """

    batch: Any
    numbers: Sequence[int]
    faults: dict[int, RowFault] = field(default_factory=dict)
    aside: tuple[tuple[int, RowFault], ...] = ()


@dataclass(frozen=True, slots=True)
class ArrowTable:
    """A table that is read batch by batch. `pieces()` starts anew each time."""

    name: str
    columns: Columns
    pieces: Callable[[], Iterator[Piece]]
    place: Callable[[int, int], Span] | None = None
    """The span of a cell by its row's number and its column's index; none where a form has no places."""


def from_texts(table: TextTable, rows: int = FEWER_ROWS) -> ArrowTable:
    """Make batches of a table of texts."""

    def pieces() -> Iterator[Piece]:
        waiting = []
        for row in table.rows():
            waiting.append(row)
            if len(waiting) == rows:
                yield _of_rows(table, waiting)
                waiting = []
        if waiting:
            yield _of_rows(table, waiting)

    return ArrowTable(table.table.name, table.columns, pieces, table.table.place)


def _of_rows(table: TextTable, rows: list[Any]) -> Piece:
    width = len(table.table.headings)
    cells = [row.cells[:width] + ("",) * (width - len(row.cells)) for row in rows]
    columns = [pa.array(column, pa.string()) for column in zip(*cells, strict=True)]
    faults = {place: whole_row(row.fault) for place, row in enumerate(rows) if row.fault is not None}
    numbers = tuple(row.number for row in rows)
    return Piece(pa.RecordBatch.from_arrays(columns, names=table.table.headings), numbers, faults)


def refuse(name: str, code: str, message: str) -> InputError:
    """Say that a file can't be read."""
    return InputError((Diagnostic(code, message, start_of(name)),))


def whole_file(path: Path, name: str) -> None:
    """Raise `InputError` where a path is no ordinary file that can be read."""
    from engine.source.opening import Unreadable, open_ordinary

    try:
        open_ordinary(path).close()
    except Unreadable as fault:
        raise refuse(name, fault.code, fault.message) from None
