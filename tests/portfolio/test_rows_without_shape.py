"""A row that has lost its shape is refused for that alone: nobody knows which cell is its id, so it shares none.

Record 029 says so. The id is told as far as it can be read, so that people find the row.
"""

from pathlib import Path

import pytest

from engine.errors import InputError
from engine.portfolio.job import TableJob
from engine.portfolio.rows import SHARED
from engine.portfolio.run import one_row
from tests.packs.volunteer_drivers import volunteer_drivers
from tests.portfolio.kept_tables import DAY, ENGINES, Grid, decided, refused, rows_of, said, table

BASE = volunteer_drivers()
SHORT = "the row has 2 cells, but there are 3 headings; is a comma missing?"
SURPLUS = "the row has 4 cells, but there are 3 headings; put a text with a comma in it in quotes"
HEAD = "id,licence,points\n"

CASES = {
    "too few cells": ("a,yes,1\na,yes\nb,no,2\n", "a b", [("a", "3", SHORT)]),
    "before the good one": ("a,yes\na,yes,1\n", "a", [("a", "2", SHORT)]),
    "too many, and only a piece of the id": ("Day,yes,1\nDay, Bo,yes,1\n", "Day", [("Day", "3", SURPLUS)]),
    "none that is good": ("a,yes\na,no\nb,yes,1\n", "b", [("a", "2", SHORT), ("a", "3", SHORT)]),
    "two that are good": (
        "a,yes,1\na,yes\na,no,1\nb,yes,1\n",
        "b",
        [("a", "2", SHARED), ("a", "3", SHORT), ("a", "4", SHARED)],
    ),
    "nearly the same id": ("a,yes,1\nA,yes\n", "a", [("A", "3", SHORT)]),
    "beside marks that are read line by line": ('a,yes,1\na,yes\nb,no ""x,2\n', "a b", [("a", "3", SHORT)]),
    "what explains the headings": ("Why we ask,x\na,yes,1\nWhy we ask,x\n", "a", [("Why we ask", "4", SHORT)]),
    "a row before what would explain them": ("b,yes\nWhy we ask,yes,1\na,yes,1\n", "Why_we_ask a", [("b", "2", SHORT)]),
    "a blank line before what explains them": (",,\nWhy we ask,x,x\na,yes,1\na,yes\n", "a", [("a", "5", SHORT)]),
}
"""Rows of CSV, the ids of those that are decided, and those that are refused: id, number and reason."""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES)
def test_the_id_of_a_row_without_shape_is_not_shared(tmp_path: Path, case: str, engine: str) -> None:
    rows, ids, expected = CASES[case]
    (tmp_path / "in.csv").write_text(HEAD + rows, encoding="utf-8")
    run = decided(BASE, tmp_path / "in.csv", tmp_path / "out.csv", engine)
    assert [row["id"].replace(" ", "_") for row in rows_of(tmp_path / "out.csv")] == ids.split()
    assert [each for each in refused(run) if each[2] in (SHORT, SURPLUS, SHARED)] == expected
    assert said(run) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_line_that_is_no_json_shares_no_id(tmp_path: Path, engine: str) -> None:
    lines = '{"id": "a", "licence": "yes"}\n{"id": "a", "licence": "no"\n{"id": "b", "licence": "no"}\n'
    (tmp_path / "in.jsonl").write_text(lines, encoding="utf-8")
    run = decided(BASE, tmp_path / "in.jsonl", tmp_path / "out.csv", engine)
    assert [row["id"] for row in rows_of(tmp_path / "out.csv")] == ["a", "b"]
    ((name, row, reason),) = refused(run)
    assert (name, row) == ("a", "2")
    assert reason != SHARED


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("blank", [[], ["", ""], [""] * 3, [""] * 4], ids=["empty", "too few", "blank", "too many"])
def test_a_note_shares_no_id(tmp_path: Path, form: str, blank: list[str], engine: str) -> None:
    grid: Grid = [["id", "licence", "points"], ["a", "yes", "1"], ["b", "no", "2"], blank, ["a", "", ""]]
    run = decided(BASE, table(tmp_path / f"in.{form}", grid), tmp_path / "out.csv", engine)
    assert [row["id"] for row in rows_of(tmp_path / "out.csv")] == ["a", "b"]
    ((name, _, reason),) = refused(run)
    assert name == "a"
    assert reason.startswith("nothing is answered in this row, and it stands apart from the others")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_row_without_shape_is_still_there_when_it_was_there_last_time(tmp_path: Path, engine: str) -> None:
    before = table(tmp_path / "before.csv", [["id", "licence", "points"], *([name, "yes", "1"] for name in "abc")])
    decided(BASE, before, tmp_path / "last.csv", engine)
    (tmp_path / "now.csv").write_text(f"{HEAD}a,yes,1\nb,yes\n", encoding="utf-8")
    run = decided(BASE, tmp_path / "now.csv", tmp_path / "out.csv", engine, earlier=tmp_path / "last.csv")
    assert (run.summary.gone, run.summary.first_gone) == (1, ("c",))


@pytest.mark.parametrize("engine", ENGINES)
def test_where_no_row_is_decided_none_has_changed(tmp_path: Path, engine: str) -> None:
    before = table(tmp_path / "before.csv", [["id", "licence", "points"], ["a", "yes", "1"]])
    decided(BASE, before, tmp_path / "last.csv", engine)
    (tmp_path / "now.csv").write_text(f"{HEAD}a,yes\n", encoding="utf-8")
    run = decided(BASE, tmp_path / "now.csv", tmp_path / "out.csv", engine, earlier=tmp_path / "last.csv")
    assert (run.summary.decided, run.summary.changed, run.summary.gone) == (0, 0, 0)


def test_one_row_is_found_beside_another_without_shape(tmp_path: Path) -> None:
    """Where there is no other, what is wrong with the row is said, and not that there is none."""
    source = tmp_path / "in.csv"
    source.write_text(f"{HEAD}a,yes,1\na,yes\nb,no\n", encoding="utf-8")
    job = TableJob(source, source, DAY, shown="in.csv")
    assert one_row.profile_of(BASE, job, "a")[0].facts()["points"] == 1
    with pytest.raises(InputError) as caught:
        one_row.profile_of(BASE, job, "b")
    assert SHORT in str(caught.value)
    assert [len(row.wrong) for row in one_row.rows_of(BASE, job)] == [0, 1, 1]
