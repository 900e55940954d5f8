"""The ledger of one run: every row is either decided or refused, and what was refused is written down."""

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from engine.errors import InputError, InternalError
from engine.portfolio.job import TableJob
from engine.portfolio.rows import DecidedRow, RefusedCell, RefusedRow
from engine.portfolio.tally import Tally
from engine.profile.columns import Columns
from engine.rulebase.base import RuleBase
from engine.source.atomic import replaced
from engine.source.tables.guard import guarded

if TYPE_CHECKING:
    from _csv import Writer

REFUSED_HEADINGS = ("id", "row", "column", "value", "reason")


class Ledger:
    """Counts the rows of one run. `refused_cells` are kept only where no file lists them: a workbook will show them."""

    def __init__(self, base: RuleBase, job: TableJob) -> None:
        self.tally = Tally(base)
        self.rows = 0
        self.refused_cells: list[RefusedCell] = []
        self._job = job
        self._files = ExitStack()
        self._writer: Writer | None = None

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the table of what was refused in its place, or nothing if the run went wrong.

        Counts are held against each other: a row that is neither decided nor refused is a fault of the program.
        """
        if error is not None:
            self._files.__exit__(kind, error, trace)
            return
        with self._files:
            summary = self.tally.summary()
            if summary.rows != self.rows:
                raise InternalError(f"{self.rows} rows were read, but {summary.rows} are accounted for")

    def reconciled(self, rows: Iterable[DecidedRow | RefusedRow]) -> Iterator[DecidedRow]:
        """Let decided rows through, and write down the others. Raises `InputError` at the first, if that is asked.

        A workbook goes on being filled in, so that refused rows stay in it, with what is wrong as their only result;
        lines that are no rows do not.
        """
        for row in rows:
            self.rows += 1
            if isinstance(row, RefusedRow):
                self.refuse(row)
                if row.cells and self._job.form == "xlsx" and not row.is_no_row:
                    yield row.as_decided()
            else:
                self.tally.add(row.results)
                yield row
            self._job.progress(self.rows)

    def refuse(self, row: RefusedRow) -> None:
        """Write down a row that can't be decided; strictly, raise `InputError` with everything wrong with it."""
        if self._job.strict:
            raise InputError(row.faults)
        self.tally.refuse()
        if self._job.refused is None:
            self.refused_cells += row.refused_cells()
            return
        if self._writer is None:
            self._writer = self._begun(self._job.refused)
        for each in row.refused_cells():
            texts = (each.id, str(each.row), each.column, each.value, each.reason)
            self._writer.writerow([guarded(text) for text in texts])

    def _begun(self, path: Path) -> "Writer":
        """Begin the table of what was refused; there is none where nothing is."""
        beside = self._files.enter_context(replaced(path))
        file = self._files.enter_context(beside.open("w", encoding="utf-8", newline=""))
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(REFUSED_HEADINGS)
        return writer


RowsWriter = Callable[[Columns, Iterator[DecidedRow], Ledger], None]
"""Writes the rows of a table with these columns, one by one; the ledger goes on being kept while they are read."""
