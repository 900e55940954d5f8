"""How workbooks look: one place for colours, fonts, widths and heights, so that every sheet is recognisably ours.

Colours never stand alone: wherever there is one, the words in the cell say the same.
"""

import math
import textwrap
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.styles import Alignment, Border, Font, PatternFill

FONT = "Arial"
SIZE = 10
LINE = 13.5
"""The height of a line of text of the usual size, in points."""

DARK, CONTROL, RESULT = "1F4E5F", "5B4A7A", "2F5D3A"
"""Behind headings, under white letters: of questions, of what has to be in place, and of results."""

PALE, WHITE, INK, GREY, EDGE = "F1F4F5", "FFFFFF", "1A1A1A", "5A5A5A", "C9D1D4"
LADDER = ("DDEFD9", "FFF3C9", "FBDDBF", "F3BFB3")
"""From the lowest to the highest value where values have an order."""
DOUBT, BAD = "E8E2F4", "FBE1DA"
SERIES = ("7FB27A", "E8C547", "E08E45", "D1695C", "9A8CC2", "8A8A8A")
"""The same ladder, strong enough for a chart; then what is open, and anything else."""

WIDEST_PAGE = 190
"""Characters that go on a printed page across. A wider sheet is cut into several pages."""


def font(*, bold: bool = False, italic: bool = False, colour: str = INK, size: float = SIZE) -> "Font":
    """Make a font in our face."""
    from openpyxl.styles import Font

    return Font(name=FONT, size=size, bold=bold, italic=italic, color=colour)


def set_face(workbook: Any) -> None:
    """Make our face the usual one of a workbook, so that widths are counted in its letters."""
    usual = next(style for style in workbook._named_styles if style.name == "Normal")
    usual.font = font()
    workbook._fonts[0] = usual.font


def fill(colour: str) -> "PatternFill":
    """Make a plain fill."""
    from openpyxl.styles import PatternFill

    return PatternFill("solid", start_color=colour, end_color=colour)


def aligned(*, wrap: bool = True) -> "Alignment":
    """Make an alignment from the top left, lines broken or running on."""
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=wrap, vertical="top", horizontal="left")


def edge() -> "Border":
    """Make a thin border."""
    from openpyxl.styles import Border, Side

    side = Side(style="thin", color=EDGE)
    return Border(left=side, right=side, top=side, bottom=side)


def width_for(heading: str) -> float:
    """Choose how wide a column is by its heading, so that headings stay low and cells narrow."""
    return 18 if len(heading) <= 60 else 24 if len(heading) <= 110 else 32


def step(place: int, of: int) -> int:
    """Find the step of a ladder of four for one of several ordered values, 0 for the lowest."""
    return 0 if of < 2 else round(place * (len(LADDER) - 1) / (of - 1))


def lines(text: str, width: float, *, bold: bool = False) -> int:
    """Estimate how many lines a text takes in a column of this width."""
    room = max(4, int(width * (1.05 if bold else 1.18)))
    return sum(_lines(part, room) for part in text.split("\n"))


@lru_cache(maxsize=20_000)
def _lines(text: str, room: int) -> int:
    """Count the lines of a text without breaks; the same few stand in most rows of a portfolio."""
    return 1 if len(text) <= room else len(textwrap.wrap(text, room))


def height(cells: Iterable[tuple[str, float]], most: int = 30, *, bold: bool = False, line: float = LINE) -> float:
    """Estimate how high a row must be for its texts in columns of these widths, `most` lines at most."""
    tallest = max((lines(text, width, bold=bold) for text, width in cells), default=1)
    return math.ceil(min(most, max(1, tallest)) * line + 4)


def print_set_up(sheet: Any, widths: Iterable[float], rows: str = "") -> None:
    """Set a sheet up for printing: landscape A4, as few pages across as can be read; `rows` and names on each page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = max(1, math.ceil(sum(widths) / WIDEST_PAGE))
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if rows:
        sheet.print_title_rows = rows
        sheet.print_title_cols = "A:A"
        sheet.print_options.gridLines = True
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "&P / &N"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.8, 0.35
