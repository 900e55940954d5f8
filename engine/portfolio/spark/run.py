"""A whole portfolio on Spark: read, decided, written, counted, and only then given its name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from engine.errors import InternalError, UsageError
from engine.frozen import frozen
from engine.interpret.result_columns import ERRORS, IS_REFUSED, NOT_READ, TO_COME
from engine.portfolio.rows import own_words
from engine.portfolio.spark.folders import REFUSED, UNFINISHED, Folders
from engine.portfolio.spark.frame import decided
from engine.portfolio.spark.session import spark_on
from engine.profile.columns import bind
from engine.rulebase.base import RuleBase
from engine.source.characters import visible


@frozen
class SparkCounts:
    """How many rows came in, and what became of them; where the refused ones are, if there are any.

    Of those decided, `not_read` have an answer that can't be read, and `to_come` a day yet to come where the past is
    asked about.
    `own` says which columns are people's own, "" where none is.
    """

    rows: int
    decided: int
    refused: int
    refused_at: str | None
    not_read: int = 0
    to_come: int = 0
    own: str = ""


def run(
    base: RuleBase, source: str, target: str, as_of: date | None, id_column: str, master: str | None
) -> SparkCounts:
    """Decide every row of a source; see `run_on_spark`."""
    target = target.rstrip("/")
    with spark_on(master) as spark, in_words():
        folders = Folders(spark)
        for address in (target, target + REFUSED):
            if folders.exists(address):
                raise UsageError(f"`{visible(address)}` is there already; name another output, or move it away")
        frame = _read(spark, folders, source)
        try:
            counts = _written(spark, folders, frame, decided(frame, base, as_of, id_column), target)
            return replace(counts, own=own_words(bind(frame.columns, base, id_column)))
        finally:
            folders.remove(target + UNFINISHED)


def _read(spark: SparkSession, folders: Folders, source: str) -> DataFrame:
    """Find the source: a folder (or a file) of Parquet if there is one of this address, else a table of this name."""
    if folders.exists(source):
        return spark.read.parquet(source)
    if "/" not in source and spark.catalog.tableExists(source):
        return spark.read.table(source)
    raise UsageError(f"Spark finds no folder and no table `{visible(source)}`")


def _written(spark: SparkSession, folders: Folders, frame: DataFrame, done: DataFrame, target: str) -> SparkCounts:
    """Write all rows once, parted into decided and refused; count them; then give both folders their names.

    What is counted is what can be read back, not what some executor said it did: one that died may have said it twice.
    """
    unfinished = target + UNFINISHED
    parted = done.withColumn(IS_REFUSED, f.col(ERRORS).isNotNull())
    parted.write.mode("overwrite").option("maxConcurrentOutputFileWriters", 2).partitionBy(IS_REFUSED).parquet(
        unfinished
    )
    parts = {refused: f"{unfinished}/{IS_REFUSED}={str(refused).lower()}" for refused in (False, True)}
    if not folders.exists(parts[False]):
        done.where("false").write.parquet(parts[False])
    counted = {refused: _count(spark, folders, part) for refused, part in parts.items()}
    rows = frame.count()
    if rows != sum(counted.values()):
        words = f"{counted[False]} rows were decided and {counted[True]} refused"
        raise InternalError(f"{rows} rows came in, but {words}; nothing was written")
    here = spark.read.parquet(parts[False])
    not_read = int(here.where(f.col(NOT_READ).isNotNull()).count())
    to_come = int(here.where(f.size(f.col(TO_COME)) > 0).count()) if TO_COME in here.columns else 0
    if counted[True]:
        folders.move(parts[True], target + REFUSED)
    folders.move(parts[False], target)
    refused_at = target + REFUSED if counted[True] else None
    return SparkCounts(rows, counted[False], counted[True], refused_at, not_read, to_come)


def _count(spark: SparkSession, folders: Folders, part: str) -> int:
    return int(spark.read.parquet(part).count()) if folders.exists(part) else 0


@contextmanager
def in_words() -> Iterator[None]:
    """Say in words how Spark failed, by the names of its faults alone: its messages may hold what stands in a row."""
    try:
        yield
    except PySparkException as problem:
        raise UsageError(f"Spark gave up: {problem.getCondition() or type(problem).__name__}") from None
    except Py4JJavaError as problem:
        raise UsageError(f"Spark gave up: {_names(problem)}") from None


def _names(problem: Py4JJavaError) -> str:
    """Name the Java faults, from what was noticed to what lies at the bottom."""
    names: list[str] = []
    cause = problem.java_exception
    while cause is not None and len(names) < 5:
        names.append(cause.getClass().getName().rpartition(".")[2])
        cause = cause.getCause()
    return ", because of ".join(names)
