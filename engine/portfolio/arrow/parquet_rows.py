"""Between rows of texts and Parquet, for whoever decides row by row."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from engine.batch.texts import NO_MEMBERS, as_texts
from engine.interpret.result_columns import ResultColumn, result_columns
from engine.portfolio.arrow.parquet import read_parquet, write_parquet
from engine.portfolio.rows import Decided, TextTable
from engine.rulebase.base import RuleBase
from engine.source.span import CellSpan, cell_at
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
        for piece in table.pieces():
            texts = zip(
                *(
                    as_texts(column, empty="" if place in results else NO_MEMBERS).to_pylist()
                    for place, column in enumerate(piece.batch.columns)
                ),
                strict=True,
            )
            for place, cells in enumerate(texts):
                yield Row(int(piece.numbers[place]), cells)

    def place(row: int, column: int) -> CellSpan:
        return cell_at(name, row, column + 1)

    found = Table(name, "parquet", "", tuple(headings[n] for n in sorted(headings)), rows, place, lambda n: place(1, n))
    return TextTable(found, table.columns, base)


def write_rows_as_parquet(
    path: Path, kept: Sequence[tuple[int, str]], base: RuleBase, names: Sequence[str], rows: Iterator[Decided]
) -> None:
    """Write rows that were decided one by one as Parquet."""
    columns = [column for column in result_columns(base, changed=True) if column.name in names]
    write_parquet(path, _batches(kept, columns, rows))


def _batches(
    kept: Sequence[tuple[int, str]], columns: Sequence[ResultColumn], rows: Iterator[Decided]
) -> Iterator[Any]:
    waiting: list[Decided] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == ROWS:
            yield _batch(kept, columns, waiting)
            waiting = []
    if waiting:
        yield _batch(kept, columns, waiting)


def _batch(kept: Sequence[tuple[int, str]], columns: Sequence[ResultColumn], rows: Sequence[Decided]) -> Any:
    cells = [pa.array([row.cells[place] for row in rows], pa.string()) for place, _ in kept]
    results = [pa.array([row.results[column.name] for row in rows], TYPES[column.kind]) for column in columns]
    names = [*(heading for _, heading in kept), *(column.name for column in columns)]
    return pa.RecordBatch.from_arrays([*cells, *results], names=names)
