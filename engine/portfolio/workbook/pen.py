"""Writing cells row by row with a few looks, each made once: thousands of rows need no style of their own."""

from typing import TYPE_CHECKING, Any, cast

from engine.portfolio.workbook import look
from engine.portfolio.workbook.text_cells import text_cell

if TYPE_CHECKING:
    from openpyxl.cell import Cell


class Pen:
    """Writes cells of one sheet."""

    def __init__(self, sheet: Any) -> None:
        """Take the sheet, which is written row by row."""
        self._sheet = sheet
        self._looks: dict[tuple[object, ...], Any] = {}

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
        key = (fill, bold, italic, colour, size, wrap)
        cell: Any = text_cell(self._sheet, text)
        made = self._looks.get(key)
        if made is None:
            cell.font = look.font(bold=bold, italic=italic, colour=colour, size=size)
            cell.alignment = look.aligned(wrap=wrap)
            if fill:
                cell.fill = look.fill(fill)
                cell.border = look.edge()
            self._looks[key] = cell
        else:
            cell._style = made._style
        return cast("Cell", cell)

    def heading(self, text: str, fill: str) -> "Cell | None":
        """Write a heading."""
        return self.text(text, fill, bold=True, colour=look.WHITE)

    def number(self, number: int, fill: str = "", *, bold: bool = False) -> "Cell":
        """Write a number that can be reckoned with."""
        cell: Any = self.text("0", fill, bold=bold)
        cell.value = number
        cell.number_format = "#,##0"
        return cast("Cell", cell)
