"""Several sheets as one table: rows with the same id are one row, whichever sheets they stand in.

People write the same id in two ways: `Lunch Club` and `lunch club`, `0017` and `17`. An id that an earlier sheet has
only otherwise, and in one way only, is taken for that one, and it is said. In one table such ids are rows of their own,
and are named.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.frozen import frozen
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.span import CellSpan, Span
from engine.source.tables.table import Row, Table

MOST_NAMED = 5
"""Ids that a warning names. The first few show what is the matter; the others are counted."""

MOST_ALIKE = 20
"""Ids of one table of which each other way to write them is named. More are no slips of the pen, and are counted."""

VARIED = "case, spaces or zeros before a number"
"""In what two ids that are nearly the same differ."""


def joined(tables: Sequence[Table], ids: Sequence[int], diagnostics: Diagnostics) -> Table:
    """Join tables by the column in which each has its ids.

    The columns of the first come first, then those of the others without their ids. A row that the first lacks follows
    those that it has, and is numbered on from there. Ids that are written in two ways are named as warnings.
    """
    return tables[0] if len(tables) == 1 else _Joined(tables, ids, diagnostics).table()


def alike(name: str) -> str:
    """Write an id without what people vary without meaning it: case, spaces, and zeros before a number."""
    bare = "".join(name.split()).casefold()
    return (bare.lstrip("0") or "0") if bare.isdecimal() else bare


def listed_few(names: Sequence[str], more: int = 0) -> str:
    """List the first few names, and count the others; there are `more` than those given."""
    shown, left = ", ".join(names[:MOST_NAMED]), len(names[MOST_NAMED:]) + more
    return f"{shown} and {left} more" if left else shown


def with_own_told_apart(tables: Sequence[Table], own: Sequence[Iterable[int]]) -> list[Table]:
    """Put the name of its sheet behind the heading of a column that is people's `own`, where a sheet before has it."""
    taken: set[str] = set()
    found: list[Table] = []
    for table, places in zip(tables, own, strict=True):
        headings = list(table.headings)
        for place in places:
            if " ".join(headings[place].split()).casefold() in taken:
                headings[place] = f"{headings[place]} ({table.sheet})"
        taken.update(" ".join(heading.split()).casefold() for heading in headings)
        found.append(replace(table, headings=tuple(headings)))
    return found


@frozen
class IdsAlike:
    """Ids of one table that are nearly the same: each way to write one, with the number of its first row.

    There are as many as `groups` holds, of the `count` that there are; `ways` tells of each how often it is written
    otherwise, where not every way is at hand.
    """

    groups: Sequence[Mapping[str, int]]
    count: int
    ways: Sequence[int] = ()

    def warn(self, place: Callable[[int], Span | None], diagnostics: Diagnostics) -> None:
        """Name them as warnings; `place` finds the cell of the id in a row. Each is a row of its own."""
        for at, names in enumerate(self.groups):
            said = [f"{in_backticks(name)} in row {number:d}" for name, number in names.items()]
            more = self.ways[at] - len(names) if self.ways else 0
            message = f"ids that differ only in {VARIED} are rows of their own: {listed_few(said, more)}"
            diagnostics.warning("ids-alike", place(max(names.values())), message)
        if self.count > len(self.groups):
            more = self.count - len(self.groups)
            message = f"{more:,} more ids of this table are each written in several ways, which differ only in {VARIED}"
            diagnostics.warning("ids-alike", None, message)


class _Joined:
    """The rows of all sheets, in memory: a workbook is bounded in size."""

    def __init__(self, tables: Sequence[Table], ids: Sequence[int], diagnostics: Diagnostics) -> None:
        self._tables = tables
        self._ids = ids
        self._written: dict[str, list[str]] = {}
        self._rows_of = [self._read(sheet, diagnostics) for sheet in range(len(tables))]
        self._columns = [
            (sheet, column)
            for sheet, table in enumerate(tables)
            for column in range(len(table.headings))
            if sheet == 0 or column != ids[sheet]
        ]
        self._numbers: dict[tuple[int, int], int] = {}

    def table(self) -> Table:
        first = self._tables[0]
        headings = tuple(self._tables[sheet].headings[column] for sheet, column in self._columns)
        return Table(first.name, first.form, "", headings, self._rows, self._place, self._place_of_heading)

    def _rows(self) -> Iterator[Row]:
        """Walk the rows of the first sheet, each with what the others have under its id; then what is left of those."""
        later = [self._by_id(sheet) for sheet in range(1, len(self._tables))]
        last = 0
        for row in self._rows_of[0]:
            last = row.number
            yield self._one(row.number, {0: row, **self._taken(later, self._id(0, row))})
        for sheet, rows in enumerate(later, start=1):
            apart = True
            for name in list(rows):
                while name in rows:
                    last += 1
                    row = self._one(last, self._taken(later, name, first=sheet))
                    yield replace(row, after_blank=row.after_blank or apart)
                    apart = False

    def _read(self, sheet: int, diagnostics: Diagnostics) -> list[Row]:
        """Read the rows of a sheet, each with its id as the sheets before it write it."""
        rows: list[Row] = []
        found: dict[str, str] = {}
        first: Row | None = None
        new: dict[str, list[str]] = {}
        for row in self._tables[sheet].rows():
            name = self._id(sheet, row)
            before = self._written.get(alike(name), []) if name else []
            if len(before) == 1 and name not in before:
                first = first or row
                found[name] = before[0]
                cells = list(row.cells)
                cells[self._ids[sheet]] = before[0]
                rows.append(replace(row, cells=tuple(cells)))
                continue
            if name not in before:
                new.setdefault(alike(name), []).append(name)
            rows.append(row)
        for key, names in new.items():
            self._written.setdefault(key, []).extend(dict.fromkeys(names))
        if first is not None:
            pairs = [f"{in_backticks(name)} is `{other}`" for name, other in found.items()]
            message = f"ids written otherwise than on the sheets before are taken for the same: {listed_few(pairs)}"
            place = self._tables[sheet].place(first.number, self._ids[sheet])
            diagnostics.warning("ids-alike", place, message)
        return rows

    def _by_id(self, sheet: int) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._rows_of[sheet]:
            found.setdefault(self._id(sheet, row), []).append(row)
        return found

    def _id(self, sheet: int, row: Row) -> str:
        place = self._ids[sheet]
        return row.cells[place].strip() if place < len(row.cells) else ""

    def _taken(self, later: Sequence[dict[str, list[Row]]], name: str, first: int = 1) -> dict[int, Row]:
        """Take from each sheet one row with this id. A second one stays, and makes a row that shares its id."""
        found = {}
        for sheet, rows in enumerate(later, start=1):
            if sheet >= first and name in rows:
                found[sheet] = rows[name].pop(0)
                if not rows[name]:
                    del rows[name]
        return found

    def _one(self, number: int, parts: dict[int, Row]) -> Row:
        """Put the parts of one row side by side."""
        first = min(parts)
        cells = []
        wrong = {}
        for position, (sheet, column) in enumerate(self._columns):
            row = parts.get(first if (sheet, column) == (0, self._ids[0]) else sheet)
            at = self._ids[first] if (sheet, column) == (0, self._ids[0]) else column
            cells.append(row.cells[at] if row is not None and at < len(row.cells) else "")
            if row is not None and at in row.wrong:
                wrong[position] = row.wrong[at]
        for sheet, row in parts.items():
            self._numbers[number, sheet] = row.number
        fault = next((row.fault for row in parts.values() if row.fault is not None), None)
        return Row(number, tuple(cells), fault, parts[first].after_blank, wrong)

    def _place(self, number: int, column: int) -> CellSpan:
        sheet, own = self._columns[column]
        if (number, sheet) not in self._numbers:
            there = (each for each in range(len(self._tables)) if (number, each) in self._numbers)
            sheet = next(there, sheet)
            own = self._ids[sheet]
        return self._tables[sheet].place(self._numbers.get((number, sheet), number), own)

    def _place_of_heading(self, column: int) -> CellSpan:
        sheet, own = self._columns[column]
        return self._tables[sheet].place_of_heading(own)
