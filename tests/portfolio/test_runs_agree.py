"""Whatever the form of the table and of the results, and whichever engine decides: the same rows say the same."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import result_columns
from engine.portfolio.rows import text_table
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostics
from tests.portfolio.conftest import DAY, Run, json_rows, needs_arrow, write
from tests.portfolio.every_form import run

pytestmark = needs_arrow
FORTY = Path(__file__).parent.parent.parent / "profiles" / "portfolio" / "forty-partners.csv"
FORMS = ("csv", "jsonl", "xlsx", "parquet")
ENGINES = ("reference", "columnar")


@pytest.fixture(scope="module")
def expected(base: RuleBase) -> dict[str, dict[str, Any]]:
    """What each of the forty comes to, decided alone."""
    table = text_table(FORTY, "forty", base, "", (), Diagnostics())
    found = {}
    for row in table.rows():
        profile = table.read(row).profile
        assert profile is not None
        results = row_result(base, profile.facts(), DAY)
        cells = results.cells(result_columns(base))
        found[profile.id] = {name: list(cell) if isinstance(cell, tuple) else cell for name, cell in cells.items()}
    assert len(found) == 40
    return found


def results(base: RuleBase, row: dict[str, Any]) -> dict[str, Any]:
    """Pick the results of a row of JSON Lines, with what is left out there as nothing."""
    return {column.name: row.get(column.name, [] if column.kind == "list" else None) for column in result_columns(base)}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_and_engine_says_what_single_runs_say(
    tmp_path: Path, base: RuleBase, ran: Run, expected: dict[str, dict[str, Any]], form: str
) -> None:
    """The table goes through the form, and its results back into JSON Lines, where each row is compared.

    The engines write the same: byte for byte where the form does not depend on how many rows are written at once.
    """
    shutil.copy(FORTY, tmp_path / "forty.csv")
    for engine in ENGINES:
        ran("forty.csv", f"{engine}.{form}", engine)
        again = ran(f"{engine}.{form}", f"{engine}-again.jsonl", engine)
        assert again.summary.decided == 40
        assert {row["id"]: results(base, row) for row in json_rows(tmp_path / f"{engine}-again.jsonl")} == expected
    one, other = (tmp_path / f"{engine}.{form}" for engine in ENGINES)
    if form in ("jsonl", "xlsx"):
        assert one.read_bytes() == other.read_bytes()
    else:
        assert list(rows_of(one)) == list(rows_of(other))


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix == ".csv":
        import csv

        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
        return
    import pyarrow.parquet

    yield from pyarrow.parquet.read_table(path).to_pylist()


@pytest.mark.parametrize("engine", ENGINES)
def test_the_order_of_rows_and_columns_never_matters(
    tmp_path: Path, base: RuleBase, ran: Run, expected: dict[str, dict[str, Any]], engine: str
) -> None:
    rows = [dict(reversed(row.items())) for row in rows_of(FORTY)]
    write(tmp_path / "turned.csv", rows[::-1])
    ran("turned.csv", "out.jsonl", engine)
    assert {row["id"]: results(base, row) for row in json_rows(tmp_path / "out.jsonl")} == expected


def test_arrow_takes_its_memory_as_before_once_a_run_is_over(tmp_path: Path, base: RuleBase) -> None:
    import pyarrow as pa

    before = pa.default_memory_pool()
    run(base, FORTY, tmp_path / "forty.parquet", "columnar")
    run(base, tmp_path / "forty.parquet", tmp_path / "out.csv", "columnar")
    assert pa.default_memory_pool().backend_name == before.backend_name
