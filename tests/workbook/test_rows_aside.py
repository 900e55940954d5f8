"""Rows that are written aside are those that openpyxl would write: every part of the file is the same."""

import zipfile
from pathlib import Path

from engine.workbook.pen import Pen
from engine.workbook.rows_aside import RowsAside
from engine.workbook.save import save

TEXTS = (
    "plain",
    "a & b < c > d",
    'say "so"',
    " around ",
    "two\nlines",
    "=1+1",
    "_x0041_",
    "a\rb",
    "x\x00y",
    "£ 你好 😀",
)


def written(path: Path, *, aside: bool) -> dict[str, bytes]:
    from openpyxl import Workbook  # behind the engine, which asks it not to write with lxml

    book = Workbook(write_only=True)
    book.create_sheet("Before").append(["first"])
    sheet = book.create_sheet("Rows")
    pen = Pen(sheet)
    sheet.append([pen.heading("Head", "123456")])
    with RowsAside(sheet) as rows:
        for number, text in enumerate(TEXTS, start=2):
            if aside:
                looks = (pen.look_of_text(bold=True), pen.look_of_text("ABCDEF"), pen.look_of_text())
                rows.append(number, 27, [(text, looks[0]), None, ("", looks[1]), (text, looks[2])])
            else:
                sheet.row_dimensions[number].height = 27
                cells = [pen.text(text, bold=True), None, pen.text("", "ABCDEF"), pen.text(text)]
                sheet.append(cells)
        save(book, path, "Rows", rows if aside else None)
    with zipfile.ZipFile(path) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def test_the_file_is_the_same(tmp_path: Path) -> None:
    assert written(tmp_path / "a.xlsx", aside=True) == written(tmp_path / "b.xlsx", aside=False)


def test_texts_are_read_as_they_were(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    written(tmp_path / "a.xlsx", aside=True)
    found = [row[0] for row in load_workbook(tmp_path / "a.xlsx")["Rows"].iter_rows(min_row=2, values_only=True)]
    assert found[:6] == list(TEXTS[:6])
