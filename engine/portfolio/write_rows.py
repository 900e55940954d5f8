"""Rows of results written in the form that was asked for, one by one."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.portfolio.job import Order
from engine.portfolio.ledger import Book
from engine.portfolio.rows import Decided
from engine.portfolio.text_forms import write_csv, write_json_lines
from engine.profile.columns import Columns
from engine.rulebase.base import RuleBase


def write_rows(
    target: Path,
    order: Order,
    base: RuleBase,
    columns: Columns,
    names: Sequence[str],
    rows: Iterator[Decided],
    book: Book,
) -> None:
    """Write rows as CSV, JSON Lines or a workbook."""
    kept = sorted({(column.position, column.heading) for column in columns.all if column.role != "result"})
    match order.form:
        case "csv":
            write_csv(target, kept, names, rows)
        case "jsonl":
            write_json_lines(target, kept, names, rows)
        case "xlsx":
            from engine.workbook.results import write_results

            pairs = ((row.cells, row.results) for row in rows)
            compared = order.earlier is not None
            write_results(base, columns, pairs, book.refusals, target, book.tally, as_of=order.as_of, changed=compared)
        case "parquet":
            from engine.portfolio.arrow.parquet_rows import write_rows_as_parquet

            write_rows_as_parquet(target, kept, base, names, rows)
