"""Rows of a table: from the cells of one row to a profile, or to what is wrong with each of its cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from engine.frozen import frozen
from engine.profile.cells import CellFault, ReadCell, read_cell, texts_of
from engine.profile.column import Column
from engine.profile.columns import Columns, bind
from engine.profile.profile import Given, Profile
from engine.profile.read_profile import hashed
from engine.profile.stray_lines import why_no_row
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Members
from engine.source.diagnostics import Diagnostic
from engine.source.span import Span
from engine.source.tables.table import Row, Table


@frozen
class RowFault(Diagnostic):
    """Why a row is refused: the heading of the column and the value in it ("" where it is the whole row), and why."""

    heading: str = ""
    value: str = ""


ReadOne = Callable[[Column, str, CellFault | None], ReadCell]
"""Reads one cell, as `read_cell` does."""

NOTHING_WRONG: Mapping[int, CellFault] = MappingProxyType({})


def whole_row(fault: Diagnostic) -> RowFault:
    """Refuse a row for a fault that lies in none of its cells alone."""
    return RowFault(fault.code, fault.message, fault.span)


@dataclass(slots=True)
class _Read:
    """What has been read of one row: answers, what they rest on, members of sets, and texts."""

    id: str = ""
    header: dict[str, tuple[str, ...]] = field(default_factory=dict)
    values: dict[str, Answer] = field(default_factory=dict)
    members: dict[str, dict[str, bool]] = field(default_factory=dict)
    basis: dict[str, dict[str, str | date]] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)


def bind_table(table: Table, base: RuleBase, id_heading: str = "") -> Columns:
    """Bind the headings of a table. Raises `InputError` with all that is wrong with them, each with its place."""
    return bind(table.headings, base, id_heading, table.place_of_heading, table.sheet)


@frozen
class RowReading:
    """What was read of one subject: its profile, in which what could not be read is not known, and every fault.

    There is no profile where nobody can say whose it would be: without an id, or where the row has lost its shape.
    """

    profile: Profile | None
    faults: tuple[RowFault, ...] = ()


def read_row(
    columns: Columns, row: Row, table: Table, base: RuleBase, read: ReadOne = read_cell, *, with_hash: bool = True
) -> RowReading:
    """Read one row. Without its hash, which costs as much as all else, where nobody keeps the profile."""
    if row.fault is not None:
        return RowReading(None, (whole_row(row.fault),))
    cells = [(column, row.cells[column.position]) for column in columns.all]
    stray = why_no_row(cells)
    if stray is not None:
        at, text = columns.id, row.cells[columns.id.position]
        place = table.place(row.number, at.position)
        return RowReading(None, (RowFault(stray.code, stray.reason, place, heading=at.heading, value=text),))
    wrong = {place: CellFault(fault.code, fault.message) for place, fault in row.wrong.items()}
    found = _read_cells(cells, lambda column: table.place(row.number, column.position), wrong, read)
    return _reading(found, table.name, base, with_hash=with_hash)


def read_cells(
    cells: Iterable[tuple[Column, str]],
    base: RuleBase,
    file: str = "",
    place: Callable[[Column], Span | None] = lambda _: None,
    wrong: Mapping[int, CellFault] = NOTHING_WRONG,
) -> RowReading:
    """Read the cells of one subject, each by what its column is about; what can't be read is not known.

    `place` says where a cell stands, for messages; `wrong` what its file has against it, by the position of its column.
    """
    return _reading(_read_cells(cells, place, wrong, read_cell), file, base, with_hash=True)


def _read_cells(
    cells: Iterable[tuple[Column, str]],
    place: Callable[[Column], Span | None],
    wrong: Mapping[int, CellFault],
    read_one: ReadOne,
) -> _Read:
    read = _Read()
    for column, text in cells:
        cell = read_one(column, text, wrong.get(column.position))
        if isinstance(cell, CellFault):
            read.faults.append(RowFault(cell.code, cell.reason, place(column), heading=column.heading, value=text))
            continue
        match column.role, cell:
            case "id", str():
                read.id = cell
            case "header", str():
                read.header[column.name] = texts_of(column, cell)
            case "fact" | "control", bool() | str() | int() | date() | Members():
                read.values[column.name] = cell
            case "member", bool():
                read.members.setdefault(column.name, {})[column.part] = cell
            case "basis", str() | date():
                read.basis.setdefault(column.name, {})[column.part] = cell
    return read


def _reading(read: _Read, file: str, base: RuleBase, *, with_hash: bool) -> RowReading:
    profile = _profile(read, file, base) if read.id else None
    return RowReading(hashed(profile) if profile is not None and with_hash else profile, tuple(read.faults))


def _profile(read: _Read, file: str, base: RuleBase) -> Profile:
    given = dict(_given(read))
    return Profile(
        id=read.id,
        header={path: texts for path, texts in sorted(read.header.items()) if texts},
        answers={name: given[name] for name in sorted(given.keys() & base.facts.keys())},
        controls={name: given[name] for name in sorted(given.keys() & base.controls.keys())},
        file=file,
    )


def _given(read: _Read) -> Iterator[tuple[str, Given]]:
    for name in read.values.keys() | read.members.keys() | read.basis.keys():
        value = read.values.get(name)
        if name in read.members:
            value = combined(read.members[name])
        yield name, _with_basis(value, read.basis.get(name, {}))


def combined(members: Mapping[str, bool]) -> Members:
    """Combine what is known of each choice; of those that are left out, nothing is known."""
    return Members(
        frozenset(name for name, holds in members.items() if holds),
        frozenset(name for name, holds in members.items() if not holds),
    )


def _with_basis(value: Answer | None, basis: Mapping[str, str | date]) -> Given:
    evidence, known, by = (str(basis.get(part, "")) for part in ("evidence", "known", "by"))
    on = basis.get("on")
    return Given(value, evidence, known, by, on if isinstance(on, date) else None)
