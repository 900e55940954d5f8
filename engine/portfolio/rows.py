"""Rows as they pass through a run: read, decided or refused, each by its number and its id."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import InputError
from engine.portfolio.refusal import Refusal
from engine.portfolio.row_words import RowResult
from engine.profile.columns import Columns
from engine.profile.profile import Profile
from engine.profile.rows import RowFault, bind_table, read_row
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostics
from engine.source.span import cell_in_workbook
from engine.source.tables.joined import joined
from engine.source.tables.read import read_tables
from engine.source.tables.table import Row, Table

SHARED = "more than one row has this id; give each row one of its own"


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of texts, with its headings bound to the questions of a rule base."""

    table: Table
    columns: Columns
    base: RuleBase

    def rows(self) -> Iterator[Row]:
        """Walk the rows from the start."""
        return self.table.rows()

    def profile(self, row: Row) -> Profile | list[RowFault]:
        """Read a row."""
        return read_row(self.columns, row, self.table, self.base)

    def id_of(self, row: Row) -> str:
        """Give the id of a row as far as it can be read."""
        place = self.columns.id.position
        return row.cells[place].strip() if place < len(row.cells) else ""


def text_table(
    path: Path, shown: str, base: RuleBase, id_heading: str, sheets: Sequence[str], diagnostics: Diagnostics
) -> TextTable:
    """Open a table of texts. Raises `InputError` with whatever is wrong with its shape."""
    tables = read_tables(path, diagnostics, sheets, shown)
    each = [bind_table(table, base, id_heading).id.position for table in tables]
    table = joined(tables, each)
    return TextTable(table, bind_table(table, base, id_heading), base)


@dataclass(frozen=True, slots=True)
class Decided:
    """A row that was decided: its cells as they came in, and its results by the names of their columns."""

    number: int
    id: str
    cells: Sequence[str]
    results: RowResult


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that can't be decided, with everything that is wrong with it, and its cells as far as it has them."""

    number: int
    id: str
    faults: tuple[RowFault, ...]
    cells: Sequence[str] = ()

    def refusals(self) -> Iterator[Refusal]:
        """List the faults as they are written out."""
        for fault in self.faults:
            yield Refusal(self.id, self.number, fault.heading, fault.value, fault.message, cell_in_workbook(fault.span))


Passed = Decided | Refused


def refused_for_its_id(table: TextTable, number: int, name: str) -> Refused:
    """Refuse a row that shares its id with another: nobody knows which of the two is meant."""
    column = table.columns.id
    place = table.table.place(number, column.position)
    return Refused(number, name, (RowFault("duplicate-id", SHARED, place, heading=column.heading, value=name),))


def by_reference(table: TextTable, shared: frozenset[int], decide: Callable[[Profile], RowResult]) -> Iterator[Passed]:
    """Decide row by row. `shared` are the numbers of the rows that share their id."""
    for row in table.rows():
        name = table.id_of(row)
        if row.number in shared:
            yield replace(refused_for_its_id(table, row.number, name), cells=row.cells)
            continue
        profile = table.profile(row)
        if isinstance(profile, Profile):
            yield Decided(row.number, name, row.cells, decide(profile))
        else:
            yield Refused(row.number, name, tuple(profile), row.cells)


def refuse_strictly(row: Refused) -> None:
    """Stop a run at the first row that can't be decided. Raises `InputError` with everything wrong with it."""
    raise InputError(row.faults)


def sharing_ids(rows: Iterable[tuple[int, str]]) -> frozenset[int]:
    """Find the numbers of the rows whose id another row has too; a row without an id shares none."""
    first: dict[str, int] = {}
    shared: set[int] = set()
    for number, name in rows:
        if not name:
            continue
        before = first.setdefault(name, number)
        if before != number:
            shared |= {before, number}
    return frozenset(shared)
