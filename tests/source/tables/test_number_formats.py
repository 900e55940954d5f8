"""A cell of a workbook is read as people see it, where its number format makes that another thing than its number."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from engine.source.diagnostics import Diagnostics
from engine.source.tables.number_formats import CellRefused, shown_moment, shown_number
from engine.source.tables.read import read_tables

SHOWN = [
    ("0.05", "0%", "5%"),
    ("5", "0%", "500%"),
    ("0.055", "0.00%", "5.5%"),
    ("123", "00000", "00123"),
    ("123456", "00000", "123456"),
    ("0", "000", "000"),
    ("-7", "000", "-007"),
    ("-7", "000;-000", "-007"),
    ("5", '"P"000', "P005"),
    ("5", '"P"0', "P5"),
    ("5", r"\P0", "P5"),
    ("4501234567", "000 000 0000", "450 123 4567"),
    ("123456", "000-000", "123-456"),
    ("1", '"Yes";;"No"', "Yes"),
    ("0", '"Yes";;"No"', "No"),
    ("-1", '"Yes";;"No"', ""),
    ("5", ";;;", ""),
]
THE_NUMBER = [
    "General", "@", "0", "#,##0", "0.00", "#,##0.00", "0.00E+00", "# ?/?", '"£"0', "[$£-809]#,##0", '0" people"',
    "[Red]0", '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', '0;(0);"-"',
]  # fmt: skip
OTHERWISE = [
    ("5000", "#,##0,", "a smaller number"),
    ("5000000", '0.0,,"m"', "a smaller number"),
    ("5", "[<=9999999]###-####;(###) ###-####", "something else"),
    ("2", "[h]:mm:ss", "a length of time rather"),
]
MOMENTS = [
    ("yyyy-mm-dd", "2026-03-01", "2026-03-01"),
    ("dd/mm/yyyy", "2026-03-01", "2026-03-01"),
    ("[$-809]d mmmm yyyy;@", "2026-03-01", "2026-03-01"),
    (r"[$-F800]dddd\,\ mmmm\ dd\,\ yyyy", "2026-03-01", "2026-03-01"),
    ("m/d/yy h:mm", "2026-03-01", "2026-03-01T09:30:00"),
    ("mmm-yy", "March 2026", "March 2026"),
    ("d-mmm", "1 March", "1 March"),
    ("yyyy", "2026", "2026"),
    ("dddd", "Sunday", "Sunday"),
    ("h:mm", "00:00:00", "09:30:00"),
]


@pytest.mark.parametrize(("plain", "code", "shown"), SHOWN)
def test_what_a_format_shows(plain: str, code: str, shown: str) -> None:
    assert shown_number(plain, float(plain), code) == shown


@pytest.mark.parametrize("code", THE_NUMBER)
@pytest.mark.parametrize("plain", ["0", "5", "-5", "5.4"])
def test_what_only_adorns_a_number_leaves_it_as_it_is(plain: str, code: str) -> None:
    assert shown_number(plain, float(plain), code) == plain


@pytest.mark.parametrize(("plain", "code", "what"), OTHERWISE)
def test_what_can_not_be_told_from_what_is_shown(plain: str, code: str, what: str) -> None:
    with pytest.raises(CellRefused) as refused:
        shown_number(plain, float(plain), code)
    assert (refused.value.code, refused.value.message) == (
        "shown-otherwise",
        f"the format of the cell shows {what} than the number in it; format the cell as General and look at it again",
    )


@pytest.mark.parametrize(("code", "midnight", "later"), MOMENTS)
def test_what_is_shown_of_a_moment(code: str, midnight: str, later: str) -> None:
    assert shown_moment(datetime(2026, 3, 1), code) == midnight
    assert shown_moment(datetime(2026, 3, 1, 9, 30), code) == later


def test_a_time_and_a_day_alone() -> None:
    assert shown_moment(time(9, 30), "h:mm") == "09:30:00"
    assert shown_moment(date(2026, 3, 1), "yyyy-mm-dd") == "2026-03-01"


def test_cells_with_formats_beside_texts(tmp_path: Path) -> None:
    """A number with zeros in front is the text with the same zeros; the formats that every workbook has count too."""
    made = Workbook()
    sheet: Any = made.active
    cells: list[tuple[object, str]] = [(7, "000"), ("007", "@"), (0.5, "0%"), (date(2026, 3, 1), "mmm-yy"), (7, "0")]
    for number, (value, code) in enumerate([("id", "@"), *cells], start=1):
        sheet.cell(number, 1, value).number_format = code
    made.save(tmp_path / "t.xlsx")
    (table,) = read_tables(tmp_path / "t.xlsx", Diagnostics())
    assert [row.cells for row in table.rows()] == [("007",), ("007",), ("50%",), ("March 2026",), ("7",)]
