"""A portfolio decided by the kernel: every row accounted for, and some decided by the reference as well."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.batch.decide import DecidedBatch, TablePlan, decide_batch, plan_of
from engine.batch.texts import as_texts
from engine.errors import EnginesDisagree, UsageError
from engine.interpret.columnar.answers import answers_of
from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import result_columns
from engine.portfolio.arrow import memory_given_back
from engine.portfolio.arrow.batch_result import BatchResult, DecidedRows, ids_of, row_results
from engine.portfolio.arrow.comma_separated import AmbiguousCsv, read_csv, write_csv
from engine.portfolio.arrow.ids import MOST_SHARING, Ids
from engine.portfolio.arrow.numbered_batch import ArrowTable, NumberedBatch, from_texts
from engine.portfolio.arrow.prefetch import prefetched
from engine.portfolio.arrow.tally_batch import add_batch
from engine.portfolio.earlier import EarlierResults
from engine.portfolio.job import TableJob
from engine.portfolio.ledger import Ledger, RowsWriter
from engine.portfolio.rows import TextTable, kept_columns
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostics
from engine.source.tables.joined import MOST_ALIKE, IdsAlike, alike

CHECKED_FIRST, CHECKED_LATER = 64, 1
"""How many rows of the first batch, and of each later one, the reference decides as well."""

SharedRows = NDArray[np.int64]
"""The places, among all rows that were read, of those that share their id."""


class _DuplicatesFound(Exception):  # noqa: N818  not an error: the rows that share their ids are refused the next time
    """The run has to be made once more, now that it is known which rows share their ids."""


def run_by_batches(
    base: RuleBase,
    job: TableJob,
    texts: TextTable | None,
    doubts: Diagnostics,
    target: Path,
    earlier: EarlierResults | None,
    write_rows: RowsWriter,
) -> Ledger:
    """Decide a table and write the results to `target`, or row by row with `write_rows` where their form asks for it.

    `texts` is the table as opened; none where it is Parquet. Ids that are nearly the same go to the `doubts`. Raises
    `EnginesDisagree` where the reference comes to another result, and `UsageError` where nearly all rows share their
    ids.
    """
    if texts is None:
        from engine.portfolio.arrow.parquet import read_parquet

        table = read_parquet(job.source, job.shown, base, job.id_heading)
        with memory_given_back():
            return _BatchRun(base, job, table, earlier, write_rows).ledger(target, doubts)
    if texts.table.form == "csv":
        try:
            return _BatchRun(base, job, read_csv(job.source, texts), earlier, write_rows).ledger(target, doubts)
        except AmbiguousCsv:
            pass
    return _BatchRun(base, job, from_texts(texts), earlier, write_rows).ledger(target, doubts)


class _BatchRun:
    """One table decided by the kernel."""

    def __init__(
        self, base: RuleBase, job: TableJob, table: ArrowTable, earlier: EarlierResults | None, write_rows: RowsWriter
    ) -> None:
        self._base = base
        self._job = job
        self._table = table
        self._plan: TablePlan = plan_of(base)
        self._earlier = earlier
        self._write_rows = write_rows
        self._columns = result_columns(base)
        self._written = result_columns(base, changed=earlier is not None)

    def ledger(self, target: Path, doubts: Diagnostics) -> Ledger:
        """Decide and write; once more, where rows turn out to share their ids."""
        shared: SharedRows = np.zeros(0, np.int64)
        while True:
            try:
                with Ledger(self._base, self._job) as ledger, Ids() as ids:
                    if self._earlier is not None:
                        ledger.tally.compare(self._earlier.gone)
                    self._write(target, ledger, shared, ids)
                    if not len(shared):
                        shared = self._sharing(ids.candidates())
                        if len(shared):
                            raise _DuplicatesFound
                    self._warn_of_ids_alike(ids, doubts)
                return ledger
            except _DuplicatesFound:
                continue

    def _warn_of_ids_alike(self, ids: Ids, doubts: Diagnostics) -> None:
        """Name the ids that are nearly the same; the rows that have them are read once more."""
        found, count = ids.nearly_shared()
        if not found:
            return
        self._table.check_numbers()
        places = np.unique([place for each in found for place in each.places])
        named: dict[int, tuple[str, int]] = {}
        start = 0
        for rows in self._table.batches():
            inside = places[(places >= start) & (places < start + rows.batch.num_rows)] - start
            for place, text in zip(inside, ids_of(self._table, rows).take(pa.array(inside)).to_pylist(), strict=True):
                named[int(place) + start] = (text.strip(), int(rows.numbers[place]))
            start += rows.batch.num_rows
            if start > places[-1]:
                break
        groups = [(dict(named[place] for place in each.places), each.ways) for each in found]
        real = [(names, ways) for names, ways in groups if len(set(map(alike, names))) == 1][:MOST_ALIKE]
        column = self._table.columns.id.position
        doubtful = IdsAlike([names for names, _ in real], count, [ways for _, ways in real])
        doubtful.warn(lambda number: self._table.place(number, column), doubts)

    def _sharing(self, places: SharedRows) -> SharedRows:
        """Look at the ids of all rows that may share one. Raises `UsageError` where they are no ids at all."""
        if len(places) > MOST_SHARING:
            heading = self._table.columns.id.heading
            raise UsageError(
                f"the column `{heading}` says which row is which, but more than {MOST_SHARING:,} rows share theirs; "
                "name another column with `--id COLUMN`"
            )
        found: list[str] = []
        start = 0
        for rows in self._table.batches() if len(places) else ():
            inside = places[(places >= start) & (places < start + rows.batch.num_rows)] - start
            found += (text.strip() for text in ids_of(self._table, rows).take(pa.array(inside)).to_pylist())
            start += rows.batch.num_rows
        often = Counter(found)
        return places[[often[text] > 1 for text in found]] if found else places

    def _write(self, target: Path, ledger: Ledger, shared: SharedRows, ids: Ids) -> None:
        results = self._decided(shared, ids)
        match self._job.form:
            case "parquet":
                from engine.portfolio.arrow.parquet import write_parquet

                write_parquet(target, prefetched(self._typed(self._decided_rows(results, ledger))))
            case "csv":
                kept = [heading for _, heading in kept_columns(self._table.columns)]
                names = [*kept, *(column.name for column in self._written)]
                write_csv(target, prefetched(self._decided_rows(results, ledger)), names, len(kept))
            case _:
                rows = ledger.reconciled(row for each in results for row in each.all_rows(self._written))
                self._write_rows(self._table.columns, rows, ledger)

    def _decided(self, shared: SharedRows, ids: Ids) -> Iterator[BatchResult]:
        """Decide batch by batch; rows whose places are `shared` are refused."""
        start = 0
        for rows in prefetched(self._table.batches()):
            done = decide_batch(self._plan, rows.batch, self._job.as_of, self._job.id_heading, rows.wrong)
            self._check(rows, done, CHECKED_FIRST if start == 0 else CHECKED_LATER)
            ids.add(rows.batch.column(self._table.columns.id.position), rows.faults)
            result = BatchResult(self._table, rows, done, dict(rows.faults))
            end = start + rows.batch.num_rows
            inside = shared[(shared >= start) & (shared < end)] - start
            if len(inside):
                result = result.with_shared(inside.tolist())
            if rows.malformed or done.read.faults or result.refused().any():
                self._table.check_numbers()
            yield result if self._earlier is None else result.compared_with(self._earlier, self._columns)
            start = end

    def _check(self, rows: NumberedBatch, done: DecidedBatch, most: int) -> None:
        """Hold some rows against the reference. Raises `EnginesDisagree`, with the first cell that differs."""
        ok = np.flatnonzero(~done.read.refused)
        for place in map(int, ok[:: max(1, len(ok) // most)][:most]):
            facts = answers_of(done.read.columns, place, self._base.questions())
            found = next(row_results(done.batch.slice(place, 1), self._columns))
            expected = replace(row_result(self._base, facts, self._job.as_of), not_read=found.not_read)
            if found != expected:
                column = next(each for each in self._columns if found.cell(each) != expected.cell(each))
                raise EnginesDisagree(
                    f"the two engines came to different results for row {rows.numbers[place]}, in `{column.name}`, "
                    "so nothing is concluded"
                )

    def _decided_rows(self, results: Iterator[BatchResult], ledger: Ledger) -> Iterator[DecidedRows]:
        """Let the decided rows of each batch through; only what is refused is looked at row by row."""
        for result in results:
            for row in result.faulty_rows():
                ledger.write_down(row)
            decided = result.decided()
            add_batch(ledger.tally, decided.batch)
            ledger.rows += result.rows.batch.num_rows + len(result.rows.malformed)
            self._job.progress(ledger.rows)
            if decided.batch.num_rows:
                yield decided

    def _typed(self, decided: Iterator[DecidedRows]) -> Iterator[pa.RecordBatch]:
        """Give the rows with the types that their columns have in the file: texts, where that holds nothing else."""
        kept = len(kept_columns(self._table.columns)) if self._table.all_texts else 0
        for rows in decided:
            columns = rows.batch.columns
            texts = [*map(as_texts, columns[:kept]), *columns[kept:]]
            yield pa.RecordBatch.from_arrays(texts, names=rows.batch.schema.names)
