"""Drop-down lists: the answers to choose from stand on a hidden sheet, and cells point to them.

They can't stand in the cells' own settings, which end at 255 characters and take a comma for the end of an answer.
"""

from typing import TYPE_CHECKING

from engine.source.tables.workbook import LISTS
from engine.workbook.input_columns import InputColumn
from engine.workbook.text_cells import text_cell

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

FIRST_DAY, LAST_DAY = 1, 2_958_465
"""1 January 1900 and 31 December 9999, as a workbook counts days."""

LONGEST_HELP = 255
"""Characters of the help beside a cell. A workbook shows no more; the text ends in dots, and the sheet holds all of
it."""


class Lists:
    """Collects the lists of answers while sheets are laid out; written out at the end, each list once."""

    def __init__(self) -> None:
        """Start with none."""
        self._places: dict[tuple[str, ...], int] = {}

    def refer(self, answers: tuple[str, ...]) -> str:
        """Say where the list of these answers stands."""
        from openpyxl.utils import get_column_letter

        letter = get_column_letter(self._places.setdefault(answers, len(self._places)) + 1)
        return f"{LISTS}!${letter}$2:${letter}${len(answers) + 1}"

    def write(self, workbook: "Workbook") -> None:
        """Write the hidden sheet: a list in each column, with what it is above it."""
        if not self._places:
            return
        sheet = workbook.create_sheet(LISTS)
        sheet.sheet_state = "hidden"
        deepest = max(map(len, self._places))
        heads = [f"List {place + 1}" for place in self._places.values()]
        for row in [heads, *([_at(answers, place) for answers in self._places] for place in range(deepest))]:
            sheet.append([text_cell(sheet, text) if text else None for text in row])


def _at(answers: tuple[str, ...], place: int) -> str:
    return answers[place] if place < len(answers) else ""


def validation(column: InputColumn, lists: Lists, ids: str = "") -> "DataValidation | None":
    """Make what a cell of a column accepts, with the help that is shown beside it; None where anything goes.

    `ids` says where the ids to choose from stand.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    question = column.column.question
    if column.column.role == "id" and ids:
        found = DataValidation("list", ids, error="Choose one of those on the first sheet, or leave it blank.")
    elif column.answers:
        found = DataValidation("list", lists.refer(column.answers), error="Choose from the list, or leave it blank.")
    elif column.kind == "number" and question is not None and question.range is not None:
        low, high = question.range
        found = DataValidation("whole", str(low), str(high), operator="between")
        found.error = f"A whole number from {low:,} to {high:,}, or leave it blank."
    elif column.kind == "date":
        found = DataValidation("date", str(FIRST_DAY), str(LAST_DAY), operator="between")
        found.error = "A date such as 2026-03-31, or leave it blank."
    elif column.help:
        found = DataValidation()
    else:
        return None
    found.allow_blank = True
    found.showErrorMessage = bool(found.type)
    found.errorTitle = "Not one of the answers"
    found.showInputMessage = bool(column.help)
    found.prompt = shortened(column.help) or None
    return found


def shortened(text: str) -> str:
    """Cut a text after the last word that a workbook can show beside a cell."""
    if len(text) <= LONGEST_HELP:
        return text
    return text[: LONGEST_HELP - 1].rpartition(" ")[0] + "…"
