"""Rows of results written in the form that was asked for, one by one."""

from collections.abc import Callable, Iterator
from pathlib import Path

from engine.interpret.result_columns import result_columns
from engine.portfolio.job import TableJob
from engine.portfolio.ledger import Ledger
from engine.portfolio.rows import DecidedRow, kept_columns
from engine.portfolio.write_texts import write_csv_rows, write_json_lines
from engine.profile.columns import Columns
from engine.rulebase.base import RuleBase

WorkbookWriter = Callable[[Path, Columns, Iterator[DecidedRow], Ledger], None]
"""Writes rows as a workbook, then what the ledger says of them once all are written; handed in from outside."""


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
    kept = kept_columns(columns)
    results = result_columns(base, changed=job.earlier is not None)
    match job.form:
        case "csv":
            write_csv_rows(target, kept, results, rows)
        case "jsonl":
            write_json_lines(target, kept, results, rows)
        case "xlsx":
            write_workbook(target, columns, rows, ledger)
        case "parquet":
            from engine.portfolio.arrow.parquet_rows import write_rows_as_parquet

            write_rows_as_parquet(target, kept, results, rows)
