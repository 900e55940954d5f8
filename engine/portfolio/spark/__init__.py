"""Portfolios beyond one machine: the function that decides a batch, run by Spark on every part of a table.

`decide_frame` takes a DataFrame and gives a DataFrame; it is what a program or a notebook on a cluster calls.
`run_on_spark` does the whole work for a folder of Parquet files or a named table: it opens Spark, decides, writes, and
counts what it wrote. Nothing else in the engine imports pyspark, and nothing here does before one of the two is called.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from engine.errors import MissingExtra

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from engine.batch.decide import TablePlan
    from engine.portfolio.spark.run import SparkCounts
    from engine.rulebase.base import RuleBase

NEEDED = frozenset({"pyspark", "py4j", "numpy", "pyarrow"})
"""What the extra installs."""


def decide_frame(
    frame: "DataFrame", rules: "RuleBase | TablePlan", as_of: date | None, id_column: str = ""
) -> "DataFrame":
    """Decide every row of a DataFrame: its columns, and the result columns behind them.

    `rules` is a rule base, or the plan made of one. `as_of` is the day of assessment, without which ages are unknown.
    Rows in are rows out. An answer that can't be read is not known, and `result_not_read` says so. A row without an id
    is refused: it has its reason in `result_errors` and no other result. So are rows that share an id, all of them.
    Like every step on a DataFrame it is lazy: Spark works when somebody asks for rows.

    Raises `InputError` where the columns can't be read as questions, and `MissingExtra` without the extra `spark`.
    """
    with extra_needed():
        from engine.portfolio.spark.frame import decided
    return decided(frame, rules, as_of, id_column)


def run_on_spark(
    base: "RuleBase", source: str, target: str, as_of: date | None, id_column: str = "", master: str | None = None
) -> "SparkCounts":
    """Decide a folder of Parquet files, or a table that Spark knows by name, and write folders of Parquet files.

    The rows that were decided go to `target`, those that were refused to the folder of the same name with `-refused`
    behind it: as they came in, with the reason in `result_errors`, so that they can go in again when they are mended.
    Both folders appear when all rows are written and counted, or not at all. `master` names the cluster; without it
    Spark's own settings do, or else this machine is used.

    Raises `UsageError` with the way out where Spark can't start, there is no such source or the target is there
    already, `InputError` where the columns can't be read, `MissingExtra` without the extra `spark`, and `InternalError`
    if rows were lost.
    """
    with extra_needed():
        from engine.portfolio.spark.run import run
    return run(base, source, target, as_of, id_column, master)


@contextmanager
def extra_needed() -> Iterator[None]:
    """Name the extra where a library that it installs is missing."""
    try:
        yield
    except ModuleNotFoundError as problem:
        if (problem.name or "").partition(".")[0] not in NEEDED:
            raise
        raise MissingExtra("spark") from None
