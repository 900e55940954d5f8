"""Rows as they pass through a run: read, decided or refused, each by its number and its id."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from engine.frozen import frozen
from engine.interpret.results import RowResult
from engine.profile.cells import CellReader
from engine.profile.column import Column
from engine.profile.columns import Columns
from engine.profile.headings import HeadingIndex
from engine.profile.profile import Profile
from engine.profile.rows import RowFault, RowReading, bind_table, read_row
from engine.profile.stray_lines import NO_ROW, with_notes_refused
from engine.rulebase.base import RuleBase
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.span import Span, cell_in_workbook, start_of
from engine.source.tables.joined import MOST_ALIKE, IdsAlike, alike, joined, listed_few, with_own_told_apart
from engine.source.tables.read import read_tables
from engine.source.tables.table import Row, Table

ROW_DECIDED, ROW_REFUSED = "decided without it", "refused"
"""What became of a row of which something could not be read."""

SHARED = "more than one row has this id; give each row one of its own"


@frozen
class TextTable:
    """A table of texts, with its headings bound to the questions of a rule base."""

    table: Table
    columns: Columns
    base: RuleBase
    cells: CellReader = field(default_factory=CellReader, compare=False)

    def rows(self) -> Iterator[Row]:
        """Walk the rows from the start; notes that stand apart from them are refused."""
        return with_notes_refused(self.table, self.columns.all)

    def read(self, row: Row) -> RowReading:
        """Read a row."""
        return read_row(self.columns, row, self.table, self.base, self.cells.read)

    def read_without_hash(self, row: Row) -> RowReading:
        """Read a row of which nobody will keep the profile."""
        return read_row(self.columns, row, self.table, self.base, self.cells.read, with_hash=False)

    def carried(self, row: Row) -> tuple[str, ...]:
        """Give the cells of a row as results carry them: without those that the file itself has something against.

        In another form nothing would be wrong with them, and they would be read; the id alone is not left out.
        """
        if not row.wrong:
            return row.cells
        left_out = row.wrong.keys() - {self.columns.id.position}
        return tuple("" if place in left_out else cell for place, cell in enumerate(row.cells))

    def id_of(self, row: Row) -> str:
        """Give the id of a row as far as it can be read."""
        place = self.columns.id.position
        return row.cells[place].strip() if place < len(row.cells) else ""

    def ids(self) -> Iterator[tuple[int, str]]:
        """Walk the ids of the rows, each with the number of its row.

        A row that has lost its shape has none that counts: nobody knows which of its cells it is.
        """
        return ((row.number, self.id_of(row)) for row in self.rows() if row.fault is None)


def text_table(
    path: Path, shown: str, base: RuleBase, id_heading: str, sheets: Sequence[str], diagnostics: Diagnostics
) -> TextTable:
    """Open a table of texts. Raises `InputError` with whatever is wrong with its shape."""
    weigh = HeadingIndex(base, id_heading).weigh
    return bound_tables(read_tables(path, diagnostics, sheets, shown, weigh), base, id_heading, diagnostics)


def bound_tables(tables: Sequence[Table], base: RuleBase, id_heading: str, diagnostics: Diagnostics) -> TextTable:
    """Bind the headings of tables, joined by their ids. Raises `InputError` with all that is wrong with them.

    What is doubtful goes to the diagnostics: ids that were joined, and which columns are people's own.
    """
    bound = [bind_table(each, base, id_heading) for each in tables]
    own = [[column.position for column in columns.of("own")] for columns in bound]
    table = joined(with_own_told_apart(tables, own), [columns.id.position for columns in bound], diagnostics)
    columns = bind_table(table, base, id_heading)
    warn_of_own(columns, table.place_of_heading, diagnostics)
    _warn_of_marks(tables, bound, diagnostics)
    return TextTable(table, columns, base)


def warn_of_own(columns: Columns, place: Callable[[int], Span | None], diagnostics: Diagnostics) -> None:
    """Name the columns that nobody asks about: they are people's own, and kept."""
    own = columns.of("own")
    if own:
        diagnostics.warning("own-columns", place(own[0].position), own_words(columns))


def own_words(columns: Columns) -> str:
    """Say which columns are people's own; "" where none is."""
    own = columns.of("own")
    if not own:
        return ""
    which = "a column is about none of the questions, and kept as it is"
    if len(own) > 1:
        which = f"{len(own)} columns are about none of the questions, and kept as they are"
    return f"{which}: {listed_few([in_backticks(column.heading) for column in own])}"


def kept_columns(columns: Columns) -> list[tuple[int, str]]:
    """List the columns that are written out again, by place and heading."""
    return [(column.position, column.heading) for column in columns.kept()]


def _warn_of_marks(tables: Sequence[Table], bound: Sequence[Columns], diagnostics: Diagnostics) -> None:
    """Say beforehand what people have put into a workbook that its results will not hold."""
    coloured = any(
        column.position in table.coloured
        for table, columns in zip(tables, bound, strict=True)
        for column in columns.all
        if column.role != "result"
    )
    marks = [name for name, there in (("comments", tables[0].comments), ("colours", coloured)) if there]
    if marks:
        message = f"{' and '.join(marks)} of cells are not carried over to the results; they stay in this workbook"
        diagnostics.warning("marks-stay", start_of(tables[0].name), message)


@frozen
class RefusedCell:
    """One fault of a row, as it is written out; a row may have several.

    `row` is its number as people see it, `column` its heading, `where` the sheet and the cell, in a workbook. `outcome`
    is what became of the row: `ROW_DECIDED` without this answer, or `ROW_REFUSED`.
    """

    id: str
    row: int
    column: str
    value: str
    reason: str
    where: str = ""
    outcome: str = ROW_REFUSED


def refused_cells(number: int, name: str, faults: Iterable[RowFault], outcome: str) -> Iterator[RefusedCell]:
    """Walk the faults of a row as they are written out."""
    for fault in faults:
        where = cell_in_workbook(fault.span)
        yield RefusedCell(name, number, fault.heading, fault.value, fault.message, where, outcome)


@frozen
class DecidedRow:
    """A row that was decided: its cells as they came in, its results, and the answers it is decided without."""

    number: int
    id: str
    cells: Sequence[str]
    results: RowResult
    faults: tuple[RowFault, ...] = ()

    def refused_cells(self) -> Iterator[RefusedCell]:
        """Walk the answers that could not be read, as they are written out."""
        return refused_cells(self.number, self.id, self.faults, ROW_DECIDED)


@frozen
class RefusedRow:
    """A row that can't be decided, with everything that is wrong with it, and its cells as far as it has them."""

    number: int
    id: str
    faults: tuple[RowFault, ...]
    cells: Sequence[str] = ()

    def refused_cells(self) -> Iterator[RefusedCell]:
        """Walk the faults as they are written out."""
        return refused_cells(self.number, self.id, self.faults, ROW_REFUSED)

    @property
    def is_no_row(self) -> bool:
        """Whether this is a total, a note or the like, and nobody's row."""
        return any(fault.code in NO_ROW for fault in self.faults)

    def as_decided(self) -> DecidedRow:
        """Make a row of results that says nothing but what is wrong."""
        return DecidedRow(self.number, self.id, self.cells, RowResult(errors=reasons(self.faults)))


def reasons(faults: Iterable[RowFault]) -> str:
    """Say in one text what is wrong with a row."""
    return "; ".join(f"{fault.heading}: {fault.message}" for fault in faults)


def shared_id_fault(column: Column, name: str, place: Span | None) -> RowFault:
    """Refuse a row that shares its id with another: nobody knows which of the two is meant."""
    return RowFault("duplicate-id", SHARED, place, heading=column.heading, value=name)


def rows_by_reference(
    table: TextTable, shared: Container[int], decide: Callable[[Profile], RowResult]
) -> Iterator[DecidedRow | RefusedRow]:
    """Decide row by row. `shared` are the numbers of the rows that share their id."""
    for row in table.rows():
        name = table.id_of(row)
        if row.number in shared:
            column = table.columns.id
            fault = shared_id_fault(column, name, table.table.place(row.number, column.position))
            yield RefusedRow(row.number, name, (fault,), row.cells)
            continue
        read = table.read(row)
        if read.profile is None:
            yield RefusedRow(row.number, name, read.faults, row.cells)
        else:
            results = replace(decide(read.profile), not_read=reasons(read.faults) or None)
            yield DecidedRow(row.number, name, table.carried(row), results, read.faults)


@dataclass(slots=True)
class IdsOfRows:
    """The ids of a table that is read row by row, and who shares them. All are kept in memory, each once."""

    shared: set[int] = field(default_factory=set)
    _first: dict[str, tuple[str, int]] = field(default_factory=dict)
    _otherwise: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, number: int, name: str) -> None:
        """Take the id of the next row; a row without an id shares none."""
        if not name:
            return
        key = alike(name)
        first = self._first.setdefault(key, (name, number))
        before = first[1]
        if name != first[0]:
            before = self._otherwise.setdefault(key, dict([first])).setdefault(name, number)
        if before != number:
            self.shared |= {before, number}

    def alike(self) -> IdsAlike:
        """Give the ids that are nearly the same, in the order of their rows."""
        return IdsAlike([*islice(self._otherwise_in_order(), MOST_ALIKE)], len(self._otherwise))

    def _otherwise_in_order(self) -> Iterator[Mapping[str, int]]:
        return iter(sorted(self._otherwise.values(), key=lambda names: min(names.values())))


def ids_of_rows(rows: Iterable[tuple[int, str]]) -> IdsOfRows:
    """Go through the ids of rows, each with the number of its row."""
    found = IdsOfRows()
    for number, name in rows:
        found.add(number, name)
    return found
