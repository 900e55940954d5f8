"""An answer that can't be read, on Spark: its row is decided as if the cell were blank, marked and counted."""

from pathlib import Path

import pytest

pytest.importorskip("pyspark")

import pyarrow as pa
import pyarrow.parquet as pq

from engine.portfolio.spark import run_on_spark
from tests.packs.volunteer_drivers import volunteer_drivers
from tests.portfolio.kept_tables import DAY

pytestmark = pytest.mark.cluster

HEADINGS = ("id", "licence", "points", "born", "areas")
ROWS = [
    ("settled", "maybe", "1", "2015-01-01", "north"),
    ("open", "maybe", "1", "1990-01-01", "north"),
    ("blank", "", "1", "1990-01-01", "north"),
    ("read", "no", "1", "1990-01-01", "north"),
    ("ahead", "yes", "1", "2062-01-01", "north"),
    ("", "maybe", "1", "1990-01-01", "north"),
]


@pytest.mark.usefixtures("small_spark")
def test_its_row_is_decided_marked_and_counted(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    rows = [dict(zip(HEADINGS, row, strict=True)) for row in ROWS]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in" / "part.parquet")
    counts = run_on_spark(volunteer_drivers(), str(tmp_path / "in"), str(tmp_path / "out"), DAY, master="local[1]")
    assert (counts.rows, counts.decided, counts.refused) == (6, 5, 1)
    assert (counts.not_read, counts.to_come) == (2, 1)

    found = {row.pop("id"): row for row in pq.read_table(tmp_path / "out").to_pylist()}
    assert {name: (row["result_drive"], row["result_drive_status"]) for name, row in found.items()} == {
        "settled": ("may_not", "settled"),
        "open": (None, "open"),
        "blank": (None, "open"),
        "read": ("may_not", "settled"),
        "ahead": ("may_not", "settled"),
    }
    reason = "licence: `maybe` is neither `yes` nor `no`; write `yes` or `no`"
    assert {name: row["result_not_read"] for name, row in found.items()} == {
        "settled": reason,
        "open": reason,
        "blank": None,
        "read": None,
        "ahead": None,
    }
    marked, blank = found["open"], found["blank"]
    assert {name for name in blank if marked[name] != blank[name]} == {"licence", "result_not_read"}
    assert marked["licence"] == "maybe"

    (refused,) = pq.read_table(tmp_path / "out-refused").to_pylist()
    assert refused["result_errors"].startswith("id: the row has no id")
    assert refused["result_not_read"] is None
