"""The function that decides a batch, run by Spark on a real cluster on this machine: with one worker, with two.

`python -m bench.spark_workers ADDRESS SOURCE` decides a table on a cluster that runs, and prints the seconds.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

from bench import tables
from bench.children import ROOT
from bench.rounds import rate
from bench.sections import section
from engine import UsageError, load_pack

ROWS = 200_000
WORKERS = (1, 2)
ROUNDS = 2
SETTINGS = {
    "spark.executor.memory": "1g",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.files.maxPartitionBytes": "2m",  # a task for each group of rows, so that there is something to share out
}
DAY = date(2026, 11, 25)


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
    rows = [
        [str(count), f"{seconds:.1f}", rate(ROWS, [seconds]), f"{times[WORKERS[0]] / seconds:.2f}"]
        for count, seconds in times.items()
    ]
    told = f"""`decide_frame` over {ROWS:,} rows of Parquet, the shipped pack, shared ids looked for as well, no
        output written; a standalone master and workers of one core each, as processes on this machine
        ({os.cpu_count()} cores, which the driver and the master share with them). Medians of {ROUNDS} runs
        after one to warm up."""
    return section("On Spark", told, [">workers", ">seconds", ">rows a second", ">against one worker"], rows)


def _timed(address: str, source: Path) -> float:
    words = " ".join(f"--conf {name}={value}" for name, value in SETTINGS.items())
    environment = {
        **os.environ,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_SUBMIT_ARGS": f"{words} --driver-memory 1g pyspark-shell",
    }
    command = [sys.executable, "-m", "bench.spark_workers", address, str(source)]
    told = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    return float(told)


def seconds(address: str, source: str) -> float:
    """Decide a table on a cluster, again and again; give the median."""
    from engine import decide_frame, plan_of
    from engine.portfolio.spark.session import spark_on

    plan, times = plan_of(load_pack()), []
    with spark_on(address) as spark:
        frame = spark.read.parquet(source)
        for _ in range(ROUNDS + 1):
            start = time.perf_counter()
            decide_frame(frame, plan, DAY).write.format("noop").mode("overwrite").save()
            times.append(time.perf_counter() - start)
    return median(times[1:])


if __name__ == "__main__":
    print(seconds(*sys.argv[1:3]))
