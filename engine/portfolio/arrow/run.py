"""A portfolio decided by the kernel: every row accounted for, and some decided by the reference as well."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.batch.decide import DecidedBatch, TablePlan, decide_batch, plan_of
from engine.batch.texts import as_texts
from engine.errors import EnginesDisagree, UsageError
from engine.interpret.columnar.answers import answers_of
from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import Cell, result_columns
from engine.portfolio.arrow.comma_separated import Doubtful, read_csv, write_csv
from engine.portfolio.arrow.ids import MOST_SHARING, Ids
from engine.portfolio.arrow.numbered_batch import ArrowTable, Piece, from_texts
from engine.portfolio.arrow.parquet import read_parquet, write_parquet
from engine.portfolio.arrow.prefetch import ahead
from engine.portfolio.arrow.tally_batch import add_batch
from engine.portfolio.earlier import Earlier
from engine.portfolio.job import Order
from engine.portfolio.ledger import Book
from engine.portfolio.rows import SHARED, Decided, Passed, Refused, TextTable
from engine.portfolio.summary import CHANGED
from engine.profile.column import Column
from engine.profile.rows import RowFault
from engine.rulebase.base import RuleBase
from engine.source.span import Span

CHECKED_FIRST, CHECKED_LATER = 64, 1
"""How many rows of the first batch, and of each later one, the reference decides as well."""

Shared = NDArray[np.int64]
"""The places, among all rows that were read, of those that share their id."""


class _Again(Exception):  # noqa: N818  not an error: rows were found that share their ids, and are to be refused
    """The run has to be made once more, now that it is known which rows share their ids."""


def run_by_batches(
    base: RuleBase, order: Order, texts: TextTable | None, target: Path, earlier: Earlier | None
) -> Book:
    """Decide a table and write the results to `target`. `texts` is the table as opened; none where it is Parquet."""
    if texts is None:
        table = read_parquet(order.source, order.shown, base, order.id_heading)
        return _Run(base, order, table, earlier).book(target)
    if texts.table.form == "csv":
        try:
            return _Run(base, order, read_csv(order.source, texts), earlier).book(target)
        except Doubtful:
            pass
    return _Run(base, order, from_texts(texts), earlier).book(target)


class _Run:
    """One table decided by the kernel."""

    def __init__(self, base: RuleBase, order: Order, table: ArrowTable, earlier: Earlier | None) -> None:
        self._base = base
        self._order = order
        self._table = table
        self._plan: TablePlan = plan_of(base)
        self._earlier = earlier
        self._names = [column.name for column in result_columns(base, changed=self._earlier is not None)]

    def book(self, target: Path) -> Book:
        """Decide and write; once more, where rows turn out to share their ids."""
        shared: Shared = np.zeros(0, np.int64)
        while True:
            try:
                with Book(self._base, self._order) as book, Ids() as ids:
                    self._write(target, book, shared, ids)
                    if not len(shared):
                        shared = self._sharing(ids.alike())
                        if len(shared):
                            raise _Again
                return book
            except _Again:
                continue

    def _sharing(self, places: Shared) -> Shared:
        """Look at the ids of all rows that may share one. Raises `UsageError` where they are no ids at all."""
        if len(places) > MOST_SHARING:
            heading = self._table.columns.id.heading
            raise UsageError(
                f"the column `{heading}` says which row is which, but more than {MOST_SHARING:,} rows share theirs; "
                "name another column with `--id COLUMN`"
            )
        found: list[str] = []
        start = 0
        for piece in self._table.pieces() if len(places) else ():
            inside = places[(places >= start) & (places < start + piece.batch.num_rows)] - start
            found += (text.strip() for text in self._ids_of(piece).take(pa.array(inside)).to_pylist())
            start += piece.batch.num_rows
        often = Counter(found)
        return places[[often[text] > 1 for text in found]] if found else places

    def _ids_of(self, piece: Piece) -> Any:
        return as_texts(piece.batch.column(self._table.columns.id.position))

    def _write(self, target: Path, book: Book, shared: Shared, ids: Ids) -> None:
        pieces = self._decided(shared, ids)
        match self._order.form:
            case "parquet":
                write_parquet(target, ahead(self._batches(pieces, book)))
            case "csv":
                write_csv(target, ahead(self._batches(pieces, book)), self._headings())
            case _:
                from engine.portfolio.write_rows import write_rows

                rows = book.accounted(row for each in pieces for row in self._rows(*each))
                write_rows(target, self._order, self._base, self._table.columns, self._names, rows, book)

    def _headings(self) -> list[str]:
        kept = {column.position: column.heading for column in self._table.columns.all if column.role != "result"}
        return [*(kept[place] for place in sorted(kept)), *self._names]

    def _decided(self, shared: Shared, ids: Ids) -> Iterator[tuple[Piece, DecidedBatch, dict[int, RowFault]]]:
        """Decide piece by piece; with each, the faults of whole rows."""
        start = 0
        for piece in ahead(self._table.pieces()):
            rows = piece.batch.num_rows
            done = decide_batch(self._plan, piece.batch, self._order.as_of, self._order.id_heading)
            self._check(done, CHECKED_FIRST if start == 0 else CHECKED_LATER)
            ids.add(piece.batch.column(self._table.columns.id.position))
            faults = dict(piece.faults)
            for place in shared[(shared >= start) & (shared < start + rows)] - start:
                name = self._ids_of(piece)[int(place)].as_py()
                column = self._table.columns.id
                where = self._place(piece, int(place), column)
                faults[int(place)] = RowFault("duplicate-id", SHARED, where, heading=column.heading, value=name)
            start += rows
            if self._earlier is not None:
                done = self._compared(piece, done, self._earlier)
            yield piece, done, faults

    def _check(self, done: DecidedBatch, most: int) -> None:
        """Hold some rows against the reference. Raises `EnginesDisagree` where the two differ."""
        ok = np.flatnonzero(~done.read.refused)
        for place in ok[:: max(1, len(ok) // most)][:most]:
            facts = answers_of(done.read.columns, int(place), self._base.questions())
            expected = row_result(self._base, facts, self._order.as_of)
            alone = DecidedBatch(done.batch.slice(int(place), 1), done.read)
            found = next(_results(alone, list(expected)))
            if found != expected:
                raise EnginesDisagree("the two engines came to different results for a row, so nothing is concluded")

    def _compared(self, piece: Piece, done: DecidedBatch, earlier: Earlier) -> DecidedBatch:
        """Add the column of what changed since an earlier time."""
        names = [name for name in self._names if name != CHANGED]
        rows = zip(self._ids_of(piece).to_pylist(), _results(done, names), strict=True)
        changes = [earlier.changes(name.strip(), results) for name, results in rows]
        column = pa.array([list(each) for each in changes], pa.list_(pa.dictionary(pa.int32(), pa.string())))
        arrays = [*done.batch.columns, column]
        batch = pa.RecordBatch.from_arrays(arrays, names=[*done.batch.schema.names, CHANGED])
        return DecidedBatch(batch, done.read)

    def _batches(self, pieces: Iterator[tuple[Piece, DecidedBatch, dict[int, RowFault]]], book: Book) -> Iterator[Any]:
        """Let the decided rows of each piece through as a batch; only what is refused is looked at row by row."""
        for piece, done, faults in pieces:
            refused = done.read.refused.copy()
            refused[list(faults)] = True
            for row in self._refused(piece, done, faults, np.flatnonzero(refused)):
                book.refuse(row)
            batch = done.batch.filter(pa.array(~refused)) if refused.any() else done.batch
            add_batch(book.tally, batch)
            book.rows += piece.batch.num_rows + len(piece.aside)
            self._order.progress(book.rows)
            if batch.num_rows:
                yield batch

    def _refused(self, piece: Piece, done: DecidedBatch, faults: dict[int, RowFault], places: Any) -> Iterator[Refused]:
        of_cells: dict[int, list[RowFault]] = {}
        for place, column, text, fault in done.read.faults:
            where = self._place(piece, place, column)
            wrong = RowFault(fault.code, fault.reason, where, heading=column.heading, value=text)
            of_cells.setdefault(place, []).append(wrong)
        ids = self._ids_of(piece) if len(places) else None
        for place in map(int, places):
            whole = faults.get(place)
            found = (whole,) if whole is not None else tuple(of_cells[place])
            yield Refused(int(piece.numbers[place]), ids[place].as_py().strip(), found)  # type: ignore[index]
        for number, misshapen in piece.aside:
            yield Refused(number, "", (misshapen,))

    def _place(self, piece: Piece, place: int, column: Column) -> Span | None:
        return None if self._table.place is None else self._table.place(int(piece.numbers[place]), column.position)

    def _rows(self, piece: Piece, done: DecidedBatch, faults: dict[int, RowFault]) -> Iterator[Passed]:
        """Walk the rows of a piece one by one, decided and refused, in order."""
        refused = np.union1d(np.flatnonzero(done.read.refused), np.array(sorted(faults), np.int64))
        wrong = self._refused(piece, done, faults, refused)
        cells = zip(*(as_texts(column).to_pylist() for column in piece.batch.columns), strict=True)
        results = _results(done, self._names)
        held = set(map(int, refused))
        ids = self._ids_of(piece).to_pylist()
        for place, (row, found) in enumerate(zip(cells, results, strict=True)):
            if place in held:
                yield replace(next(wrong), cells=row)
                continue
            yield Decided(int(piece.numbers[place]), ids[place].strip(), row, found)
        yield from wrong


def _results(done: DecidedBatch, names: list[str]) -> Iterator[dict[str, Cell]]:
    """Walk the results of each row, as they are written row by row."""
    for found in done.batch.select(names).to_pylist():
        yield {name: tuple(cell) if isinstance(cell, list) else cell for name, cell in found.items()}
