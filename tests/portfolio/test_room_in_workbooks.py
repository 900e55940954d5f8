"""A workbook of results can be read again: more rows than that are refused before any is decided."""

from pathlib import Path
from typing import Any

import pytest

from engine.errors import UsageError
from engine.interpret.result_columns import result_columns
from engine.portfolio.run import run_table
from engine.rulebase.base import RuleBase
from engine.source.tables import limits, package, sheet_cells
from tests.portfolio.conftest import Run, needs_arrow, write

ENGINES = ("reference", pytest.param("columnar", marks=needs_arrow))
HEADINGS = ("id", "people_served", "partner.name")
ROOM = 12


@pytest.fixture
def columns(base: RuleBase, monkeypatch: pytest.MonkeyPatch) -> int:
    """Let workbooks hold no more than a dozen rows of results; gives their columns."""
    columns = len(HEADINGS) + len(result_columns(base))
    cells = limits.CELLS_BESIDE + ROOM * (limits.CELLS_FOR_A_ROW + columns)
    for module in (limits, package, sheet_cells):
        monkeypatch.setattr(module, "MOST_CELLS", cells)
    return columns


def table(path: Path, rows: int, wrong: str = "12") -> None:
    write(path, [dict(zip(HEADINGS, (f"p{n}", wrong if n % 2 else "7", "x"), strict=True)) for n in range(rows)])


@pytest.mark.usefixtures("columns")
@pytest.mark.parametrize("engine", ENGINES)
def test_as_many_rows_as_fit_are_written_and_read_again(tmp_path: Path, ran: Run, engine: str) -> None:
    table(tmp_path / "in.csv", ROOM, wrong="many")
    before = ran("in.csv", "out.xlsx", engine).summary
    again = ran("out.xlsx", "again.csv", engine).summary
    assert (before.rows, again.rows) == (ROOM, ROOM)
    assert (before.decided, before.refused) == (again.decided, again.refused)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", ["csv", "jsonl", pytest.param("parquet", marks=needs_arrow)])
def test_one_more_is_refused_before_any_is_decided(
    tmp_path: Path, ran: Run, columns: int, engine: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    table(tmp_path / "first.csv", ROOM + 1)
    ran("first.csv", f"in.{form}", engine)

    def decide(*_: Any) -> None:
        raise AssertionError("a row was decided")

    monkeypatch.setattr(run_table, "row_result", decide)
    with pytest.raises(UsageError) as raised:
        ran(f"in.{form}", "out.xlsx", engine)
    assert str(raised.value) == (
        f"more than {ROOM} rows with {columns:,} columns each do not fit in a workbook that can be read again; "
        "write CSV, JSON Lines or Parquet instead"
    )
    assert not (tmp_path / "out.xlsx").exists()
