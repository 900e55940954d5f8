"""CSV (RFC 4180) as text: read line by line, so that a table of any length takes the memory of one row.

UTF-8 with or without a byte order mark or UTF-16 with one, commas, double quotes. What would change the shape of the
table (another delimiter, a quotation mark that is never closed, another encoding) ends the reading; a row with too few
or too many cells is a fault of that row.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from engine.source.diagnostics import Diagnostic
from engine.source.span import CellSpan, cell_at
from engine.source.tables.guard import unguarded
from engine.source.tables.limits import MOST_COLUMNS, MOST_ROW_BYTES
from engine.source.tables.lines import Lines, open_text, refuse
from engine.source.tables.table import (
    WHY_WE_ASK,
    HeadingRow,
    Row,
    Table,
    WeighHeadings,
    first_row,
    is_blank,
    row_of_headings,
)

_QUOTED = re.compile(r'"[^"]*(?:"|$)')
_DELIMITERS = {";": "semicolons (`;`)", "\t": "tabs", "|": "bars (`|`)"}
_FAULTS = {
    "unexpected end of data": "a quotation mark in this row is never closed; close it, or write it twice",
    "expected after": "text follows a closing quotation mark; write a quotation mark inside a cell twice",
    "new-line character": "a carriage return without a line feed; save the file with ordinary line ends",
}


def read_comma_separated(path: Path, name: str, weigh: WeighHeadings = first_row) -> Table:
    """Read the table in a file, its rows when they are asked for. Raises `InputError`, and `Unreadable`."""
    _refuse_other_delimiters(path, name)
    with open_text(path) as file:
        top = row_of_headings(_records(file, name), weigh)
    if top is None:
        refuse(name, 1, 1, "no-headings", "there are no headings; the first row must be headings")
    if len(top.cells) > MOST_COLUMNS:
        refuse(name, top.number, MOST_COLUMNS + 1, "too-large", f"more than {MOST_COLUMNS:,} columns; split the table")

    def rows() -> Iterator[Row]:
        with open_text(path) as file:
            yield from _rows(file, name, top)

    def place(row: int, column: int) -> CellSpan:
        return cell_at(name, row, column + 1)

    return Table(name, "csv", "", top.cells, rows, place, lambda column: place(top.number, column), top.above)


def _refuse_other_delimiters(path: Path, name: str) -> None:
    """Refuse a table whose first line shows another delimiter, before quotation marks are read by the rules of CSV."""
    with open_text(path) as file:
        lines = Lines(file, name, "`CSV UTF-8`")
        number = lines.start_row()
        for line in lines:
            first = _QUOTED.sub("", line).partition(",")[0]
            for delimiter, called in _DELIMITERS.items():
                if delimiter in first:
                    message = f"the cells are separated by {called}; save the file with commas between them"
                    refuse(name, number, 1, "other-delimiter", message)
            if line.strip():
                return
            number = lines.start_row()


def _rows(file: BinaryIO, name: str, top: HeadingRow) -> Iterator[Row]:
    width, needed = len(top.cells), headed_width(top.cells)
    first = True
    for row in _records(file, name):
        if row.number <= top.number:
            continue
        if first and row.cells[0] == WHY_WE_ASK:
            first = False
            continue
        first = False
        cells = row.cells
        # a spreadsheet program writes empty cells behind the last heading, or leaves them out
        if len(cells) > width and is_blank(cells[width:]):
            cells = cells[:width]
        elif needed <= len(cells) < width:
            cells += ("",) * (width - len(cells))
        fault = None if len(cells) == width else misshapen(name, row.number, len(cells), width)
        yield Row(row.number, cells, fault, row.after_blank)


def headed_width(headings: Sequence[str]) -> int:
    """Count the columns up to the last that has a heading: as many cells as a row needs."""
    return max((place for place, heading in enumerate(headings, start=1) if heading.strip()), default=0)


def misshapen(name: str, number: int, found: int, width: int) -> Diagnostic:
    """Say what is wrong with a row that has more or fewer cells than there are headings."""
    cells, headings = _counted(found, "cell"), _counted(width, "heading")
    if found < width:
        message = f"the row has {cells}, but there are {headings}; is a comma missing?"
        return Diagnostic("short-row", message, cell_at(name, number, found + 1))
    message = f"the row has {cells}, but there are {headings}; put a text with a comma in it in quotes"
    return Diagnostic("surplus-cells", message, cell_at(name, number, width + 1))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _records(file: BinaryIO, name: str) -> Iterator[Row]:
    """Walk the rows that are not blank, each with the number of its first line."""
    lines = Lines(file, name, "`CSV UTF-8`")
    csv.field_size_limit(max(csv.field_size_limit(), MOST_ROW_BYTES))
    reader = csv.reader(lines, strict=True)
    after_blank = False
    while True:
        start = lines.start_row()
        try:
            record = next(reader, None)
        except csv.Error as error:
            said = (said for words, said in _FAULTS.items() if words in str(error))
            refuse(name, start, 1, "csv-syntax", next(said, "this row cannot be read as CSV"))
        if record is None:
            return
        cells = tuple(map(unguarded, record))
        blank = is_blank(cells)
        if not blank:
            yield Row(start, cells, None, after_blank)
        after_blank = blank
