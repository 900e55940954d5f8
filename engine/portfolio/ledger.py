"""The books of one run: every row is either decided or refused, and what was refused is written down."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

from engine.errors import InternalError
from engine.interpret.result_columns import ERRORS
from engine.portfolio.job import Order
from engine.portfolio.refusal import Refusal
from engine.portfolio.rows import Decided, Passed, Refused, refuse_strictly
from engine.portfolio.summary import Tally
from engine.portfolio.text_forms import REFUSED_HEADINGS
from engine.rulebase.base import RuleBase
from engine.source.atomic import replaced
from engine.source.tables.guard import guarded


class Book:
    """Counts the rows of one run. `refusals` are kept only where a workbook will show them; else they go to a file."""

    def __init__(self, base: RuleBase, order: Order) -> None:
        self.tally = Tally(base)
        self.rows = 0
        self.refusals: list[Refusal] = []
        self._order = order
        self._files = ExitStack()
        self._writer: Any = None

    def __enter__(self) -> "Book":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the table of what was refused in its place, or nothing if the run went wrong.

        Counts are held against each other: a row that is neither decided nor refused is a fault of the program.
        """
        with self._files:
            if error is not None:
                raise error
            summary = self.tally.summary()
            if summary.rows != self.rows:
                raise InternalError(f"{self.rows} rows were read, but {summary.rows} are accounted for")

    def accounted(self, passed: Iterable[Passed]) -> Iterator[Decided]:
        """Let decided rows through, and write down the others. Raises `InputError` at the first, if that is asked.

        A workbook goes on being filled in, so that refused rows stay in it, with what is wrong as their only result.
        """
        for row in passed:
            self.rows += 1
            if isinstance(row, Refused):
                self.refuse(row)
                if row.cells and self._order.form == "xlsx":
                    yield _with_errors(row)
            else:
                self.tally.add(row.results)
                yield row
            self._order.progress(self.rows)

    def refuse(self, row: Refused) -> None:
        """Write down a row that can't be decided."""
        if self._order.strict:
            refuse_strictly(row)
        self.tally.refuse()
        if self._order.refused is None:
            self.refusals += row.refusals()
            return
        if self._writer is None:
            self._writer = self._opened(self._order.refused)
        for each in row.refusals():
            texts = (each.id, str(each.row), each.column, each.value, each.reason)
            self._writer.writerow([guarded(text) for text in texts])

    def _opened(self, path: Path) -> Any:
        """Begin the table of what was refused; there is none where nothing is."""
        beside = self._files.enter_context(replaced(path))
        file = self._files.enter_context(beside.open("w", encoding="utf-8", newline=""))
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(REFUSED_HEADINGS)
        return writer


def _with_errors(row: Refused) -> Decided:
    reasons = "; ".join(f"{fault.heading}: {fault.message}" for fault in row.faults)
    return Decided(row.number, row.id, row.cells, {ERRORS: reasons})
