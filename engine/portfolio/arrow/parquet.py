"""Parquet in and out: columns keep the types that they have, and texts that repeat stay coded."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from engine.errors import UsageError
from engine.portfolio.arrow.numbered_batch import ROWS, ArrowTable, NumberedBatch, check_ordinary, unreadable_table
from engine.profile.columns import bind
from engine.rulebase.base import RuleBase


def read_parquet(path: Path, name: str, base: RuleBase, id_heading: str, left_out: Collection[str] = ()) -> ArrowTable:
    """Open a Parquet file; columns whose headings are `left_out` are passed over.

    Raises `InputError` where it is none, is damaged, or has headings that nothing declares.
    """
    check_ordinary(path, name)
    schema = _opened(path, name, ()).schema_arrow
    places = [place for place, heading in enumerate(schema.names) if heading not in left_out]
    columns = bind([schema.names[place] for place in places], base, id_heading)
    coded = tuple(
        column.heading
        for column in columns.all
        if column.role in ("fact", "member", "control")
        and pa.types.is_string(schema.field(places[column.position]).type)
    )

    def batches() -> Iterator[NumberedBatch]:
        before = 1  # the headings count as the first row, as in every other form
        with _opened(path, name, coded) as file:
            try:
                for batch in file.iter_batches(ROWS):
                    numbers = range(before + 1, before + 1 + batch.num_rows)
                    yield NumberedBatch(batch.select(places) if left_out else batch, numbers)
                    before += batch.num_rows
            except (pa.ArrowException, OSError) as problem:
                raise _damaged(name) from problem

    return ArrowTable(name, columns, batches)


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
    """Write batches, all with the columns of the first, as one file. Raises `UsageError` where there is none."""
    first = next(batches, None)
    if first is None:
        raise UsageError("no row could be decided, so that there is nothing to write")
    with path.open("wb") as file, pq.ParquetWriter(file, first.schema) as writer:
        writer.write_batch(first)
        for batch in batches:
            writer.write_batch(batch)
