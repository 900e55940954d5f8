"""The workbook that a person fills in: each question a column, with its reason, its answers and its examples."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.profile.profile import Profile
from engine.profile.write_row import written_cell
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import IN_PLACE, MISSING, STATUS_LABELS
from engine.source.tables.table import WHY_WE_ASK
from engine.source.tables.workbook import READ_ME
from engine.workbook import look
from engine.workbook.input_columns import FIRST_SHEET, InputColumn, InputSheet, input_sheets
from engine.workbook.lists import Lists, validation
from engine.workbook.read_me import read_me
from engine.workbook.save import save
from engine.workbook.text_cells import DATE_FORMAT, TEXT_FORMAT, put_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FIRST_ROW = 3
"""Where answers begin: under the headings and the reasons."""

ROWS = 200
"""How many rows are prepared."""

LAST_ROW = FIRST_ROW + ROWS - 1


def write_template(
    base: RuleBase, path: Path, *, quick: bool, evidence: bool = False, profiles: Sequence[Profile] = ()
) -> None:
    """Write a workbook to be filled in: a sheet for each topic, or one in all with the quick screen's questions.

    >>> write_template(base, folder / "template.xlsx", quick=True)
    >>> (folder / "template.xlsx").is_file()
    True

    With `evidence`, each question has columns for what its answer rests on. `profiles` are filled in, a row for each;
    what has no column stays out.
    """
    save(template(base, quick=quick, evidence=evidence, profiles=profiles), path, base.pack.title)


def template(base: RuleBase, *, quick: bool, evidence: bool = False, profiles: Sequence[Profile] = ()) -> "Workbook":
    """Lay out the workbook without saving it."""
    from openpyxl import Workbook

    workbook = Workbook()
    look.set_face(workbook)
    _read_me_sheet(workbook, base, quick=quick, evidence=evidence)
    lists = Lists()
    for asked in input_sheets(base, quick=quick, evidence=evidence):
        sheet = workbook.create_sheet(asked.name)
        _question_sheet(sheet, asked, lists)
        _fill(sheet, asked, profiles)
    lists.write(workbook)
    return workbook


def _fill(sheet: "Worksheet", asked: InputSheet, profiles: Sequence[Profile]) -> None:
    """Fill in a row for each profile, in the words of the lists."""
    for row, profile in enumerate(profiles, start=FIRST_ROW):
        for place, column in enumerate(asked.columns, start=1):
            text = _chosen(column, written_cell(column.column, profile))
            if text:
                put_text(sheet.cell(row, place), text).alignment = look.aligned()


def _chosen(column: InputColumn, text: str) -> str:
    """Give an answer as its list offers it."""
    question = column.column.question
    if column.column.role == "control" and text:
        return STATUS_LABELS[IN_PLACE if text == "yes" else MISSING]
    label = "" if question is None else question.values.get(text, "")
    return label if label in column.answers else text


def _read_me_sheet(workbook: "Workbook", base: RuleBase, *, quick: bool, evidence: bool) -> None:
    sheet = workbook.worksheets[0]
    sheet.title = READ_ME
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 88
    row = 0
    for place, (heading, paragraphs) in enumerate(read_me(base, quick=quick, evidence=evidence, last_row=LAST_ROW)):
        row += 1 if place == 0 else 2
        cell = put_text(sheet.cell(row, 1), heading)
        cell.font = look.font(bold=True, size=16 if place == 0 else 12, colour=look.DARK)
        cell.alignment = look.aligned()
        sheet.row_dimensions[row].height = look.height(
            [(heading, 56 if place == 0 else 76)], line=21 if place == 0 else 17
        )
        for text in paragraphs:
            row += 1
            cell = put_text(sheet.cell(row, 1), text)
            cell.font = look.font()
            cell.alignment = look.aligned()
            sheet.row_dimensions[row].height = look.height([(text, 88)])
    look.print_set_up(sheet, [88])
    sheet.page_setup.orientation = "portrait"


def _question_sheet(sheet: "Worksheet", asked: InputSheet, lists: Lists) -> None:
    widths = [_width(column) for column in asked.columns]
    for place, (column, width) in enumerate(zip(asked.columns, widths, strict=True), start=1):
        _heading(sheet, place, column)
        _prepare(sheet, place, column, width, lists)
    sheet.row_dimensions[1].height = look.height(
        [(column.heading, width) for column, width in zip(asked.columns, widths, strict=True)], bold=True
    )
    sheet.row_dimensions[2].height = look.height(
        [(column.why, width * 1.1) for column, width in zip(asked.columns[1:], widths[1:], strict=True)], line=12
    )
    sheet.freeze_panes = f"B{FIRST_ROW}"
    look.print_set_up(sheet, widths, "1:2")


def _heading(sheet: "Worksheet", place: int, column: InputColumn) -> None:
    """Write the heading of a column, and why it is asked under it."""
    heading = put_text(sheet.cell(1, place), column.heading)
    heading.font = look.font(bold=True, colour=look.WHITE)
    heading.fill = look.fill({"control": look.CONTROL, "basis": look.GREY}.get(column.column.role, look.DARK))
    why = put_text(sheet.cell(2, place), WHY_WE_ASK if place == 1 else column.why)
    why.font = look.font(italic=True, colour=look.GREY, size=9, bold=place == 1)
    why.fill = look.fill(look.PALE)
    for cell in (heading, why):
        cell.alignment = look.aligned()
        cell.border = look.edge()


def _prepare(sheet: "Worksheet", place: int, column: InputColumn, width: float, lists: Lists) -> None:
    """Prepare the cells of a column: width and kind of content, and what they accept."""
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(place)
    dimension = sheet.column_dimensions[letter]
    dimension.width = width
    dimension.alignment = look.aligned()
    dimension.font = look.font(bold=place == 1)
    dimension.number_format = _format(column)
    ids = "" if sheet.title == FIRST_SHEET else f"'{FIRST_SHEET}'!$A${FIRST_ROW}:$A${LAST_ROW}"
    accepted = validation(column, lists, ids)
    if accepted is not None:
        accepted.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
        sheet.add_data_validation(accepted)


def _format(column: InputColumn) -> str:
    return {"date": DATE_FORMAT, "number": "General"}.get(column.kind, TEXT_FORMAT)


def _width(column: InputColumn) -> float:
    """Choose how wide a column is: by its longest answer and its heading."""
    if column.column.role == "id":
        return 26
    longest = max(map(len, column.answers), default=24)
    return max(look.width_for(column.heading), min(34, longest + 4))
