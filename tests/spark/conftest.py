"""The cluster and the tables that its tests run on."""

import shlex
from collections.abc import Iterator

import pytest

from tests.spark.cluster import ON_LOOPBACK, QUICK_TO_START, Cluster

SETTINGS = {
    "spark.driver.memory": "512m",
    "spark.driver.extraJavaOptions": QUICK_TO_START,
    "spark.executor.memory": "512m",
    "spark.executor.extraJavaOptions": QUICK_TO_START,
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.files.maxPartitionBytes": "1m",  # one task for each of the small files of a test
}


@pytest.fixture(scope="session")
def small_spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Everything that Spark starts stays small, on this machine and in a folder of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ON_LOOPBACK.items():
            patch.setenv(name, value)
        patch.setenv("SPARK_LOCAL_DIRS", str(tmp_path_factory.mktemp("spark-local")))
        words = " ".join(f"--conf {shlex.quote(f'{name}={value}')}" for name, value in SETTINGS.items())
        patch.setenv("PYSPARK_SUBMIT_ARGS", f"{words} pyspark-shell")
        yield


@pytest.fixture(scope="session")
def cluster(small_spark: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A master, and workers as a test asks for them."""
    started = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        yield started
    finally:
        started.stop()
