"""Rows of a sheet written as what the file will hold of them, aside, and put into their sheet when it is saved.

A cell of openpyxl takes some twenty times as long as what is written of it, and rows of results are all alike: texts,
in a few looks that openpyxl has made.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from shutil import copyfileobj
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any

from engine.source.span import column_letters
from engine.workbook.text_cells import checked

_END = b"</sheetData>"

StyledText = tuple[str, str]
"""A text, and the number of the look that its cell has."""


class RowsAside:
    """Rows of one sheet, under those that the sheet has."""

    def __init__(self, sheet: Any) -> None:
        """Take the sheet, which is written row by row."""
        self._sheet = sheet
        self._letters: list[str] = []
        self._rows = TemporaryFile("w+b")  # noqa: SIM115  it is closed with this

    def __enter__(self) -> "RowsAside":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing on disk: it holds people's answers."""
        self._rows.close()

    @property
    def part(self) -> str:
        """The name of the part that the rows belong into."""
        return str(self._sheet.path).lstrip("/")

    @property
    def size(self) -> int:
        """How many bytes all rows take."""
        return self._rows.tell()

    def append(self, number: int, height: float, cells: Iterable[StyledText | None]) -> None:
        """Write a row. Raises `UsageError` where a text is longer than a cell of a workbook can be."""
        row = [f'<row r="{number}" ht="{height}" customHeight="1">']
        for place, cell in enumerate(cells):
            if cell is not None:
                if place >= len(self._letters):
                    self._letters += map(column_letters, range(len(self._letters) + 1, place + 2))
                text, look = cell
                row.append(f'<c r="{self._letters[place]}{number}" s="{look}"{_rest_of_cell(text)}')
        row.append("</row>")
        self._rows.write("".join(row).encode())

    def copy(self, part: IO[bytes], target: IO[bytes]) -> None:
        """Copy the part, with these rows behind those that it has."""
        before, end, after = part.read().partition(_END)
        target.write(before)
        self._rows.seek(0)
        copyfileobj(self._rows, target)
        target.write(end + after)


@lru_cache(maxsize=2_000)
def _rest_of_cell(text: str) -> str:
    """Write the text of a cell, and its end; the same few stand in most rows of a portfolio."""
    if not text:
        return ' t="inlineStr" />'
    written = checked(text)
    space = ' xml:space="preserve"' if written != written.strip() else ""
    return f' t="inlineStr"><is><t{space}>{escape(written, quote=False)}</t></is></c>'
