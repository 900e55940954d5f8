"""A portfolio on a real cluster: the same rows as on one machine, however many workers there are and whatever they do.

Every run here opens Spark anew, which takes longer than what it then does; hence a few long tests.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("pyspark")

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark import SparkContext

from engine.batch.decide import plan_of
from engine.portfolio.spark import decide_frame, run_on_spark
from engine.portfolio.spark.session import spark_on
from tests.packs.shipped import shipped
from tests.spark.cluster import Cluster
from tests.spark.tables import DAY, PARTS, ROWS, Rows, in_order, on_one_machine, written

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(shipped(), tmp_path_factory.mktemp("tables") / "profiles")


@pytest.fixture(scope="module")
def expected() -> Rows:
    return on_one_machine(shipped())


def test_one_worker_and_two_give_what_one_machine_gives(cluster: Cluster, source: Path, expected: Rows) -> None:
    with spark_on(cluster.with_workers(1)) as spark:
        (there,) = spark.range(0, 1, 1, 1).mapInArrow(program_there(), "file string").collect()
        assert there.file.endswith("armslength.zip/engine/api.py")
        frame = spark.read.parquet(str(source))
        assert in_order(decide_frame(frame, shipped(), DAY).toArrow().to_pylist()) == expected

        cluster.with_workers(2)
        while executors(spark.sparkContext) < 2:
            assert len(cluster.alive()) == 2
            time.sleep(0.05)
        assert in_order(decide_frame(frame, plan_of(shipped()), DAY).toArrow().to_pylist()) == expected


def test_a_worker_that_dies_in_the_middle_changes_nothing(
    cluster: Cluster, source: Path, expected: Rows, tmp_path: Path
) -> None:
    master = cluster.with_workers(2)
    doomed = cluster.alive()[-1]
    with killing(cluster, tmp_path / "out-unfinished") as seen:
        counts = run_on_spark(shipped(), str(source), str(tmp_path / "out"), DAY, master=master)
    assert 0 < seen[0] < PARTS
    assert cluster.alive() != []
    assert doomed not in cluster.alive()
    assert "Finished task" in cluster.executor_log(doomed)

    refused = [row for row in expected if row["result_errors"]]
    assert (counts.rows, counts.decided, counts.refused) == (PARTS * ROWS, len(expected) - len(refused), len(refused))
    assert read(tmp_path / "out") == [row for row in expected if not row["result_errors"]]
    assert read(tmp_path / "out-refused") == refused
    assert counts.refused_at == str(tmp_path / "out-refused")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out-refused"]


def program_there() -> Callable[[object], Iterator[pa.RecordBatch]]:
    """A function for an executor: made here, so that it needs nothing of these tests there."""

    def where(_: object) -> Iterator[pa.RecordBatch]:
        import engine.api

        yield pa.RecordBatch.from_pydict({"file": [engine.api.__file__]})

    return where


def read(folder: Path) -> Rows:
    return in_order(pq.read_table(folder).to_pylist())


def executors(context: SparkContext) -> int:
    return int(context._jsc.sc().getExecutorMemoryStatus().size()) - 1


@contextmanager
def killing(cluster: Cluster, folder: Path) -> Iterator[list[int]]:
    """Kill a worker once some parts are written, and not yet all; note how many were."""
    seen: list[int] = []
    over = threading.Event()

    def watch() -> None:
        while not over.is_set() and not seen:
            time.sleep(0.02)
            parts = len(list(folder.glob("_temporary/0/task_*")))
            if parts >= 2:
                cluster.alive()[-1].kill()
                seen.append(parts)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield seen
    finally:
        over.set()
        watching.join()
