"""A stretch of a file, so that every message can say where."""

from engine.frozen import frozen


@frozen
class Span:
    """Where something is written. Lines and columns count from 1, columns in characters; the end is just past it."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def words(self) -> str:
        """Give what messages about this place begin with, besides the place itself."""
        return ""

    def __str__(self) -> str:
        """Write the start as `file:line:column`, which editors and terminals turn into a link."""
        return f"{self.file}:{self.line}:{self.column}"


@frozen
class CellSpan(Span):
    """A cell of a table: the line or row it is in, and the ordinal of its column. In a workbook, with its sheet.

    Where the `heading` of its column is given, every message about it says row and heading in words.
    """

    sheet: str = ""
    heading: str = ""

    @property
    def words(self) -> str:
        """Name the row and the heading of its column, where that is known."""
        return f"row {self.line}, column `{self.heading}`: " if self.heading else ""

    def __str__(self) -> str:
        """Write the place as people look it up: `file:Sheet!C7` in a workbook, else line and ordinal of the cell."""
        if not self.sheet:
            return f"{self.file}:{self.line}:{self.column}"
        return f"{self.file}:{self.sheet}!{column_letters(self.column)}{self.line}"


def cell_in_workbook(span: Span | None) -> str:
    """Name the sheet and the cell, as `Sheet!C7`; "" for what stands in no workbook."""
    if not isinstance(span, CellSpan) or not span.sheet:
        return ""
    return f"{span.sheet}!{column_letters(span.column)}{span.line}"


def cell_at(file: str, row: int, column: int, sheet: str = "") -> CellSpan:
    """Make the place of one cell; rows and columns count from 1."""
    return CellSpan(file, row, column, row, column + 1, sheet)


def column_letters(column: int) -> str:
    """Name a column as a workbook does, from `A` for 1."""
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def start_of(file: str) -> Span:
    """Point to a file as a whole, where the fault lies in no one place of it."""
    return Span(file, 1, 1, 1, 1)


def span_at(file: str, text: str, offset: int, length: int = 1) -> Span:
    """Find the place of `length` characters of one line at `offset` in the text of the file."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Span(file, line, column, line, column + length)
