"""A workbook with one sheet of rows: headings that stay in view, a filter, days as days, all else as text."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.workbook import look
from engine.workbook.pen import Pen
from engine.workbook.save import leaving_nothing, save

Cell = str | date | None


def sheet_of_rows(title: str, headings: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Write rows under headings, and give the workbook as bytes: the same rows give the same bytes.

        >>> sheet_of_rows("Due", ("Day", "What"), (12, 40), [(date(2026, 5, 4), "A review")])[:2]
        b'PK'

    Raises `UsageError` where a text does not fit in a cell.
    """
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    look.set_face(workbook)
    with leaving_nothing(workbook), TemporaryDirectory(prefix="armslength-") as folder:
        sheet = workbook.create_sheet(title)
        pen = Pen(sheet)
        for letter, width in zip("ABCDEFGHIJKL", widths, strict=False):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "A2"
        look.print_set_up(sheet, tuple(widths), "1:1")
        sheet.append([pen.heading(text, look.DARK) for text in headings])
        for row in rows:
            sheet.append([pen.day(each) if isinstance(each, date) else pen.text(each or "") for each in row])
        sheet.auto_filter.ref = f"A1:{'ABCDEFGHIJKL'[len(headings) - 1]}{len(rows) + 1}"
        path = Path(folder) / "sheet.xlsx"
        save(workbook, path, title)
        return path.read_bytes()
