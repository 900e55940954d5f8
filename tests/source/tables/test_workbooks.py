"""A workbook that another program wrote reads as people see it: with our reader as with that program's own."""

import io
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from engine.errors import InputError
from engine.source.diagnostics import Diagnostics
from engine.source.span import column_letters
from engine.source.tables.read import read_tables
from engine.source.tables.table import Table
from tests.hostile.xlsx import Cell, Stored, sheet, workbook

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6)
CELL = st.one_of(
    st.none(),
    TEXT.filter(lambda text: not text.startswith("=") and "_x" not in text),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e6, 1e6).map(lambda value: round(value, 3)),
    st.dates(date(1910, 1, 1), date(2200, 1, 1)),
    st.sampled_from(["00123", "NA", "1E5", "TRUE", "'x"]),
)


def read(data: bytes, *sheets: str) -> list[Table]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.xlsx"
        path.write_bytes(data)
        return read_tables(path, Diagnostics(), sheets, name="t.xlsx")


def cells_of(data: bytes) -> list[tuple[str, ...]]:
    (table,) = read(data)
    return [table.headings, *(row.cells for row in table.rows())]


def seen(value: object) -> str:
    """What people see in a cell, from the value that the other reader gives."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


@given(
    st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), st.sampled_from([CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
)
def test_two_readers_see_the_same(rows: list[tuple[object, object]], epoch: datetime) -> None:
    made = Workbook()
    made.epoch = epoch
    ours_to_fill: Any = made.active
    ours_to_fill.append(["id", "a", "b"])
    for number, row in enumerate(rows):
        ours_to_fill.append([f"r{number}", *row])
    file = io.BytesIO()
    made.save(file)
    read: Any = load_workbook(io.BytesIO(file.getvalue())).active
    theirs = read.iter_rows(values_only=True)
    by_column = [["" if text.isspace() else text for text in map(seen, row)] for row in theirs]
    used = [column for column in range(3) if any(row[column] for row in by_column)]
    ours = [["" if text.isspace() else text for text in row] for row in cells_of(file.getvalue())]
    assert ours == [[row[column] for column in used] for row in by_column]


def test_texts_that_are_shared_rich_or_spoken() -> None:
    texts = (
        "<si><t>id</t></si><si><r><rPr><b/></rPr><t>half </t></r><r><t>bold</t></r></si>"
        '<si><t>kanji</t><rPh sb="0" eb="1"><t>spoken</t></rPh></si>'
        "<si><t>_x005F_x000D_ and a_x0009_tab</t></si><si/>"
    )
    cells = [[Stored("s", str(index))] for index in range(4)]
    assert cells_of(workbook({"Data": sheet(*cells)}, texts=texts)) == [
        ("id",),
        ("half bold",),
        ("kanji",),
        ("_x000D_ and a\ttab",),
    ]


def test_a_day_by_the_format_of_its_cell() -> None:
    styles = {"0": "45000", "1": "2023-03-15", "2": "2023-03-15", "3": "45000", "9": "45000"}
    rows: list[list[Cell]] = [[style, Stored("n", "45000", style)] for style in styles]
    assert cells_of(workbook({"Data": sheet(["id", "day"], *rows)}))[1:] == list(styles.items())


def test_a_day_in_letters_is_a_day() -> None:
    rows: list[list[Cell]] = [["id"], [Stored("d", "2026-03-31T00:00:00")], [Stored("d", "2026-03-31T09:30:00")]]
    assert cells_of(workbook({"Data": sheet(*rows)}))[1:] == [("2026-03-31",), ("2026-03-31T09:30:00",)]


def test_a_workbook_that_counts_from_1904_says_the_days_that_were_typed() -> None:
    rows = sheet(["id"], [Stored("n", "43538", "1")])
    assert cells_of(workbook({"Data": rows}, properties='date1904="1"'))[1:] == [("2023-03-15",)]


def test_every_sheet_with_data_is_a_table_and_others_can_be_asked_for() -> None:
    inside = sheet(["id"], ["a"])
    data = workbook({"Read me": sheet(["Welcome"]), "One": inside, "Blank": sheet([None, " "]), "Two": inside})
    assert [table.sheet for table in read(data)] == ["One", "Two"]
    assert [table.sheet for table in read(data, "Two", "Two")] == ["Two"]
    with pytest.raises(InputError, match=r"^t.xlsx:Read me!A1: no-rows: there are headings, but no row under them$"):
        read(data, "Read me")
    with pytest.raises(InputError, match=r"^t.xlsx:1:1: missing-sheet: there is no sheet `Tow`; did you mean `Two`\?$"):
        read(data, "Tow")


def test_a_row_that_says_why_we_ask_is_no_data() -> None:
    data = workbook({"Data": sheet([], ["id"], ["Why we ask"], ["Why we ask"], ["a"])})
    (table,) = read(data)
    assert [(row.number, row.cells) for row in table.rows()] == [(4, ("Why we ask",)), (5, ("a",))]


def test_places_are_those_of_the_sheet() -> None:
    data = workbook({"My sheet": sheet([], [None, "id", None, "x"], [None, "a", None, "b"])})
    (table,) = read(data)
    assert str(table.place_of_heading(1)) == "t.xlsx:My sheet!D2"
    assert [str(table.place(row.number, 0)) for row in table.rows()] == ["t.xlsx:My sheet!B3"]


def test_columns_are_called_as_in_a_workbook() -> None:
    assert [column_letters(each) for each in (1, 26, 27, 52, 702, 703, 16384)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "ZZ",
        "AAA",
        "XFD",
    ]


def test_sheets_are_for_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id\na\n")
    with pytest.raises(InputError, match="no-sheets: only a workbook has sheets; leave out `--sheet`"):
        read_tables(path, Diagnostics(), ["Data"])
