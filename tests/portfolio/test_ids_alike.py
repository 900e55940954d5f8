"""Ids that differ in what people vary without meaning it are named, in every form, by every engine and at any size."""

import json
from pathlib import Path

import pytest

from engine.source.tables.joined import MOST_ALIKE, alike
from tests.packs.volunteer_drivers import volunteer_drivers
from tests.portfolio.conftest import needs_arrow
from tests.portfolio.kept_tables import ENGINES, FORMS, Grid, decided, said, table

BASE = volunteer_drivers()
GRID: Grid = [
    ["id", "licence"],
    *(["Bus", "yes"], ["0017", "yes"], ["Van", "no"], ["BUS", "no"], ["17", "no"], ["b us", "yes"], ["Zoë", "yes"]),
    *(["ZOË", "no"], ["17a", "no"], ["017A", "no"]),
]
ALIKE = "ids-alike: ids that differ only in case, spaces or zeros before a number are rows of their own:"


def named(first: int) -> list[str]:
    """Say what is to be said of the grid where its first row has this number."""
    return [
        f"{ALIKE} `0017` in row {first + 1}, `17` in row {first + 4}",
        f"{ALIKE} `Bus` in row {first}, `BUS` in row {first + 3}, `b us` in row {first + 5}",
        f"{ALIKE} `Zoë` in row {first + 6}, `ZOË` in row {first + 7}",
    ]


def alike_ids(run_said: list[str]) -> list[str]:
    """List what was said of ids, without the places."""
    return [text[text.index("ids-alike") :] for text in run_said if "ids-alike" in text]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", FORMS)
def test_ids_that_are_nearly_the_same_are_named_in_every_form(tmp_path: Path, form: str, engine: str) -> None:
    """Each with the cell of the last way to write it, and every row of them is decided."""
    told: list[str] = []
    source = table(tmp_path / f"in.{form}", GRID)
    run = decided(BASE, source, tmp_path / "out.csv", engine, warn=lambda warning: told.append(str(warning)))
    first = 1 if form == "jsonl" else 2  # lines of JSON have no heading above them
    assert alike_ids(said(run)) == named(first)
    places = {"xlsx": ["in.xlsx:Data!A6:", "in.xlsx:Data!A7:", "in.xlsx:Data!A9:"]}
    expected = places.get(form, [f"in.{form}:{row}:1:" for row in (first + 4, first + 5, first + 7)])
    assert [text.split(" ")[0] for text in said(run)] == expected
    assert told == said(run)
    assert run.summary.decided == 10


@pytest.mark.parametrize("engine", ENGINES)
def test_ids_that_are_shared_and_nearly_shared_are_both_named(tmp_path: Path, engine: str) -> None:
    (tmp_path / "in.csv").write_text("id,licence\na,yes\nA,no\na,no\nb,yes\n", encoding="utf-8")
    run = decided(BASE, tmp_path / "in.csv", tmp_path / "out.csv", engine)
    assert [(each.id, each.row) for each in run.refused_cells] == [("a", 2), ("a", 4)]
    assert alike_ids(said(run)) == [f"{ALIKE} `a` in row 2, `A` in row 3"]


@pytest.mark.parametrize("engine", ENGINES)
def test_many_such_ids_are_counted(tmp_path: Path, engine: str) -> None:
    rows = [*(f"p{n},yes" for n in range(50)), *(f"P{n},no" for n in range(50)), *("x " * n + "y,no" for n in range(9))]
    (tmp_path / "in.csv").write_text("\n".join(["id,licence", *rows, "XXY,no", "X XY,no"]) + "\n", encoding="utf-8")
    found = alike_ids(said(decided(BASE, tmp_path / "in.csv", tmp_path / "out.csv", engine)))
    assert found[:MOST_ALIKE] == [f"{ALIKE} `p{n}` in row {n + 2}, `P{n}` in row {n + 52}" for n in range(MOST_ALIKE)]
    more = "31 more ids of this table are each written in several ways"
    assert found[MOST_ALIKE:] == [f"ids-alike: {more}, which differ only in case, spaces or zeros before a number"]


@pytest.mark.parametrize("engine", ENGINES)
def test_of_many_ways_to_write_one_id_the_first_are_named(tmp_path: Path, engine: str) -> None:
    names = ["abcd", "ABCD", "Abcd", "aBcd", "abCd", "abcD", "ABcd", "abCD"]
    (tmp_path / "in.csv").write_text("\n".join(["id,licence", *(f"{each},yes" for each in names)]), encoding="utf-8")
    (found,) = alike_ids(said(decided(BASE, tmp_path / "in.csv", tmp_path / "out.csv", engine)))
    assert found == f"{ALIKE} {', '.join(f'`{name}` in row {n}' for n, name in enumerate(names[:5], 2))} and 3 more"


@pytest.mark.parametrize("engine", ENGINES)
def test_an_id_near_one_of_last_time_is_named_beside_what_changed(tmp_path: Path, engine: str) -> None:
    """Else the row would be called new, and the one of last time gone, with nothing to say that they may be one."""
    before = table(tmp_path / "before.csv", [["id", "licence"], ["0017", "yes"], ["Lunch Club", "yes"], ["x", "yes"]])
    decided(BASE, before, tmp_path / "last.csv", engine)
    now = table(tmp_path / "now.csv", [["id", "licence"], ["17", "yes"], ["lunch club", "no"], ["x", "yes"], ["y", ""]])
    run = decided(BASE, now, tmp_path / "out.jsonl", engine, earlier=tmp_path / "last.csv")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    but = "not in the table of last time under this id, but as {}, which differs only in case, spaces or zeros before "
    assert {line["id"]: line.get("result_changed", []) for line in lines} == {
        "17": [but.format("`0017`") + "a number"],
        "lunch club": [but.format("`Lunch Club`") + "a number"],
        "x": [],
        "y": ["not in the table of last time"],
    }
    assert run.summary.gone == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_words_of_what_changed_stand_in_quotation_marks_where_csv_asks_for_them(tmp_path: Path, engine: str) -> None:
    """The words about an id that is nearly another hold a comma, and here a quotation mark too."""
    before = table(tmp_path / "before.csv", [["id", "licence"], ['Ann "Bo"', "yes"], ["c", "yes"]])
    decided(BASE, before, tmp_path / "last.csv", engine)
    now = table(tmp_path / "now.csv", [["id", "licence"], ['ANN "BO"', "yes"], ["c", "yes"]])
    decided(BASE, now, tmp_path / "out.csv", engine, earlier=tmp_path / "last.csv")
    first, second = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[1:]
    words = 'not in the table of last time under this id, but as `Ann ""Bo""`, which differs only in case, spaces or'
    assert f'"{words} zeros before a number"' in first
    assert "not in the table" not in second


@needs_arrow
def test_a_whole_column_of_ids_is_stripped_of_what_people_vary_as_one_id_is() -> None:
    import pyarrow as pa

    from engine.portfolio.arrow.ids import alike_texts

    plain = ["", "0", "00", "0017", "17", "0x1", "Lunch Club", "lunchclub", "0 17", "-017", "1.0", "A00"]
    for texts in (plain, [*plain, "Straße", "STRASSE", "a\u00a0b", "a\tb", "\u0661", "0\u0661"]):
        assert alike_texts(pa.array(texts, pa.string())).to_pylist() == list(map(alike, texts))
