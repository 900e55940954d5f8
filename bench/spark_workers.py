"""The function that decides a batch, run by Spark on a real cluster on this machine: with one worker, with two.

`python -m bench.spark_workers ADDRESS SOURCE` goes through a table on a cluster that runs: only reading it, handing it
to Python and back as it is, and deciding it. It prints the seconds of each.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from bench import tables
from bench.children import ROOT
from bench.rounds import rate
from bench.sections import section
from engine import UsageError, decide, load_pack, plan_of

ROWS = 200_000
WORKERS = (1, 2)
ROUNDS = 2
SETTINGS = {
    "spark.executor.memory": "1g",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.files.maxPartitionBytes": "2m",  # a task for each group of rows, so that there is something to share out
}
DAY = date(2026, 11, 25)
READING, THERE_AND_BACK, EVERYTHING = "reading", "there and back", "everything"
Steps = dict[str, float]
"""Seconds of each step, everything before it counted."""


def table() -> str:
    """Start a master, and one worker and then two; decide the same table on each."""
    from engine.portfolio.spark.session import check_java
    from tests.spark.cluster import Cluster

    try:
        check_java()
    except UsageError as missing:
        return f"## On Spark\n\nNot measured: {missing}.\n"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.parquet")
        tables.write_parquet(load_pack(), ROWS, source)
        cluster = Cluster(Path(folder))
        try:
            times = {count: _timed(cluster.with_workers(count), source) for count in WORKERS}
        finally:
            cluster.stop()
        alone = _kernel_alone(source)
    one = times[WORKERS[0]][EVERYTHING]
    rows = [[str(count), *_told(steps), f"{one / steps[EVERYTHING]:.2f}"] for count, steps in times.items()]
    told = f"""`decide_frame` over {ROWS:,} rows of Parquet, the shipped pack, shared ids looked for as well, no
        output written; a standalone master and workers of one core each, as processes on this machine
        ({os.cpu_count()} cores, which the driver and the master share with them). Beside it the same table only read,
        and read and handed to Python and back as it is. Seconds, medians of {ROUNDS} runs after one to warm up."""
    columns = [">workers", ">only reading", ">to Python and back", ">everything", ">rows a second", ">times"]
    after = f"""Where the time goes: our function, called for the same rows without Spark, takes {alone:.1f} s on one
        core. The rest of everything is Spark's own: starting tasks, turning columns into rows and rows into columns on
        the way to Python and back, and looking for ids that rows share."""
    return section("On Spark", told, columns, rows, after)


def _told(steps: Steps) -> list[str]:
    return [*(f"{spent:.1f}" for spent in steps.values()), rate(ROWS, [steps[EVERYTHING]])]


def _kernel_alone(source: Path) -> float:
    """Decide the same rows here, without Spark; a first time to warm up."""
    import pyarrow.parquet as pq

    plan, times = plan_of(load_pack()), []
    for _ in range(ROUNDS + 1):
        batches = list(pq.ParquetFile(source).iter_batches())
        start = time.perf_counter()
        for batch in batches:
            decide(plan, batch, DAY)
        times.append(time.perf_counter() - start)
    return median(times[1:])


def _timed(address: str, source: Path) -> Steps:
    words = " ".join(f"--conf {name}={value}" for name, value in SETTINGS.items())
    environment = {
        **os.environ,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_SUBMIT_ARGS": f"{words} --driver-memory 1g pyspark-shell",
    }
    command = [sys.executable, "-m", "bench.spark_workers", address, str(source)]
    told = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    steps: Steps = json.loads(told)
    return steps


def seconds(address: str, source: str) -> Steps:
    """Go through a table on a cluster in each way, again and again; give the medians."""
    from engine import decide_frame
    from engine.portfolio.spark.session import spark_on

    plan, times = plan_of(load_pack()), Steps()
    with spark_on(address) as spark:
        frame = spark.read.parquet(source)
        numbered = frame.toDF(*(f"column_{number}" for number in range(len(frame.columns))))
        ways: dict[str, Callable[[], Any]] = {
            READING: lambda: numbered,
            THERE_AND_BACK: lambda: numbered.mapInArrow(as_they_are, numbered.schema),
            EVERYTHING: lambda: decide_frame(frame, plan, DAY),
        }
        for name, way in ways.items():
            runs = []
            for _ in range(ROUNDS + 1):
                start = time.perf_counter()
                way().write.format("noop").mode("overwrite").save()
                runs.append(time.perf_counter() - start)
            times[name] = median(runs[1:])
    return times


def as_they_are(batches: Iterator[Any]) -> Iterator[Any]:
    """Give every batch back."""
    yield from batches


if __name__ == "__main__":
    print(json.dumps(seconds(*sys.argv[1:3])))
