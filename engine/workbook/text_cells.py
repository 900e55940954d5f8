"""Texts in cells: always text, whole, and never anything that a spreadsheet would work out.

A text that begins like a formula stays what it is, because the cell says that it holds a string; and the format of the
cell is text, so that it stays so when somebody opens the cell and presses Enter.
"""

import re
from typing import TYPE_CHECKING, Any, cast

from engine.errors import UsageError
from engine.portfolio.run.complete_job import INSTEAD
from engine.source.characters import visible

if TYPE_CHECKING:
    from openpyxl.cell import Cell

LONGEST = 32_767
"""Characters in a cell of a workbook that is written. No program opens more. Beyond it: the run ends, and names other
forms."""

MOST_COLUMNS = 16_384
"""Columns on a sheet of a workbook that is written. No program opens more. Beyond it: the run ends, and names other
forms."""

TEXT_FORMAT, DATE_FORMAT, NUMBER_FORMAT = "@", "yyyy-mm-dd", "#,##0"

_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def put_text(cell: Any, text: str) -> "Cell":
    """Write a text into a cell as a string, whatever it looks like. Raises `UsageError` as `checked` does."""
    cell.value = checked(text)
    cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    return cast("Cell", cell)


def text_cell(sheet: Any, text: str) -> "Cell":
    """Make a cell for a sheet that is written row by row."""
    from openpyxl.cell import WriteOnlyCell

    return put_text(WriteOnlyCell(sheet), text)


def checked(text: str) -> str:
    """Make a text writable. Raises `UsageError` where it is longer than a cell of a workbook can be."""
    if len(text) > LONGEST:
        raise UsageError(f"a text of {len(text):,} characters does not fit in a cell of a workbook; {INSTEAD}")
    return writable(text)


def writable(text: str) -> str:
    """Write a carriage return as workbooks do, and make visible what none can hold.

    A text that looks like such an escape gets one of its own, so that it is read again as it was.
    """
    escaped = _LIKE_AN_ESCAPE.sub("_x005F_", text).replace("\r", "_x000D_")
    return _UNWRITABLE.sub(lambda found: visible(found[0]), escaped)
