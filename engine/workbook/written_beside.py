"""Writing beside the rows of somebody's workbook: columns behind the last one; nothing else of it changes by a byte.

The part of the one sheet is edited as text, and all other parts are copied: a library that reads and writes workbooks
would lose what it does not know, such as pictures, forms and newer kinds of lists.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.errors import UsageError
from engine.portfolio.job import TableJob
from engine.portfolio.run.open_table import open_as_texts
from engine.rulebase.base import RuleBase
from engine.source.characters import visible
from engine.source.diagnostics import Diagnostics
from engine.source.span import column_letters
from engine.source.tables.package import Package
from engine.source.tables.workbook_parts import read_workbook_parts
from engine.workbook.text_cells import LONGEST, writable

_ROW = re.compile(r"<(?P<p>(?:\w+:)?)row\b(?P<says>[^>]*?)(?:/>|>(?P<cells>.*?)</(?P=p)row>)", re.DOTALL)
_CELL = re.compile(r"<(?P<p>(?:\w+:)?)c\b(?P<says>[^>]*?)(?:/>|>.*?</(?P=p)c>)", re.DOTALL)
_AT = re.compile(r'\br="([A-Z]*)([0-9]*)"')
_SPANS = re.compile(r'\s+spans="[^"]*"')
_END = re.compile(r"</(?P<p>(?:\w+:)?)sheetData>|<(?P<q>(?:\w+:)?)sheetData\s*/>")
_EXTENT = re.compile(r'(<(?:\w+:)?dimension\b[^>]*?\bref=")([A-Z]+[0-9]+)(?::[A-Z]+[0-9]+)?(")')


def write_beside(base: RuleBase, workbook: bytes, headings: Sequence[str], rows: Mapping[int, Sequence[str]]) -> bytes:
    """Write columns of texts beside the rows of a workbook that is read as a table; `rows` are by number.

        >>> write_rows(base, [profile], folder / "beside.xlsx")
        >>> write_beside(base, (folder / "beside.xlsx").read_bytes(), ("Result: noted",), {3: ("seen",)})[:2]
        b'PK'

    Columns that bear these headings from an earlier time are written over. Raises `InputError` where the workbook can't
    be read as a table, and `UsageError` where a text is too long for a cell.
    """
    with TemporaryDirectory(prefix="armslength-") as folder:
        path = Path(folder) / "workbook.xlsx"
        path.write_bytes(workbook)
        table = open_as_texts(base, TableJob(path, path, shown="the workbook"), Diagnostics()).table
        top = table.place_of_heading(0)
        with Package(path) as package:
            sheets = read_workbook_parts(package).sheets
    part = next(each.part for each in sheets if visible(each.name) == top.sheet)
    texts = {top.line: headings, **rows}
    longest = max(len(each) for row in texts.values() for each in row)
    if longest > LONGEST:
        raise UsageError(f"a text of {longest:,} characters does not fit in a cell of a workbook")
    with zipfile.ZipFile(io.BytesIO(workbook)) as old:
        sheet = old.read(part).decode("utf-8-sig")
        there = (table.place_of_heading(place) for place, each in enumerate(table.headings) if each == headings[0])
        first = next((each.column for each in there if each.sheet == top.sheet), _width(sheet) + 1)
        return _with_part(old, part, _with_cells(sheet, first, texts).encode())


def _with_part(old: zipfile.ZipFile, part: str, data: bytes) -> bytes:
    """Copy a package, with one part in the place of what it was."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for there in old.infolist():
            new.writestr(there, data if there.filename == part else old.read(there), there.compress_type)
    return made.getvalue()


def _width(sheet: str) -> int:
    """Count the columns of a sheet up to the last that has a cell."""
    letters = {found[1] for cell in _CELL.finditer(sheet) if (found := _AT.search(cell["says"]))}
    return max(map(_number, letters), default=0)


def _number(letters: str) -> int:
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - 64
    return number


def _with_cells(sheet: str, first: int, texts: Mapping[int, Sequence[str]]) -> str:
    """Put texts into the columns from the first on, each in its row; a row that is not there comes last."""
    there: set[int] = set()

    def put(row: re.Match[str]) -> str:
        found = _AT.search(row["says"])
        number = int(found[2]) if found and found[2] else 0
        if number not in texts:
            return row[0]
        there.add(number)
        mine = {f"{column_letters(first + place)}{number}" for place in range(len(texts[number]))}
        kept = _CELL.sub(lambda cell: "" if _name(cell["says"]) in mine else cell[0], row["cells"] or "")
        return _row(row["p"], _SPANS.sub("", row["says"]), kept, first, number, texts[number])

    sheet = _ROW.sub(put, sheet)
    end = _END.search(sheet)
    if end is not None:
        p = end["p"] or end["q"] or ""
        more = "".join(
            _row(p, f' r="{number}"', "", first, number, texts[number]) for number in sorted(texts.keys() - there)
        )
        opening = f"<{p}sheetData>" if end["q"] is not None else ""
        sheet = f"{sheet[: end.start()]}{opening}{more}</{p}sheetData>{sheet[end.end() :]}"
    last = f"{column_letters(first + len(next(iter(texts.values()))) - 1)}{max([*texts, *_numbers(sheet)])}"
    return _EXTENT.sub(lambda extent: f"{extent[1]}{extent[2]}:{last}{extent[3]}", sheet, count=1)


def _numbers(sheet: str) -> Iterator[int]:
    return (int(found[2]) for row in _ROW.finditer(sheet) if (found := _AT.search(row["says"])) and found[2])


def _name(says: str) -> str:
    found = _AT.search(says)
    return f"{found[1]}{found[2]}" if found else ""


def _row(p: str, says: str, cells: str, first: int, number: int, texts: Sequence[str]) -> str:
    written = "".join(
        f'<{p}c r="{column_letters(first + place)}{number}" t="inlineStr"><{p}is>'
        f'<{p}t xml:space="preserve">{escape(writable(text), quote=False)}</{p}t></{p}is></{p}c>'
        for place, text in enumerate(texts)
        if text
    )
    return f"<{p}row{says.rstrip()}>{cells}{written}</{p}row>"
