"""Several sheets as one table: rows with the same id are one row, whichever sheets they stand in."""

from collections.abc import Iterator, Sequence

from engine.source.span import CellSpan
from engine.source.tables.table import Row, Table


def joined(tables: Sequence[Table], ids: Sequence[int]) -> Table:
    """Join tables by the column in which each has its ids.

    The columns of the first come first, then those of the others without their ids. A row that the first lacks follows
    those that it has, and is numbered on from there.
    """
    return tables[0] if len(tables) == 1 else _Joined(tables, ids).table()


class _Joined:
    """The rows of all sheets, in memory: a workbook is bounded in size."""

    def __init__(self, tables: Sequence[Table], ids: Sequence[int]) -> None:
        self._tables = tables
        self._ids = ids
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
        for row in self._tables[0].rows():
            last = row.number
            yield self._one(row.number, {0: row, **self._taken(later, self._id(0, row))})
        for sheet, rows in enumerate(later, start=1):
            for name in list(rows):
                while name in rows:
                    last += 1
                    yield self._one(last, self._taken(later, name, first=sheet))

    def _by_id(self, sheet: int) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._tables[sheet].rows():
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
        return Row(number, tuple(cells), fault, wrong)

    def _place(self, number: int, column: int) -> CellSpan:
        sheet, own = self._columns[column]
        return self._tables[sheet].place(self._numbers.get((number, sheet), number), own)

    def _place_of_heading(self, column: int) -> CellSpan:
        sheet, own = self._columns[column]
        return self._tables[sheet].place_of_heading(own)
