"""The workbook of a person in a hurry goes in as it is, and every row of it is accounted for."""

from datetime import date
from pathlib import Path

import pytest

from engine import api
from engine.portfolio import arrow
from engine.portfolio.job import TableJob
from tests.packs.shipped import shipped
from tests.workbook.in_a_hurry import ROWS, write_in_a_hurry
from tests.workbook.opened import opened

ENGINES = ("reference", "columnar") if arrow.available() else ("reference",)
PARTNERS = {"Open Door", "Lunch Club", "Wheels", "Sing Along", "Gardeners"}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_row_is_accounted_for(tmp_path: Path, engine: str) -> None:
    source, target = tmp_path / "register.xlsx", tmp_path / "results.xlsx"
    write_in_a_hurry(source)
    job = TableJob(source, target, date(2026, 11, 20), engine=engine, shown="register.xlsx")  # type: ignore[arg-type]
    run = api.decide_table(shipped(), job)

    head, *rows = opened(target)["Portfolio"].iter_rows(values_only=True)
    names = [row[0] for row in rows]
    assert (set(names), len(names)) == (PARTNERS, 5)
    assert run.summary.rows == 7
    refused = {each.id: each for each in run.refused_cells if each.id not in PARTNERS}
    assert {name: (each.where, each.reason.split(";")[0].split(":")[0]) for name, each in refused.items()} == {
        "Total": ("Register!A11", "a line of totals is no row"),
        "Source: our register; figures of March": (
            "Register!A13",
            "nothing is answered in this row, and it stands apart from the others",
        ),
    }
    places = {each.where: each.value for each in run.refused_cells}
    assert places["Register!E6"] == "allways"
    assert places["Register!F9"] == "spring 2026"
    assert places["Register!I10"] == "ask again in June"

    by_name = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    for row in ROWS[4:10]:
        if row:
            own = [str(row[place]) if row[place] is not None else None for place in (1, 6, 7)]
            assert [by_name[row[0]][heading] for heading in ("Region", "Budget", "Notes")] == own
    assert by_name["Open Door"]["Notes (Risks)"] == "as before"
    asked = [heading for heading in head if not str(heading).startswith("Result: ")]
    assert asked[:2] == ["Name or number", "Region"]
    assert asked[6:8] == ["Budget", "Notes"]


def test_the_results_go_in_again_without_the_total_and_the_note(tmp_path: Path) -> None:
    write_in_a_hurry(tmp_path / "0.xlsx")
    for n in (0, 1):
        job = TableJob(tmp_path / f"{n}.xlsx", tmp_path / f"{n + 1}.xlsx", date(2026, 11, 20), engine="reference")
        run = api.decide_table(shipped(), job)
    assert run.summary.rows == 5
    first, second = (
        [row[0] for row in opened(tmp_path / f"{n}.xlsx")["Portfolio"].iter_rows(values_only=True)] for n in (1, 2)
    )
    assert first == second


def test_what_is_said_of_it(tmp_path: Path) -> None:
    source = tmp_path / "register.xlsx"
    write_in_a_hurry(source)
    job = TableJob(source, tmp_path / "results.csv", date(2026, 11, 20), engine="reference", shown="register.xlsx")
    run = api.decide_table(shipped(), job)
    assert [(each.code, str(each.span)) for each in run.warnings] == [
        ("marks-stay", "register.xlsx:1:1"),
        ("sheet-left-out", "register.xlsx:Phones!A1"),
        ("headings-below", "register.xlsx:Register!A4"),
        ("own-columns", "register.xlsx:Register!B4"),
        ("ids-alike", "register.xlsx:Risks!A2"),
    ]
    words = " ".join(each.message for each in run.warnings)
    for part in (
        "comments and colours of cells are not carried over",
        "the sheet `Phones` is left out: no heading is a question, and none `id`",
        "the headings stand in row 4",
        "4 columns are about none of the questions, and kept as they are: `Region`, `Budget`, `Notes`, `Notes (Risks)`",
        "`open door` is `Open Door`, `Lunch  Club` is `Lunch Club`",
    ):
        assert part in words
