"""The workbook of questions that are handed over: a row for each, with room for the answer and what it rests on."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.frozen import frozen
from engine.handover.answer_sheet import ABOUT, ANSWER, BASIS_HEADINGS, BY, MADE_FROM, NAME, ON, QUESTIONS, WHAT, WHICH
from engine.handover.hand_over import Handover
from engine.profile.profile import KNOWN
from engine.render.handover import (
    NORMAL,
    answers_to_choose,
    handover_title,
    made_from_words,
    reasons_to_ask,
    role_words,
    who_knows,
)
from engine.render.question import presented
from engine.rulebase.base import RuleBase
from engine.workbook import look
from engine.workbook.input_columns import InputColumn, answer_columns
from engine.workbook.lists import FIRST_DAY, LAST_DAY, Lists, validation
from engine.workbook.save import save
from engine.workbook.text_cells import DATE_FORMAT, TEXT_FORMAT, put_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

HEADINGS_ROW = 5
"""Where the headings stand: under the title and what is to be said of the whole."""

INTRODUCTION = (
    NORMAL,
    f'Please fill in the white cells. Your name and the day you may give once, on the sheet "{ABOUT}".',
)
TO_FILL_IN = (ANSWER, *BASIS_HEADINGS.values())
WIDTHS = {
    "No.": 5.0,
    "Question": 38.0,
    "Why we ask, and examples": 48.0,
    "Answers to choose from": 30.0,
    ANSWER: 24.0,
    BASIS_HEADINGS["evidence"]: 34.0,
    BASIS_HEADINGS["known"]: 15.0,
    BASIS_HEADINGS["by"]: 20.0,
    BASIS_HEADINGS["on"]: 13.0,
    "Who is likely to know": 26.0,
    NAME: 22.0,
}
"""The columns in their order, each with its width."""


def write_question_workbook(base: RuleBase, handover: Handover, path: Path) -> None:
    """Write the questions as a workbook: drop-down lists of answers, and a sheet that says what it was made from.

    >>> write_question_workbook(base, hand_over(base, result), folder / "questions.xlsx")
    >>> (folder / "questions.xlsx").is_file()
    True
    """
    save(question_workbook(base, handover), path, handover_title(base, handover))


def question_workbook(base: RuleBase, handover: Handover) -> "Workbook":
    """Lay out the workbook without saving it."""
    from openpyxl import Workbook

    workbook = Workbook()
    look.set_face(workbook)
    sheet = workbook.worksheets[0]
    sheet.title = QUESTIONS
    lists = Lists()
    columns = answer_columns(base, handover.names(), ANSWER)
    _Questions(sheet, base, handover, lists, columns).write()
    _about(workbook.create_sheet(ABOUT), handover)
    lists.write(workbook)
    return workbook


@frozen
class _Questions:
    """The sheet that is filled in."""

    sheet: "Worksheet"
    base: RuleBase
    handover: Handover
    lists: Lists
    columns: Mapping[str, InputColumn]

    def write(self) -> None:
        from openpyxl.utils import get_column_letter

        title = put_text(self.sheet.cell(1, 1), handover_title(self.base, self.handover))
        title.font = look.font(bold=True, size=16, colour=look.DARK)
        self.sheet.row_dimensions[1].height = 24
        for row, text in enumerate((made_from_words(self.handover.made_from), *INTRODUCTION), start=2):
            put_text(self.sheet.cell(row, 1), text).font = look.font(colour=look.GREY)
        for place, (heading, width) in enumerate(WIDTHS.items(), start=1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width
            cell = put_text(self.sheet.cell(HEADINGS_ROW, place), heading)
            cell.font, cell.alignment = look.font(bold=True, colour=look.WHITE), look.aligned()
            cell.fill = look.fill(look.CONTROL if heading in TO_FILL_IN else look.DARK)
            cell.border = look.edge()
        self.sheet.row_dimensions[HEADINGS_ROW].height = look.height(WIDTHS.items(), bold=True)
        for number, name in enumerate(self.handover.names(), start=1):
            self._row(number, name)
        last = HEADINGS_ROW + len(self.handover.names())
        self._choose(BASIS_HEADINGS["known"], last)
        self.sheet.freeze_panes = f"C{HEADINGS_ROW + 1}"
        look.print_set_up(self.sheet, WIDTHS.values())
        self.sheet.print_title_rows = f"{HEADINGS_ROW}:{HEADINGS_ROW}"

    def _row(self, number: int, name: str) -> None:
        row, asked = HEADINGS_ROW + number, presented(self.base, name)
        texts = {
            "No.": str(number),
            "Question": asked.question,
            "Why we ask, and examples": "\n".join(reasons_to_ask(self.base, self.handover, name)),
            "Answers to choose from": answers_to_choose(asked),
            "Who is likely to know": self._who(name),
            NAME: name,
        }
        for place, heading in enumerate(WIDTHS, start=1):
            cell: Any = self.sheet.cell(row, place)
            if heading in texts:
                put_text(cell, texts[heading])
                cell.fill = look.fill(look.PALE)
            quiet = heading in (NAME, "Who is likely to know")
            cell.font = look.font(bold=heading == "Question", colour=look.GREY if quiet else look.INK)
            cell.alignment, cell.border = look.aligned(), look.edge()
            if heading in TO_FILL_IN:
                cell.number_format = DATE_FORMAT if heading == BASIS_HEADINGS["on"] else TEXT_FORMAT
        cells = [(texts[heading], width) for heading, width in WIDTHS.items() if heading in texts]
        self.sheet.row_dimensions[row].height = look.height(cells)
        self._answer(row, name)

    def _who(self, name: str) -> str:
        """Say who is likely to know: all of them in a file for everybody, the others in one for a role."""
        whose = next(group.role for group in self.handover.groups if name in group.names)
        first = role_words(self.base, whose) + "." if whose and not self.handover.made_from.role else ""
        return "\n".join(filter(None, (first, who_knows(self.base, self.handover, name))))

    def _answer(self, row: int, name: str) -> None:
        """Prepare the cell of the answer: its list, its kind and its help."""
        column = self.columns[name]
        place = list(WIDTHS).index(ANSWER) + 1
        cell = self.sheet.cell(row, place)
        cell.number_format = {"date": DATE_FORMAT, "number": "General"}.get(column.kind, TEXT_FORMAT)
        accepted = validation(column, self.lists)
        if accepted is not None:
            accepted.add(cell.coordinate)
            self.sheet.add_data_validation(accepted)

    def _choose(self, heading: str, last: int) -> None:
        """Let the column of how an answer is known be chosen from a list, and that of the day take days."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        if last == HEADINGS_ROW:
            return
        known = DataValidation("list", self.lists.refer(KNOWN), error="Choose from the list, or leave it blank.")
        day = DataValidation("date", str(FIRST_DAY), str(LAST_DAY), operator="between")
        day.error = "A date such as 2026-03-31, or leave it blank."
        for accepted, of in ((known, heading), (day, BASIS_HEADINGS["on"])):
            accepted.allow_blank = accepted.showErrorMessage = True
            letter = get_column_letter(list(WIDTHS).index(of) + 1)
            accepted.add(f"{letter}{HEADINGS_ROW + 1}:{letter}{last}")
            self.sheet.add_data_validation(accepted)


def _about(sheet: Any, handover: Handover) -> None:
    """Say what the file was made from, and leave room for a name and a day that stand for every answer."""
    made_from = handover.made_from
    made_on = made_from.on.isoformat() if made_from.on else ""
    values = {
        **{key: getattr(made_from, key) for key in ("profile", "sha256", "pack", "version")},
        "on": made_on,
        "for": made_from.role,
    }
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 72
    rows = [(WHAT, WHICH), *((words, values[key]) for key, words in MADE_FROM.items()), (BY, ""), (ON, "")]
    for row, texts in enumerate(rows, start=1):
        for place, text in enumerate(texts, start=1):
            cell = sheet.cell(row, place)
            to_fill_in = place == 2 and texts[0] in (BY, ON)
            if not to_fill_in:
                put_text(cell, text)
                cell.fill = look.fill(look.DARK if row == 1 else look.PALE)
            cell.number_format = DATE_FORMAT if to_fill_in and texts[0] == ON else TEXT_FORMAT
            cell.font = look.font(bold=row == 1 or place == 1, colour=look.WHITE if row == 1 else look.INK)
            cell.alignment, cell.border = look.aligned(), look.edge()
    look.print_set_up(sheet, [26, 72])
    sheet.page_setup.orientation = "portrait"
