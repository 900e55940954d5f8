"""What the files alone cost: read one table, and write another of the same number of rows, deciding nothing.

`python -m bench.only_files SOURCE LIKE TARGET` reads SOURCE, and writes to TARGET as many rows, such as LIKE has, with
the library that `portfolio` uses. A batch of LIKE is in memory before the clock starts. Prints the seconds, and those
of the processor.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

BATCH = 65_536
BLOCK = 16 << 20
"""Bytes of CSV in a batch."""


def read(path: Path) -> Iterator[Any]:
    """Read a table a batch at a time; of CSV, everything is text."""
    if path.suffix == ".parquet":
        yield from pyarrow.parquet.ParquetFile(path).iter_batches(batch_size=BATCH)
        return
    with path.open(encoding="utf-8") as lines:
        headings = next(lines).rstrip("\n").replace('"', "").split(",")
    texts = pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(headings, pa.string()))
    blocks = pyarrow.csv.ReadOptions(block_size=BLOCK)
    yield from pyarrow.csv.open_csv(path, read_options=blocks, convert_options=texts)


def writer(path: Path, schema: Any) -> AbstractContextManager[Any]:
    """Open a table to be written."""
    opened = pyarrow.parquet.ParquetWriter if path.suffix == ".parquet" else pyarrow.csv.CSVWriter
    writing: AbstractContextManager[Any] = opened(path, schema)
    return writing


def seconds(source: Path, like: Path, target: Path) -> tuple[float, float]:
    """Read one table and write the other; give the seconds that this took, and those of the processor."""
    model = next(read(like))
    start, used = time.perf_counter(), time.process_time()
    with writer(target, model.schema) as writing:
        for batch in read(source):
            for at in range(0, batch.num_rows, model.num_rows):
                writing.write_batch(model.slice(0, min(model.num_rows, batch.num_rows - at)))
    return time.perf_counter() - start, time.process_time() - used


if __name__ == "__main__":
    print(*seconds(*map(Path, sys.argv[1:4])))
