"""Rows that share an id: found by a group-by over the whole table, and refused, every one of them.

A batch can't know of the others, so each row carries the reason to refuse it into the function that decides it.
"""

import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from engine.interpret.result_columns import ERRORS
from engine.portfolio.rows import SHARED
from engine.profile.columns import is_result

REASON = "shared"
"""The column behind all others that carries the reason; nothing where an id is a row's own."""

AROUND = r"(?U)^\s+|\s+$"
"""What may stand around an id without making it another one."""


def shared_ids_marked(rows: DataFrame, ids: str, heading: str) -> DataFrame:
    """Add the reason to each row whose id another row has too; a row without an id shares none.

    `ids` is the column of the ids as Spark knows it, `heading` as people do.
    """
    found = f.regexp_replace(f.col(ids).cast("string"), AROUND, "")
    shared = rows.select(found.alias(REASON)).where(f.col(REASON) != "").groupBy(REASON).count().where("count > 1")
    joined = rows.join(shared.select(REASON), found == shared[REASON], "left")
    return joined.withColumn(REASON, f.when(f.col(REASON).isNotNull(), f.lit(f"{heading}: {SHARED}")))


def refused_where_shared(done: pa.RecordBatch, reasons: pa.Array) -> pa.RecordBatch:
    """Take the results from the rows that have a reason, as from any that is refused."""
    if reasons.null_count == len(reasons):
        return done
    columns = [_refused(name, column, reasons) for name, column in zip(done.schema.names, done.columns, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=done.schema)


def _refused(name: str, column: pa.Array, reasons: pa.Array) -> pa.Array:
    if name == ERRORS:
        return pc.coalesce(reasons, column)
    if not is_result(name):
        return column
    nothing = pa.scalar([] if pa.types.is_list(column.type) else None, column.type)
    return pc.if_else(reasons.is_valid(), nothing, column)
