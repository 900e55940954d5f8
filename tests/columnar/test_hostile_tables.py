"""Hostile tables come to the same with either engine: the same rows, the same refusals, the same words."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from engine.source.tables.limits import MOST_ROW_BYTES
from tests.hostile.every_table import TABLES
from tests.hostile.made_tables import MadeTable
from tests.hostile.packs import BASE
from tests.hostile.smaller_limits import smaller_workbooks

CASES = {name: case for name, case in TABLES.items() if "bomb" not in name and "long" not in name}


@pytest.fixture(autouse=True)
def smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    smaller_workbooks(monkeypatch.setattr)


def ran(case: MadeTable, folder: Path, engine: str) -> tuple[object, ...]:
    folder.mkdir()
    path = folder / case.file
    path.write_bytes(case.data)
    place = ["-o", str(folder / "out.csv"), "--rules", str(BASE), "--as-of", "2026-06-01"]
    done = CliRunner().invoke(main, ["portfolio", str(path), *place, "--engine", engine])
    said = done.stderr.replace(str(folder), "") if done.exit_code == 2 else ""
    decided, refused = (rows_of(folder / name) for name in ("out.csv", "out-refused.csv"))
    return done.exit_code, said, decided, refused


def rows_of(path: Path) -> list[list[str]]:
    if not path.exists():
        return []
    csv.field_size_limit(max(csv.field_size_limit(), MOST_ROW_BYTES))  # whichever table is read first in this process
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("name", CASES)
def test_both_engines_come_to_the_same(name: str, tmp_path: Path) -> None:
    reference, columnar = (ran(CASES[name], tmp_path / engine, engine) for engine in ("reference", "columnar"))
    assert reference == columnar
    assert reference[0] == (2 if CASES[name].lines else int(bool(CASES[name].refused)))
