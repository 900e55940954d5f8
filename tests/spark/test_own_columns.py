"""Columns of people's own on a cluster: every type that Spark knows goes through as it is, beside its place."""

from pathlib import Path

import pytest

pytest.importorskip("pyspark")

import pyarrow as pa
import pyarrow.parquet as pq

from engine.portfolio.spark import run_on_spark
from tests.packs.volunteer_drivers import volunteer_drivers
from tests.portfolio.kept_tables import DAY

pytestmark = pytest.mark.cluster


@pytest.mark.usefixtures("small_spark")
def test_columns_of_ones_own_come_through_with_their_types(tmp_path: Path) -> None:
    own = {
        "Visits": pa.array([1, None, 3], pa.int64()),
        "Where.it is": pa.array([{"lat": 1.5}, None, {"lat": 2.5}], pa.struct([("lat", pa.float64())])),
        "Rota codes": pa.array([[1, 2], [], None], pa.list_(pa.int32())),
    }
    ids = pa.array(["a", "b", "Total"])
    (tmp_path / "in").mkdir()
    answers = {"licence": pa.array(["yes", "no", ""]), "points": pa.array([1, 2, 3], pa.int64())}
    pq.write_table(pa.table({"id": ids, **own, **answers}), tmp_path / "in" / "part.parquet")
    counts = run_on_spark(volunteer_drivers(), str(tmp_path / "in"), str(tmp_path / "out"), DAY, master="local[1]")
    assert (counts.rows, counts.decided, counts.refused) == (3, 2, 1)
    assert counts.own == (
        "3 columns are about none of the questions, and kept as they are: `Visits`, `Where.it is`, `Rota codes`"
    )
    found = pq.read_table(tmp_path / "out").sort_by("id")
    assert found.column_names[:4] == ["id", *own]
    assert {name: found.column(name).to_pylist() for name in own} == {name: own[name][:2].to_pylist() for name in own}
    (refused,) = pq.read_table(tmp_path / "out-refused").to_pylist()
    assert refused["result_errors"] == "id: a line of totals is no row; the results count the rows, so leave it out"
