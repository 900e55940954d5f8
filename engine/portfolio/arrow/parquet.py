"""Parquet in and out: columns keep the types that they have, and texts that repeat stay coded."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from engine.batch.read import blurred_lists, refuse_types
from engine.batch.texts import plain
from engine.errors import UsageError
from engine.portfolio.arrow.numbered_batch import ROWS, ArrowTable, NumberedBatch, check_ordinary, unreadable_table
from engine.profile.cells import CellFault
from engine.profile.columns import Columns, bind
from engine.rulebase.base import RuleBase
from engine.source.span import CellSpan, cell_at


def read_parquet(path: Path, name: str, base: RuleBase, id_heading: str, left_out: Collection[str] = ()) -> ArrowTable:
    """Open a Parquet file; columns whose headings are `left_out` are passed over.

    Raises `InputError` where it is none, is damaged, has headings that nothing declares, or holds what is no answer.
    """
    check_ordinary(path, name)
    schema = _opened(path, name, ()).schema_arrow
    places = [place for place, heading in enumerate(schema.names) if heading not in left_out]

    def place(row: int, column: int) -> CellSpan:
        return cell_at(name, row, column + 1)

    def place_of_heading(column: int) -> CellSpan:
        return place(1, column)

    columns = bind([schema.names[place] for place in places], base, id_heading, place_of_heading)
    refuse_types(columns.all, pa.schema([schema.field(place) for place in places]), place_of_heading)
    coded = tuple(
        column.heading
        for column in columns.all
        if column.role in ("fact", "member", "control")
        and pa.types.is_string(schema.field(places[column.position]).type)
    )

    def batches() -> Iterator[NumberedBatch]:
        before = 1  # the headings count as the first row, as in every other form
        for batch in _batches(path, name, coded):
            numbers = range(before + 1, before + 1 + batch.num_rows)
            yield _without_blurred(columns, batch.select(places), numbers)
            before += batch.num_rows

    return ArrowTable(name, columns, batches, place)


def _batches(path: Path, name: str, coded: Iterable[str]) -> Iterator[pa.RecordBatch]:
    """Walk the batches, one row group after another: lists of coded texts, as in our results, can't be read across."""
    with _opened(path, name, coded) as file:
        try:
            for group in range(file.num_row_groups):
                yield from file.iter_batches(ROWS, row_groups=[group])
        except (pa.ArrowException, OSError) as problem:
            raise _damaged(name) from problem


def _without_blurred(columns: Columns, batch: pa.RecordBatch, numbers: range) -> NumberedBatch:
    """Number the rows of a batch; lists that can't be told from others once they are texts are wrong, and left out."""
    wrong: dict[int, dict[int, tuple[str, CellFault]]] = {}
    arrays = list(map(plain, batch.columns))
    for column in columns.all:
        found = {} if column.role == "result" else blurred_lists(column, arrays[column.position])
        if found:
            wrong[column.position] = found
            kept = np.ones(batch.num_rows, np.bool_)
            kept[list(found)] = False
            places = pa.array(np.arange(batch.num_rows), mask=~kept)
            arrays[column.position] = arrays[column.position].take(places)
    return NumberedBatch(pa.RecordBatch.from_arrays(arrays, names=batch.schema.names), numbers, wrong=wrong)


def headings_of(path: Path, name: str) -> list[str]:
    """List the headings of a Parquet file. Raises `InputError` where it is none, or is damaged."""
    check_ordinary(path, name)
    found: list[str] = _opened(path, name, ()).schema_arrow.names
    return found


def rows_in(path: Path) -> int:
    """Give the number of rows that a file says it has."""
    with pq.ParquetFile(path) as file:
        return int(file.metadata.num_rows)


def _opened(path: Path, name: str, coded: Iterable[str]) -> pq.ParquetFile:
    try:
        # what is buffered in advance would be kept until the end: memory would grow with the file
        return pq.ParquetFile(path, read_dictionary=list(coded), pre_buffer=False)
    except (pa.ArrowException, OSError) as problem:
        raise _damaged(name) from problem


def _damaged(name: str) -> Exception:
    return unreadable_table(name, "damaged-parquet", "the file is cut off or damaged, or is no Parquet; write it again")


def write_parquet(path: Path, batches: Iterator[pa.RecordBatch]) -> None:
    """Write batches, all with the columns of the first, as one file. Raises `UsageError` where there is none.

    What is least and greatest in a stretch of rows is noted of columns that hold values of their own in each row. Of
    texts that repeat it is the same everywhere, tells a reader nothing, and would take a third of the time.
    """
    first = next(batches, None)
    if first is None:
        raise UsageError("no row could be decided, so that there is nothing to write")
    noted = [
        field.name
        for field in first.schema
        if not (pa.types.is_dictionary(field.type) or pa.types.is_nested(field.type))
    ]
    with path.open("wb") as file, pq.ParquetWriter(file, first.schema, write_statistics=noted) as writer:
        writer.write_batch(first)
        for batch in batches:
            writer.write_batch(batch)
