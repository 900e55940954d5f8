"""Between rows of texts and Parquet, for whoever decides row by row."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from engine.batch.texts import as_texts
from engine.interpret.result_columns import ResultColumn
from engine.portfolio.arrow.parquet import read_parquet, write_parquet
from engine.portfolio.rows import DecidedRow, TextTable
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic
from engine.source.span import CellSpan, cell_at
from engine.source.tables.flat import NOTHING_LISTED
from engine.source.tables.table import Row, Table

ROWS = 4_096
WORDS = pa.dictionary(pa.int32(), pa.string())
TYPES = {"text": WORDS, "list": pa.list_(WORDS), "number": pa.int64()}


def parquet_as_texts(
    path: Path, name: str, base: RuleBase, id_heading: str, left_out: Collection[str] = ()
) -> TextTable:
    """Read a Parquet file as a table of texts, without the columns whose headings are `left_out`."""
    table = read_parquet(path, name, base, id_heading, left_out)
    results = {column.position for column in table.columns.all if column.role == "result"}
    headings = {column.position: column.heading for column in table.columns.all}

    def rows() -> Iterator[Row]:
        for numbered in table.batches():
            columns = numbered.batch.columns
            texts = zip(
                *(
                    as_texts(column, "" if n in results else NOTHING_LISTED).to_pylist()
                    for n, column in enumerate(columns)
                ),
                strict=True,
            )
            for place, cells in enumerate(texts):
                number = int(numbered.numbers[place])
                found = {n: rows[place] for n, rows in numbered.wrong.items() if place in rows}
                wrong = {n: Diagnostic(fault.code, fault.reason, span(number, n)) for n, (_, fault) in found.items()}
                shown = tuple(found[n][0] if n in found else text for n, text in enumerate(cells))
                yield Row(number, shown, wrong=wrong)

    def span(row: int, column: int) -> CellSpan:
        return cell_at(name, row, column + 1)

    found = Table(name, "parquet", "", tuple(headings[n] for n in sorted(headings)), rows, span, lambda n: span(1, n))
    return TextTable(found, table.columns, base)


def write_rows_as_parquet(
    path: Path, kept: Sequence[tuple[int, str]], columns: Sequence[ResultColumn], rows: Iterator[DecidedRow]
) -> None:
    """Write rows that were decided one by one as Parquet."""
    write_parquet(path, _batches(kept, columns, rows))


def _batches(
    kept: Sequence[tuple[int, str]], columns: Sequence[ResultColumn], rows: Iterator[DecidedRow]
) -> Iterator[pa.RecordBatch]:
    waiting: list[DecidedRow] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == ROWS:
            yield _batch(kept, columns, waiting)
            waiting = []
    if waiting:
        yield _batch(kept, columns, waiting)


def _batch(
    kept: Sequence[tuple[int, str]], columns: Sequence[ResultColumn], rows: Sequence[DecidedRow]
) -> pa.RecordBatch:
    cells = [pa.array([row.cells[place] for row in rows], pa.string()) for place, _ in kept]
    results = [pa.array([row.results.cell(column) for row in rows], TYPES[column.kind]) for column in columns]
    names = [*(heading for _, heading in kept), *(column.name for column in columns)]
    return pa.RecordBatch.from_arrays([*cells, *results], names=names)
