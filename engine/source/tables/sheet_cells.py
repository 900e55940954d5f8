"""One sheet of a workbook: its cells as text, row by row, and what is hidden, merged or wrong in it."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from engine.frozen import frozen
from engine.source.tables.cell_texts import CellTexts
from engine.source.tables.limits import CELLS_FOR_A_ROW, MOST_CELLS, MOST_COLUMNS
from engine.source.tables.number_formats import CellRefused
from engine.source.tables.package import Package, broken, too_many_cells
from engine.source.tables.workbook_parts import in_bounds

_MOST_ROWS = 1_048_576
"""Rows on a sheet that is read. No spreadsheet program writes more. Beyond it: `broken-workbook`."""

_MOST_MERGED = 10_000
"""Merged ranges on a sheet. Each row is held against them. Beyond it: `broken-workbook`."""

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_NO_VALUE = "a formula without a stored result; open the workbook in a spreadsheet program and save it"


@frozen
class Wrong:
    """What is wrong with a cell, by the index of its column from 0."""

    column: int
    code: str
    message: str


@dataclass(slots=True)
class SheetCells:
    """What a sheet holds. Every row that has any cell, by its number; columns count from 0, and blanks are ""."""

    rows: dict[int, list[str]] = field(default_factory=dict)
    wrong: dict[int, list[Wrong]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    coloured: dict[int, int] = field(default_factory=dict)
    """For each column with a colour behind a cell, the last such row."""


class CellCount:
    """Counts the cells of all sheets of a workbook."""

    def __init__(self) -> None:
        """Start with none."""
        self._left = MOST_CELLS

    def add(self, cells: int) -> None:
        """Count so many more. Raises `Unreadable` where they are too many."""
        self._left -= cells
        if self._left < 0:
            raise too_many_cells()


def read_sheet(
    package: Package, part: str, texts: CellTexts, count: CellCount, coloured: Collection[str] = ()
) -> SheetCells:
    """Read one sheet; `coloured` are the styles with a colour behind the text. Raises `Unreadable`."""
    reader = _SheetReader(texts, count, coloured)
    package.read(part, reader)
    reader.end_row()
    return reader.sheet


class _SheetReader:
    """Takes the elements of a sheet as they come; rows and cells have to come in their order, each once."""

    __slots__ = (
        "_coloured",
        "_column",
        "_count",
        "_formula",
        "_indices",
        "_inside",
        "_kind",
        "_length",
        "_parts",
        "_row",
        "_row_digits",
        "_spoken",
        "_style",
        "_texts",
        "_value",
        "cells",
        "sheet",
    )

    def __init__(self, texts: CellTexts, count: CellCount, coloured: Collection[str]) -> None:
        self.sheet = SheetCells()
        self._coloured = coloured
        self.cells: list[str] = []
        self._texts = texts
        self._count = count
        self._indices: dict[str, int] = {}
        self._row, self._row_digits = 0, "0"
        self._column = -1
        self._kind = self._style = ""
        self._formula = self._value = self._inside = self._spoken = False
        self._parts: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v" or (name == "t" and not self._spoken):
            self._inside = self._value = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self._spoken = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self._hide(int(attributes["min"]) - 1, int(attributes["max"]) - 1)

    def end(self, name: str) -> None:
        self._inside = False
        if name == "c":
            if self._value or self._formula:
                self._end_cell()
        elif name == "row":
            self.end_row()
        elif name == "rPh":
            self._spoken = False

    def text(self, text: str) -> None:
        if self._inside:
            self._length += len(text)
            self._parts.append(in_bounds(text, self._length))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes["r"]) if "r" in attributes else self._row + 1
        if not self._row < number <= _MOST_ROWS:
            raise broken()
        self._row, self._row_digits, self._column = number, str(number), -1
        if attributes.get("hidden") in ("1", "true"):
            self.sheet.hidden_rows.append(number)

    def end_row(self) -> None:
        """Keep the row, unless it is empty."""
        if self.cells or self._row in self.sheet.wrong:
            self._count.add(CELLS_FOR_A_ROW + len(self.cells))
        if self.cells:
            self.sheet.rows[self._row] = self.cells
            self.cells = []

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        column = self._column + 1 if place is None else self._index(place)
        if not self._column < column < MOST_COLUMNS or not self._row:
            raise broken()
        self._column = column
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        if self._style in self._coloured:
            self.sheet.coloured[column] = self._row
        self._formula = self._value = False
        self._parts, self._length = [], 0

    def _end_cell(self) -> None:
        stored = "".join(self._parts)
        if not stored and not (self._value and self._kind in ("str", "inlineStr")):
            if self._formula:
                self._note(Wrong(self._column, "no-stored-result", _NO_VALUE))
            return
        try:
            text = self._texts.text(self._kind, self._style, stored)
        except CellRefused as fault:
            self._note(Wrong(self._column, fault.code, fault.message))
            text = stored
        if text:
            self.cells += [""] * (self._column - len(self.cells))
            self.cells.append(text)

    def _hide(self, first: int, last: int) -> None:
        if len(self.sheet.hidden_columns) == MOST_COLUMNS:
            raise broken()
        self.sheet.hidden_columns.append((first, last))

    def _note(self, wrong: Wrong) -> None:
        self.sheet.wrong.setdefault(self._row, []).append(wrong)

    def _index(self, place: str) -> int:
        if not place.endswith(self._row_digits):
            raise broken()
        letters = place[: -len(self._row_digits)]
        index = self._indices.get(letters)
        if index is None:
            index = self._indices[letters] = _index_of(letters)
        return index

    def _merge(self, ref: str) -> None:
        found = _RANGE.fullmatch(ref)
        if found is None or len(self.sheet.merged) == _MOST_MERGED:
            raise broken()
        left, top, right, bottom = found.groups()
        if right is not None:
            self.sheet.merged.append((int(top), int(bottom), _index_of(left), _index_of(right)))


def _index_of(letters: str) -> int:
    if not 1 <= len(letters) <= 3 or not (letters.isascii() and letters.isalpha() and letters.isupper()):
        raise broken()
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
