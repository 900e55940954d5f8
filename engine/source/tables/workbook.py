"""A workbook (XLSX) as tables, one for each sheet that holds data; what stands in a cell is text in one way of writing.

A whole number has no `.0`, a day is written as in `2026-03-31` wherever the workbook counts days from, yes and no are
`yes` and `no`. A row is refused for an error, a formula without a stored result, or merged cells in it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from engine.source.characters import in_backticks, visible
from engine.source.diagnostics import Diagnostic, Diagnostics
from engine.source.span import CellSpan, cell_at, column_letters, start_of
from engine.source.suggest import near_or_all
from engine.source.tables.cell_texts import CellTexts
from engine.source.tables.package import Package
from engine.source.tables.sheet_cells import CellCount, SheetCells, Wrong, read_sheet
from engine.source.tables.table import WHY_WE_ASK, Row, Table
from engine.source.tables.workbook_parts import SheetPart, read_workbook_parts

NO_DATA = ("Read me", "Summary", "Refused", "Lists")
"""Sheets that are no data, unless they are asked for by name."""

_MOST_NAMED = 5
"""Hidden rows or columns that a warning names. The first few show which they are; the others are counted."""


def read_workbook(path: Path, name: str, sheets: Sequence[str], diagnostics: Diagnostics) -> list[Table]:
    """Read a workbook's tables, or those of the sheets named. Raises `Unreadable`; other faults are diagnostics."""
    tables = []
    with Package(path) as package:
        parts = read_workbook_parts(package)
        chosen = _chosen(parts.sheets, sheets, name, diagnostics)
        texts, count = CellTexts(parts), CellCount()
        for sheet in chosen:
            grid = _grid(sheet, read_sheet(package, sheet.part, texts, count), name)
            if grid is not None:
                grid.warn(sheet, diagnostics)
                tables.append(grid.table(diagnostics))
    if not tables and not diagnostics.has_errors:
        message = "no sheet holds a table; the first row of a sheet must be headings"
        diagnostics.error("no-headings", start_of(name), message)
    return tables


def _chosen(there: Sequence[SheetPart], wanted: Sequence[str], name: str, diagnostics: Diagnostics) -> list[SheetPart]:
    by_name = {sheet.name: sheet for sheet in there}
    if not wanted:
        return [sheet for sheet in there if sheet.name not in NO_DATA]
    for each in wanted:
        if each not in by_name:
            message = f"there is no sheet {in_backticks(each)}{near_or_all(each, by_name)}"
            diagnostics.error("missing-sheet", start_of(name), message)
    return [by_name[each] for each in dict.fromkeys(wanted) if each in by_name]


def _grid(sheet: SheetPart, cells: SheetCells, name: str) -> "_Grid | None":
    """Put the cells under their headings; nothing where the sheet is blank."""
    numbers = sorted(
        number for number in cells.rows.keys() | cells.wrong.keys() if number in cells.wrong or _any(cells.rows[number])
    )
    if not numbers:
        return None
    used: set[int] = set()
    for number in numbers:
        used.update(column for column, cell in enumerate(cells.rows.get(number, ())) if cell and not cell.isspace())
        if number in cells.wrong:
            used.add(cells.wrong[number].column)
    columns = tuple(sorted(used))
    return _Grid(name, sheet.name, cells, tuple(numbers), columns, _Merged(cells.merged, columns))


def _any(cells: Iterable[str]) -> bool:
    return any(cell and not cell.isspace() for cell in cells)


class _Merged:
    """The ranges of merged cells, to be asked by row."""

    def __init__(self, ranges: Iterable[tuple[int, int, int, int]], columns: Sequence[int]) -> None:
        self._starts: list[int] = []
        self._ranges: list[tuple[int, int, int]] = []
        for top, bottom, left, right in sorted(ranges):
            column = next((each for each in columns if left <= each <= right), None)
            if column is not None and (not self._ranges or bottom > self._ranges[-1][0]):
                self._starts.append(max(top, self._ranges[-1][0] + 1) if self._ranges else top)
                self._ranges.append((bottom, top, column))

    def at(self, row: int) -> Wrong | None:
        """Say what is wrong with a row that merged cells reach into."""
        place = bisect_right(self._starts, row) - 1
        if place < 0 or row > self._ranges[place][0]:
            return None
        _, top, column = self._ranges[place]
        message = f"cells are merged here, from {column_letters(column + 1)}{top} on; take them apart, and fill in each"
        return Wrong(column, "merged-cells", message)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The cells of one sheet that count: the rows that are not blank, and the columns that have anything in them."""

    file: str
    sheet: str
    cells: SheetCells
    numbers: tuple[int, ...]
    columns: tuple[int, ...]
    merged: _Merged

    def place(self, row: int, column: int) -> CellSpan:
        """Find the place of a cell by the number of its row and the index of its column among those that count."""
        return self._span(row, self.columns[column] if column < len(self.columns) else 0)

    def _span(self, row: int, column: int) -> CellSpan:
        return cell_at(self.file, row, column + 1, visible(self.sheet))

    def table(self, diagnostics: Diagnostics) -> Table:
        """Make the table; what is wrong with the headings themselves goes to the diagnostics."""
        top = self.numbers[0]
        fault = self._fault(top)
        if fault is not None:
            diagnostics.error(fault.code, fault.span, fault.message)
        headings = self._texts(top)
        return Table(
            self.file, "xlsx", self.sheet, headings, self._rows, self.place, lambda column: self.place(top, column)
        )

    def _rows(self) -> Iterator[Row]:
        for position, number in enumerate(self.numbers[1:]):
            cells = self._texts(number)
            if position > 0 or cells[0] != WHY_WE_ASK:
                yield Row(number, cells, self._fault(number))

    def _texts(self, number: int) -> tuple[str, ...]:
        cells = self.cells.rows.get(number, [])
        return tuple(cells[column] if column < len(cells) else "" for column in self.columns)

    def _fault(self, number: int) -> Diagnostic | None:
        wrong = self.cells.wrong.get(number) or self.merged.at(number)
        return Diagnostic(wrong.code, wrong.message, self._span(number, wrong.column)) if wrong else None

    def warn(self, sheet: SheetPart, diagnostics: Diagnostics) -> None:
        """Say what is read although nobody sees it."""
        if sheet.hidden:
            message = f"the sheet {in_backticks(self.sheet)} is hidden; it is read like the others"
            diagnostics.warning("hidden-sheet", self._span(self.numbers[0], 0), message)
        counted = set(self.numbers)
        rows = [number for number in self.cells.hidden_rows if number in counted]
        if rows:
            message = (
                f"{_named('row', map(str, rows), len(rows))} hidden, perhaps by a filter, and read like the others"
            )
            diagnostics.warning("hidden-rows", self._span(rows[0], 0), message)
        ranges = self.cells.hidden_columns
        hidden = {each for first, last in ranges for each in range(max(first, 0), min(last, self.columns[-1]) + 1)}
        columns = [each for each in self.columns if each in hidden]
        if columns:
            said = _named("column", (column_letters(each + 1) for each in columns), len(columns))
            place = self._span(self.numbers[0], columns[0])
            diagnostics.warning("hidden-columns", place, f"{said} hidden, and read like the others")


def _named(what: str, names: Iterable[str], number: int) -> str:
    listed = list(islice(names, _MOST_NAMED))
    if number == 1:
        return f"{what} {listed[0]} is"
    if number > _MOST_NAMED:
        return f"{what}s {', '.join(listed)} and {number - _MOST_NAMED} more are"
    return f"{what}s {', '.join(listed[:-1])} and {listed[-1]} are"
