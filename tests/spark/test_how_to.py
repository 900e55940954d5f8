"""The page on other machines: the code that it shows is run, and gives what one machine gives."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numpy")
pytest.importorskip("pyarrow")

import pyarrow.parquet as pq

from tests.cli.program import run
from tests.packs.shipped import ROOT, shipped
from tests.spark.tables import SHARED, Rows, in_one_batch, in_order, on_one_machine, written
from tools.docs.console import blocks

PAGE = ROOT / "docs" / "how-to" / "decide-on-spark-duckdb-polars.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a reader of the page would stand."""
    written(shipped(), tmp_path / "arrangements")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(name: str) -> list[str]:
    found = [block.body for block in blocks(PAGE.read_text(encoding="utf-8")) if block.says.get("run") == name]
    assert found, name
    return found


def done(name: str, folder: str = "", **given: Any) -> dict[str, Any]:
    """Run the code of a part of the page. Java takes no notice of a folder that is entered later: it is told of it."""
    for part in shown(name):
        code = re.sub(r'parquet\("', f'parquet("{folder}', part)
        exec(compile(code, f"{PAGE.name}: {name}", "exec"), given)
    return given


def test_every_block_of_code_is_run() -> None:
    kinds = {block.says.get("run") for block in blocks(PAGE.read_text(encoding="utf-8")) if block.kind}
    assert kinds == {"spark-command", "spark-frame", "duckdb", "polars"}


def test_duckdb(folder: Path) -> None:
    pytest.importorskip("duckdb")
    names = done("duckdb")
    assert in_order(pq.read_table("results.parquet").to_pylist()) == in_one_batch(shipped())
    assert (SHARED,) in names["shared"]


def test_polars(folder: Path) -> None:
    polars = pytest.importorskip("polars")
    names = done("polars")
    assert in_order(polars.read_parquet("results.parquet").to_dicts()) == in_one_batch(shipped())
    assert names["shared"]["id"].str.strip_chars().value_counts().filter(id=SHARED)["count"].item() > 1


def refused(rows: Rows, *, truly: bool) -> Rows:
    return [row for row in rows if (row["result_errors"] is not None) is truly]


def as_expected() -> tuple[int, int, int]:
    """Hold the two folders against what one machine gives; count the rows, and those with an unread answer."""
    every = on_one_machine(shipped())
    expected = {"results": refused(every, truly=False), "results-refused": refused(every, truly=True)}
    assert {name: in_order(pq.read_table(name).to_pylist()) for name in expected} == expected
    not_read = sum(bool(row["result_not_read"]) for row in expected["results"])
    return len(expected["results"]), len(expected["results-refused"]), not_read


@pytest.mark.cluster
@pytest.mark.usefixtures("small_spark")
def test_a_notebook(folder: Path) -> None:
    from engine.portfolio.spark.session import spark_on

    with spark_on("local[2]") as spark:
        done("spark-frame", f"{folder}/", spark=spark)
    as_expected()


@pytest.mark.cluster
@pytest.mark.usefixtures("small_spark")
def test_the_command(folder: Path) -> None:
    (line,) = shown("spark-command")
    ended = run(*shlex.split(line)[1:])
    assert (ended.code, ended.out) == (1, b"")
    decided, refusals, not_read = as_expected()
    assert not_read > 0, "an answer that can't be read is decided without, marked and counted"
    assert ended.err == (
        f"{decided + refusals} rows: {decided} decided, {refusals} refused; by columnar on Spark\n"
        f"{not_read} with answers that can't be read; they count as not known: see `result_not_read`\n"
        "results-refused: the rows that can't be decided, with the reasons\n"
    )
