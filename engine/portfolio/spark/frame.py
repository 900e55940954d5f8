"""A DataFrame in, a DataFrame out: the function that decides a batch, on every batch of every part.

The plan travels to the executors inside the function that runs there. What runs there must be the same program as here:
it says which version it is, and refuses to run as another.
"""

import pickle
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from engine.batch.decide import TablePlan, decide, plan_of
from engine.frozen import frozen
from engine.portfolio.spark.duplicates import refused_where_shared, shared_ids_marked
from engine.profile.columns import bind
from engine.rulebase.base import RuleBase
from engine.version import __version__

Batches = Iterable[pa.RecordBatch]
ZONE = "UTC"
"""The zone of moments in time, which Spark wants to know although no question is answered by one."""


def decided(frame: DataFrame, rules: RuleBase | TablePlan, as_of: date | None, id_column: str) -> DataFrame:
    """Decide every row; the columns that come out are found here, by deciding no rows.

    On their way to the executors the columns are numbered: Spark takes a dot in a heading for a way into a structure.
    """
    plan = plan_of(rules) if isinstance(rules, RuleBase) else rules
    headings = tuple(frame.columns)
    ids = bind(headings, plan.base, id_column).id
    none = pa.RecordBatch.from_pylist([], to_arrow_schema(frame.schema, timezone=ZONE))
    columns = from_arrow_schema(decide(plan, none, as_of, id_column).schema)
    job = PartJob(pickle.dumps(plan), as_of, id_column, headings, to_arrow_schema(columns, timezone=ZONE), __version__)

    def decide_part(batches: Batches) -> Iterator[pa.RecordBatch]:
        return part_decided(job, batches)

    numbers = [f"column_{number}" for number in range(len(headings))]
    marked = shared_ids_marked(frame.toDF(*numbers), numbers[ids.position], ids.heading)
    return marked.mapInArrow(decide_part, columns)


@frozen
class PartJob:
    """What an executor needs in order to decide a part, and the version of the program that says so."""

    plan: bytes
    as_of: date | None
    id_column: str
    headings: tuple[str, ...]
    schema: pa.Schema
    version: str


def part_decided(job: PartJob, batches: Batches) -> Iterator[pa.RecordBatch]:
    """Decide the batches of one part; runs on an executor, as the program that is there.

    The last column of a batch is the reason to refuse a row because of its id.
    """
    if job.version != __version__:
        raise RuntimeError(f"armslength is of version {job.version} on the driver, but {__version__} on an executor")
    plan = unpickled(job.plan)
    for batch in batches:
        *columns, reasons = batch.columns
        rows = pa.RecordBatch.from_arrays(columns, names=list(job.headings))
        done = decide(plan, rows, job.as_of, job.id_column).cast(job.schema)
        yield refused_where_shared(done, reasons)


@lru_cache(maxsize=2)
def unpickled(pickled: bytes) -> TablePlan:
    """Unpickle a plan once for all parts that one process decides; it remembers the texts that it has read."""
    plan: TablePlan = pickle.loads(pickled)  # noqa: S301  what our own driver sent, by the way that Spark sends programs
    return plan
