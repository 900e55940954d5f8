"""A workbook (XLSX) as tables, one for each sheet that holds data; what stands in a cell is text in one way of writing.

A whole number has no `.0`, a day is written as in `2026-03-31` wherever the workbook counts days from, yes and no are
`yes` and `no`. A row is refused for an error, a formula without a stored result, or merged cells in it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path

from engine.source.characters import in_backticks, visible
from engine.source.diagnostics import Diagnostic, Diagnostics
from engine.source.span import CellSpan, cell_at, column_letters, start_of
from engine.source.suggest import near_or_all
from engine.source.tables.cell_texts import CellTexts
from engine.source.tables.package import Package
from engine.source.tables.sheet_cells import CellCount, SheetCells, Wrong, read_sheet
from engine.source.tables.table import IDS, WHY_WE_ASK, HeadingRow, Row, Table, WeighHeadings, row_of_headings
from engine.source.tables.workbook_parts import SheetPart, read_workbook_parts

READ_ME, SUMMARY, REFUSED, LISTS = "Read me", "Summary", "Refused", "Lists"
NO_DATA = (READ_ME, SUMMARY, REFUSED, LISTS)
"""Sheets that we write and that are no data, unless they are asked for by name."""

REFUSED_HEADINGS = ("Name or number", "Where", "Column", "What it says", "Why it can't be read")
"""The headings of the sheet that lists what could not be read."""

_MOST_NAMED = 5
"""Hidden rows or columns that a warning names. The first few show which they are; the others are counted."""


def read_workbook(
    path: Path, name: str, sheets: Sequence[str], weigh: WeighHeadings, diagnostics: Diagnostics
) -> list[Table]:
    """Read a workbook's tables, or those of the sheets named. Raises `Unreadable`; other faults are diagnostics."""
    grids: list[_Grid] = []
    with Package(path) as package:
        parts = read_workbook_parts(package)
        chosen = _chosen(parts.sheets, sheets, name, diagnostics)
        texts, count = CellTexts(parts), CellCount()
        for sheet in chosen:
            grid = _grid(sheet, read_sheet(package, sheet.part, texts, count, parts.coloured), name, weigh)
            if grid is not None:
                grids.append(grid)
    if not sheets:
        grids = _with_tables(grids, diagnostics)
    if not grids and not diagnostics.has_errors:
        message = "no sheet holds a table; name its columns in a row of headings, one of them `id`"
        diagnostics.error("no-headings", start_of(name), message)
    for grid in grids:
        grid.warn(diagnostics)
    return [replace(grid.table(diagnostics), comments=parts.comments) for grid in grids]


def _with_tables(grids: Sequence["_Grid"], diagnostics: Diagnostics) -> list["_Grid"]:
    """Pick the sheets that ask something, and say which others are left out; all, where none does.

    The first sheet may hold nothing but the ids. Sheets that we write ourselves go without a word, unless somebody has
    put a table of ids and questions there.
    """
    others = [grid for grid in grids if not grid.is_ours]
    first = next((grid for grid in others if grid.top.weight >= IDS), None)
    left = [grid for grid in others if grid is not first and grid.asks_little]
    if len(left) == len(others):
        return others
    for grid in left:
        message = f"the sheet {in_backticks(grid.sheet.name)} is left out: {grid.why_left_out()}"
        diagnostics.warning("sheet-left-out", grid.place(grid.top.number, 0), message)
    return [grid for grid in others if grid not in left]


def _chosen(there: Sequence[SheetPart], wanted: Sequence[str], name: str, diagnostics: Diagnostics) -> list[SheetPart]:
    by_name = {sheet.name: sheet for sheet in there}
    if not wanted:
        return list(there)
    for each in wanted:
        if each not in by_name:
            message = f"there is no sheet {in_backticks(each)}{near_or_all(each, by_name)}"
            diagnostics.error("missing-sheet", start_of(name), message)
    return [by_name[each] for each in dict.fromkeys(wanted) if each in by_name]


def _grid(sheet: SheetPart, cells: SheetCells, name: str, weigh: WeighHeadings) -> "_Grid | None":
    """Put the cells under their headings; nothing where the sheet is blank."""
    numbers = sorted(
        number for number in cells.rows.keys() | cells.wrong.keys() if number in cells.wrong or _any(cells.rows[number])
    )
    top = row_of_headings((Row(number, tuple(cells.rows.get(number, ()))) for number in numbers), weigh)
    if top is None:
        return None
    numbers = numbers[top.above :]
    used: set[int] = set()
    for number in numbers:
        used.update(column for column, cell in enumerate(cells.rows.get(number, ())) if cell and not cell.isspace())
        if number in cells.wrong:
            used.add(cells.wrong[number].column)
    columns = tuple(sorted(used))
    return _Grid(name, sheet, cells, top, tuple(numbers), columns, _Merged(cells.merged, columns))


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


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """The cells of one sheet that count: the rows from the headings on, and the columns that have anything in them."""

    file: str
    sheet: SheetPart
    cells: SheetCells
    top: HeadingRow
    numbers: tuple[int, ...]
    columns: tuple[int, ...]
    merged: _Merged

    def place(self, row: int, column: int) -> CellSpan:
        """Find the place of a cell by the number of its row and the index of its column among those that count."""
        return self._span(row, self.columns[column] if column < len(self.columns) else 0)

    def _span(self, row: int, column: int) -> CellSpan:
        return cell_at(self.file, row, column + 1, visible(self.sheet.name))

    def table(self, diagnostics: Diagnostics) -> Table:
        """Make the table; what is wrong with the headings themselves goes to the diagnostics."""
        top = self.top.number
        fault = self._fault(top)
        if fault is not None:
            diagnostics.error(fault.code, fault.span, fault.message)
        headings = self._texts(top)
        return Table(
            self.file,
            "xlsx",
            self.sheet.name,
            headings,
            self._rows,
            self.place,
            lambda column: self.place(top, column),
            self.top.above,
            coloured=tuple(place for place, each in enumerate(self.columns) if self._is_coloured(each)),
        )

    def _is_coloured(self, column: int) -> bool:
        """Tell whether there is a colour behind a cell of a column, headings and their reasons apart."""
        explained = len(self.numbers) > 1 and self._texts(self.numbers[1])[0] == WHY_WE_ASK
        return self.cells.coloured.get(column, 0) > self.numbers[explained]

    @property
    def is_ours(self) -> bool:
        """Whether we write such a sheet, and nobody has put a table of ids and questions on it."""
        written = self.top.cells[: len(REFUSED_HEADINGS)] == REFUSED_HEADINGS
        return self.sheet.name in NO_DATA and (written or self.top.weight <= IDS)

    @property
    def asks_little(self) -> bool:
        """Whether there are ids but no question, or at most one question and no ids."""
        return self.top.weight in (0, 1, IDS)

    def why_left_out(self) -> str:
        """Say why a sheet is taken for none that is to be read."""
        if self.top.weight >= IDS:
            return "it has ids, but asks nothing"
        return f"{'only one' if self.top.weight else 'no'} heading is a question, and none `id`"

    def _rows(self) -> Iterator[Row]:
        for before, number in pairwise(self.numbers):
            cells = self._texts(number)
            if before != self.top.number or cells[0] != WHY_WE_ASK:
                yield Row(number, cells, self._fault(number), number > before + 1)

    def _texts(self, number: int) -> tuple[str, ...]:
        cells = self.cells.rows.get(number, [])
        return tuple(cells[column] if column < len(cells) else "" for column in self.columns)

    def _fault(self, number: int) -> Diagnostic | None:
        wrong = self.cells.wrong.get(number) or self.merged.at(number)
        return Diagnostic(wrong.code, wrong.message, self._span(number, wrong.column)) if wrong else None

    def warn(self, diagnostics: Diagnostics) -> None:
        """Say what is read although nobody sees it."""
        if self.sheet.hidden:
            message = f"the sheet {in_backticks(self.sheet.name)} is hidden; it is read like the others"
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
