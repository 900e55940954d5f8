"""Rows of results written in the form that was asked for, one by one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from engine.interpret.result_columns import result_columns
from engine.interpret.results import RowResult
from engine.portfolio.job import TableJob
from engine.portfolio.ledger import Ledger
from engine.portfolio.rows import DecidedRow, RefusedCell, kept_columns
from engine.portfolio.tally import Tally
from engine.portfolio.write_texts import write_csv_rows, write_json_lines
from engine.profile.columns import Columns
from engine.rulebase.base import RuleBase


class WorkbookWriter(Protocol):
    """Writes rows as a workbook: their cells and results, then what was refused and what it all comes to."""

    def __call__(
        self,
        base: RuleBase,
        columns: Columns,
        rows: Iterable[tuple[Sequence[str], RowResult]],
        refused: Iterable[RefusedCell],
        path: Path,
        tally: Tally,
        *,
        as_of: date | None,
        changed: bool,
    ) -> None:
        """Write all rows before looking at `refused` and `tally`; `changed` tells that they were compared."""


def write_rows(
    target: Path,
    base: RuleBase,
    job: TableJob,
    columns: Columns,
    rows: Iterator[DecidedRow],
    ledger: Ledger,
    write_workbook: WorkbookWriter,
) -> None:
    """Write rows as CSV, JSON Lines, Parquet or a workbook."""
    compared = job.earlier is not None
    kept = kept_columns(columns)
    results = result_columns(base, changed=compared)
    match job.form:
        case "csv":
            write_csv_rows(target, kept, results, rows)
        case "jsonl":
            write_json_lines(target, kept, results, rows)
        case "xlsx":
            pairs = ((row.cells, row.results) for row in rows)
            write_workbook(
                base, columns, pairs, ledger.refused_cells, target, ledger.tally, as_of=job.as_of, changed=compared
            )
        case "parquet":
            from engine.portfolio.arrow.parquet_rows import write_rows_as_parquet

            write_rows_as_parquet(target, kept, results, rows)
