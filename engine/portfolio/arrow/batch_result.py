"""One batch with its results: which rows were decided, which are refused, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from heapq import merge

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.batch.decide import DecidedBatch
from engine.batch.texts import as_texts
from engine.frozen import frozen
from engine.interpret.columnar.answers import answers_of
from engine.interpret.result_columns import CHANGED, ResultColumn
from engine.interpret.results import RowResult, row_from
from engine.portfolio.arrow.numbered_batch import ArrowTable, NumberedBatch
from engine.portfolio.earlier import EarlierResults, answer_texts
from engine.portfolio.rows import DecidedRow, RefusedRow, shared_id_fault
from engine.profile.rows import RowFault
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts


@frozen
class DecidedRows:
    """Rows that were decided, with their results; `lines` as in the batch that they come from."""

    batch: pa.RecordBatch
    lines: pa.Array | None

    def slice(self, start: int, length: int) -> "DecidedRows":
        """Pick so many rows."""
        return DecidedRows(
            self.batch.slice(start, length), None if self.lines is None else self.lines.slice(start, length)
        )


@frozen
class BatchResult:
    """A batch of a table, what the kernel made of it, and the faults of whole rows, by their place in the batch."""

    table: ArrowTable
    rows: NumberedBatch
    done: DecidedBatch
    faults: dict[int, RowFault]

    def with_shared(self, places: Sequence[int]) -> "BatchResult":
        """Refuse the rows at these places, which share their ids with others."""
        column = self.table.columns.id
        ids = ids_of(self.table, self.rows)
        found = {
            place: shared_id_fault(
                column, ids[place].as_py().strip(), self.table.place(self._number(place), column.position)
            )
            for place in places
        }
        return replace(self, faults={**self.faults, **found})

    def compared_with(self, earlier: EarlierResults, columns: Sequence[ResultColumn]) -> "BatchResult":
        """Add the column of what changed since an earlier time; `columns` are those of the results so far."""
        for row in self.rows.malformed:
            earlier.meet(row.id)
        ids = ids_of(self.table, self.rows).to_pylist()
        rows = zip(ids, self._texts(), row_results(self.done.batch, columns), strict=True)
        changes = [
            earlier.changes(
                name.strip(),
                results,
                partial(self._facts, place, earlier.base),
                answer_texts(self.table.columns, cells),
            )
            for place, (name, cells, results) in enumerate(rows)
        ]
        column = pa.array([list(each) for each in changes], pa.list_(pa.dictionary(pa.int32(), pa.string())))
        names = [*self.done.batch.schema.names, CHANGED]
        batch = pa.RecordBatch.from_arrays([*self.done.batch.columns, column], names=names)
        return replace(self, done=DecidedBatch(batch, self.done.read))

    def refused(self) -> NDArray[np.bool_]:
        """Tell of each row whether it is refused."""
        found = self.done.read.refused.copy()
        found[list(self.faults)] = True
        return found

    def decided(self) -> DecidedRows:
        """Give the rows that were decided."""
        refused, lines = self.refused(), self.rows.lines
        if not refused.any():
            return DecidedRows(self.done.batch, lines)
        kept = pa.array(~refused)
        return DecidedRows(self.done.batch.filter(kept), None if lines is None else lines.filter(kept))

    def faulty_rows(self) -> Iterator[RefusedRow | DecidedRow]:
        """Walk the rows in which anything can't be read, in order: those refused, and those decided without it.

        The latter have only what a list of faults says of them: neither their cells nor their results.
        """
        return merge(self._by_place(), self.rows.malformed, key=_row_number)

    def _by_place(self) -> Iterator[RefusedRow | DecidedRow]:
        of_cells: dict[int, list[RowFault]] = {}
        for place, column, text, fault in self.done.read.faults:
            where = self.table.place(self._number(place), column.position)
            wrong = RowFault(fault.code, fault.reason, where, heading=column.heading, value=text)
            of_cells.setdefault(place, []).append(wrong)
        refused = self.refused()
        places = np.flatnonzero(refused | self.done.read.not_read())
        ids = ids_of(self.table, self.rows).take(pa.array(places)).to_pylist() if len(places) else []
        for place, name in zip(map(int, places), ids, strict=True):
            whole = self.faults.get(place)
            faults = tuple(of_cells[place]) if whole is None else (whole,)
            if refused[place]:
                yield RefusedRow(self._number(place), name.strip(), faults)
            else:
                yield DecidedRow(self._number(place), name.strip(), (), RowResult(), faults)

    def all_rows(self, columns: Sequence[ResultColumn]) -> Iterator[DecidedRow | RefusedRow]:
        """Walk the rows one by one, decided and refused, in order."""
        return merge(self._rows_inside(columns), self.rows.malformed, key=_row_number)

    def _rows_inside(self, columns: Sequence[ResultColumn]) -> Iterator[DecidedRow | RefusedRow]:
        cells = self._texts()
        results = row_results(self.done.batch, columns)
        ids = ids_of(self.table, self.rows).to_pylist()
        wrong = {each.number: each for each in self._by_place()}
        for place, (row, found) in enumerate(zip(cells, results, strict=True)):
            number = self._number(place)
            faulty = wrong.get(number)
            if isinstance(faulty, RefusedRow):
                yield replace(faulty, cells=row)
            else:
                yield DecidedRow(number, ids[place].strip(), row, found, faulty.faults if faulty else ())

    def _texts(self) -> Iterator[tuple[str, ...]]:
        """Walk the rows as texts."""
        return zip(*(as_texts(column).to_pylist() for column in self.rows.batch.columns), strict=True)

    def _facts(self, place: int, base: RuleBase) -> Facts:
        """Give what one row answers."""
        return answers_of(self.done.read.columns, place, base.questions())

    def _number(self, place: int) -> int:
        """Give the number of a row as people see it."""
        return int(self.rows.numbers[place])


def _row_number(row: DecidedRow | RefusedRow) -> int:
    return row.number


def ids_of(table: ArrowTable, rows: NumberedBatch) -> pa.Array:
    """Give the ids of a batch as texts."""
    return as_texts(rows.batch.column(table.columns.id.position))


def row_results(batch: pa.RecordBatch, columns: Sequence[ResultColumn]) -> Iterator[RowResult]:
    """Walk the rows of a batch of results, each as a value."""
    for found in batch.select([column.name for column in columns]).to_pylist():
        cells = {name: tuple(cell) if isinstance(cell, list) else cell for name, cell in found.items()}
        yield row_from(columns, cells)
