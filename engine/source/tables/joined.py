"""Several sheets as one table: rows with the same id are one row, whichever sheets they stand in.

People write the same id in two ways: `Lunch Club` and `lunch club`, `0017` and `17`. An id that an earlier sheet has
only otherwise, and in one way only, is taken for that one, and it is said.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.span import CellSpan
from engine.source.tables.table import Row, Table

MOST_NAMED = 5
"""Ids that a warning names. The first few show what is the matter; the others are counted."""


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


def listed_few(names: Sequence[str]) -> str:
    """List the first few names, and count the others."""
    shown = ", ".join(names[:MOST_NAMED])
    return f"{shown} and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else shown


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


def warn_of_ids_alike(table: Table, ids: int, diagnostics: Diagnostics) -> None:
    """Name the ids of a table that differ in what people vary without meaning it; each is a row of its own."""
    written: dict[str, dict[str, int]] = {}
    for row in table.rows():
        name = row.cells[ids].strip() if ids < len(row.cells) else ""
        if name:
            written.setdefault(alike(name), {}).setdefault(name, row.number)
    for names in written.values():
        if len(names) > 1:
            said = listed_few([f"{in_backticks(name)} in row {number}" for name, number in names.items()])
            message = f"ids that differ only in case, spaces or zeros before a number are rows of their own: {said}"
            diagnostics.warning("ids-alike", table.place(max(names.values()), ids), message)


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
        for sheet, column in self._columns:
            row = parts.get(first if (sheet, column) == (0, self._ids[0]) else sheet)
            at = self._ids[first] if (sheet, column) == (0, self._ids[0]) else column
            cells.append(row.cells[at] if row is not None and at < len(row.cells) else "")
        for sheet, row in parts.items():
            self._numbers[number, sheet] = row.number
        fault = next((row.fault for row in parts.values() if row.fault is not None), None)
        return Row(number, tuple(cells), fault, parts[first].after_blank)

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
