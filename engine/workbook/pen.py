"""Writing cells row by row with a few looks, each made once: thousands of rows need no style of their own."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, cast

from engine.workbook import look
from engine.workbook.text_cells import DATE_FORMAT, NUMBER_FORMAT, TEXT_FORMAT, text_cell

if TYPE_CHECKING:
    from openpyxl.cell import Cell


class Pen:
    """Writes cells of one sheet."""

    def __init__(self, sheet: Any) -> None:
        """Take the sheet, which is written row by row."""
        self._sheet = sheet
        self._models: dict[tuple[object, ...], Any] = {}

    def text(
        self,
        text: str,
        fill: str = "",
        *,
        bold: bool = False,
        italic: bool = False,
        colour: str = look.INK,
        size: float = look.SIZE,
        wrap: bool = True,
    ) -> "Cell | None":
        """Write a text; nothing at all where there is neither text nor colour."""
        if not text and not fill:
            return None
        cell = text_cell(self._sheet, text)
        return self._in_look(cell, TEXT_FORMAT, fill, bold, italic, colour, size, wrap)

    def look_of_text(self, fill: str = "", *, bold: bool = False) -> str:
        """Give the number of the look that a text has, for rows that are written aside."""
        return str(cast("Cell", self.text(" ", fill, bold=bold)).style_id)

    def heading(self, text: str, fill: str) -> "Cell | None":
        """Write a heading."""
        return self.text(text, fill, bold=True, colour=look.WHITE)

    def number(self, number: int, fill: str = "", *, bold: bool = False) -> "Cell":
        """Write a number that can be reckoned with."""
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._sheet, number)
        return self._in_look(cell, NUMBER_FORMAT, fill, bold, False, look.INK, look.SIZE, True)

    def day(self, day: date) -> "Cell":
        """Write a day that can be sorted and filtered."""
        from openpyxl.cell import WriteOnlyCell

        moment = datetime.combine(day, time())
        return self._in_look(
            WriteOnlyCell(self._sheet, moment), DATE_FORMAT, "", False, False, look.INK, look.SIZE, False
        )

    def _in_look(self, cell: Any, number_format: str, fill: str, *rest: Any) -> "Cell":
        """Give a cell its look; the first of each look is kept as the model of the others."""
        key = (number_format, fill, *rest)
        model = self._models.get(key)
        if model is not None:
            cell._style = model._style
            return cast("Cell", cell)
        bold, italic, colour, size, wrap = rest
        cell.font = look.font(bold=bold, italic=italic, colour=colour, size=size)
        cell.alignment = look.aligned(wrap=wrap)
        cell.number_format = number_format
        if fill:
            cell.fill = look.fill(fill)
            cell.border = look.edge()
        self._models[key] = cell
        return cast("Cell", cell)
