"""A report on a table: every row is a profile, and one that can't be read as a whole stops it, with its place."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from engine import InputError, read_rows
from tests.packs.shipped import ROOT, shipped

FORTY = ROOT / "profiles" / "portfolio" / "forty-partners.csv"


def test_every_row_of_a_table_is_a_profile() -> None:
    found = read_rows(FORTY, shipped())
    assert len(found) == 40
    assert len({each.id for each in found}) == 40
    workbook = read_rows(FORTY.with_suffix(".xlsx"), shipped())
    assert {each.id: each.facts() for each in workbook} == {each.id: each.facts() for each in found}


def test_a_row_that_can_not_be_read_is_not_left_out(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("id,stage\none,running\ntwo,runing away\none,\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_rows(table, shipped())
    assert [str(each).partition(": ")[0] for each in caught.value.diagnostics] == [
        f"{table}:2:1", f"{table}:3:2", f"{table}:4:1",
    ]  # fmt: skip
    assert {each.code for each in caught.value.diagnostics} == {"unknown-value", "duplicate-id"}


def test_the_board_report_is_made_from_a_table(tmp_path: Path) -> None:
    out = tmp_path / "board.html"
    told = CliRunner().invoke(
        cli.main,
        ["document", "board-report", str(FORTY), "-o", str(out), "--as-of", "2026-11-30", "--engine", "reference"],
    )
    assert (told.exit_code, told.output) == (0, "")
    html = out.read_text(encoding="utf-8")
    assert "40 in all." in html
    assert html.count("<svg") == 2
