"""What runs on an executor, run here; and what a source is, to Spark."""

from dataclasses import replace
from pathlib import Path
from pickle import dumps

import pytest

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")

import pyarrow as pa

from engine import UsageError, __version__
from engine.batch.decide import plan_of
from engine.portfolio.spark.duplicates import refused_where_shared
from engine.portfolio.spark.folders import Folders
from engine.portfolio.spark.frame import Order, part_decided, unpickled
from engine.portfolio.spark.run import _read
from engine.portfolio.spark.session import spark_on
from tests.packs.shipped import shipped
from tests.spark.tables import DAY

pytestmark = pytest.mark.cluster

SCHEMA = pa.schema([("id", pa.string()), ("result_errors", pa.string())])


def order(plan: bytes = b"") -> Order:
    return Order(plan, DAY, "", ("id",), SCHEMA, __version__)


def test_another_version_of_the_program_does_not_run() -> None:
    other = replace(order(), version="0.0.0")
    with pytest.raises(
        RuntimeError, match=rf"^armslength is of version 0\.0\.0 on the driver, but {__version__} on an"
    ):
        next(part_decided(other, [pa.RecordBatch.from_pydict({"id": ["a"]})]))


def test_a_plan_is_unpickled_once_for_all_parts() -> None:
    pickled = dumps(plan_of(shipped()))
    assert unpickled(pickled) is unpickled(bytes(bytearray(pickled)))


def test_a_row_that_shares_its_id_has_no_result_but_the_reason() -> None:
    done = pa.RecordBatch.from_pydict(
        {
            "id": ["a", "b", "b"],
            "note": ["x", "y", "z"],
            "result_level": ["low", "high", None],
            "result_rules": [["one"], ["two"], []],
            "result_errors": [None, None, "note: no"],
        }
    )
    assert refused_where_shared(done, pa.array([None, None, None], pa.string())) is done
    assert refused_where_shared(done, pa.array([None, "id: twice", "id: twice"])).to_pydict() == {
        "id": ["a", "b", "b"],
        "note": ["x", "y", "z"],
        "result_level": ["low", None, None],
        "result_rules": [["one"], [], []],
        "result_errors": [None, "id: twice", "id: twice"],
    }


@pytest.mark.usefixtures("small_spark")
def test_a_source_is_a_folder_or_the_name_of_a_table(tmp_path: Path) -> None:
    with spark_on("local[1]") as spark:
        spark.range(3).createOrReplaceTempView("arrangements")
        assert _read(spark, Folders(spark), "arrangements").count() == 3
        spark.range(2).write.parquet(str(tmp_path / "arrangements"))
        assert _read(spark, Folders(spark), f"{tmp_path}/arrangements").count() == 2


@pytest.mark.usefixtures("small_spark")
def test_spark_that_is_running_already_is_left_alone() -> None:
    with spark_on("local[1]") as spark:
        with pytest.raises(
            UsageError, match=r"^Spark is running in this program already; give its DataFrame to `decide_"
        ):
            spark_on("local[1]").__enter__()
        assert spark.range(3).count() == 3
