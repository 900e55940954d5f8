"""Rows of a table: from the cells of one row to a profile, or to what is wrong with each of its cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.profile.cells import CellFault, read_cell, texts_of
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


@dataclass(frozen=True, slots=True)
class RowFault(Diagnostic):
    """Why a row is refused: the heading of the column and the value in it ("" where it is the whole row), and why."""

    heading: str = ""
    value: str = ""


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


def read_row(columns: Columns, row: Row, table: Table, base: RuleBase) -> Profile | list[RowFault]:
    """Read one row: a profile, or every fault that stands in the way of one."""
    if row.fault is not None:
        return [whole_row(row.fault)]
    cells = [(column, row.cells[column.position]) for column in columns.all]
    stray = why_no_row(cells)
    if stray is not None:
        at, text = columns.id, row.cells[columns.id.position]
        place = table.place(row.number, at.position)
        return [RowFault(stray.code, stray.reason, place, heading=at.heading, value=text)]
    return read_cells(cells, base, table.name, lambda column: table.place(row.number, column.position))


def read_cells(
    cells: Iterable[tuple[Column, str]],
    base: RuleBase,
    file: str = "",
    place: Callable[[Column], Span | None] = lambda _: None,
) -> Profile | list[RowFault]:
    """Read the cells of one subject, each by what its column is about; `place` says where one stands, for messages."""
    read = _Read()
    for column, text in cells:
        cell = read_cell(column, text)
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
    return read.faults or _profile(read, file, base)


def _profile(read: _Read, file: str, base: RuleBase) -> Profile:
    given = dict(_given(read))
    return hashed(
        Profile(
            id=read.id,
            header={path: texts for path, texts in sorted(read.header.items()) if texts},
            answers={name: given[name] for name in sorted(given.keys() & base.facts.keys())},
            controls={name: given[name] for name in sorted(given.keys() & base.controls.keys())},
            file=file,
        )
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
