"""Rows that share an id: found by a group-by over the whole table, and refused, every one of them.

A batch can't know of the others, so each row carries a mark into the function that decides it.
"""

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as f

from engine.interpret.result_columns import PREFIX
from engine.portfolio.rows import SHARED

MARK = PREFIX + "shared_id"
"""The column that carries the mark; its prefix is kept for results, so that no question can have this name."""

ERRORS = PREFIX + "errors"
AROUND = r"(?U)^\s+|\s+$"
"""What may stand around an id without making it another one."""


def shared_ids_marked(frame: DataFrame, id_heading: str) -> DataFrame:
    """Mark each row whose id some other row has too with the reason to refuse it; a row without an id shares none."""
    rows = frame.select([named(name) for name in frame.columns if name.casefold() != MARK])
    ids = f.regexp_replace(named(id_heading).cast("string"), AROUND, "")
    shared = rows.select(ids.alias(MARK)).where(f.col(MARK) != "").groupBy(MARK).count().where("count > 1")
    found = rows.join(shared.select(MARK), ids == shared[MARK], "left")
    return found.withColumn(MARK, f.when(f.col(MARK).isNotNull(), f.lit(f"{id_heading}: {SHARED}")))


def named(name: str) -> Column:
    """Refer to a column whatever is in its name: to Spark, a dot would lead into a structure."""
    return f.col("`" + name.replace("`", "``") + "`")


def refused_where_shared(batch: pa.RecordBatch, decide: Callable[[pa.RecordBatch], pa.RecordBatch]) -> pa.RecordBatch:
    """Decide a batch, and take the results from the rows that are marked; the mark itself goes."""
    mark = batch.column(MARK)
    done = decide(batch.drop_columns([MARK]))
    if mark.null_count == len(mark):
        return done
    columns = [_refused(name, column, mark) for name, column in zip(done.schema.names, done.columns, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=done.schema)


def _refused(name: str, column: Any, mark: Any) -> Any:
    """Take a result from the marked rows, as from any that is refused; the reason is what the mark says."""
    if name == ERRORS:
        return pc.coalesce(mark, column)
    if not name.startswith(PREFIX):
        return column
    nothing = pa.scalar([] if pa.types.is_list(column.type) else None, column.type)
    return pc.if_else(mark.is_valid(), nothing, column)
