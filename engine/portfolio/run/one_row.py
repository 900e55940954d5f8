"""Rows of a table as profiles, for whoever wants to see the whole page about one, or to report on all."""

from engine.errors import InputError, UsageError
from engine.frozen import frozen
from engine.portfolio.job import TableJob
from engine.portfolio.rows import TextTable, ids_of_rows, shared_id_fault
from engine.portfolio.run.open_table import open_as_texts
from engine.profile.profile import Profile
from engine.profile.rows import RowFault
from engine.rulebase.base import RuleBase
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostic, Diagnostics
from engine.source.suggest import did_you_mean
from engine.source.tables.table import Row

MOST_REMEMBERED = 10_000
"""Ids of a table that are kept for a did-you-mean. A table may hold any number."""


def profile_of(base: RuleBase, job: TableJob, name: str) -> tuple[Profile, tuple[RowFault, ...]]:
    """Find the row with an id and read it: its profile, and what is wrong with answers that are not known by it.

    Raises `UsageError` where there is none or several, and `InputError` where the row can't be read at all.
    """
    table = open_as_texts(base, job, Diagnostics())
    read = table.read(_row_of(table, name))
    if read.profile is None:
        raise InputError(read.faults)
    return read.profile, read.faults


def whole_profile_of(base: RuleBase, job: TableJob, name: str) -> tuple[Profile, tuple[str, ...]]:
    """Find the row with an id and read it whole: its profile, and the headings of people's own columns that it fills.

    Raises `UsageError` where there is none or several, and `InputError` with every answer that can't be read: what is
    written as a profile is not to lose one.
    """
    table = open_as_texts(base, job, Diagnostics())
    row = _row_of(table, name)
    read = table.read(row)
    if read.profile is None or read.faults:
        raise InputError(read.faults)
    own = (column for column in table.columns.of("own") if row.cells[column.position].strip())
    return read.profile, tuple(column.heading for column in own)


def _row_of(table: TextTable, name: str) -> Row:
    """Find the one row with an id; one that has lost its shape is it only where no other is."""
    others: list[str] = []
    found = []
    for row in table.rows():
        if table.id_of(row) == name.strip():
            found.append(row)
        elif len(others) < MOST_REMEMBERED:
            others.append(table.id_of(row))
    found = [row for row in found if row.fault is None] or found
    if len(found) != 1:
        why = "more than one row has" if found else "no row has"
        raise UsageError(f"{why} the id {in_backticks(name)}{'' if found else did_you_mean(name, others)}")
    return found[0]


@frozen
class RowRead:
    """A row of a table: its number, its id, its profile (none where any of it can't be read), and what is wrong."""

    number: int
    id: str
    profile: Profile | None
    wrong: tuple[Diagnostic, ...]


def rows_of(base: RuleBase, job: TableJob) -> tuple[RowRead, ...]:
    """Read every row, each as a whole or not at all. Raises `InputError` where the table itself can't be read."""
    table, found = open_as_texts(base, job, Diagnostics()), list[RowRead]()
    shared = ids_of_rows(table.ids()).shared
    for row in table.rows():
        read = table.read(row)
        wrong = list[Diagnostic](read.faults)
        if row.number in shared:
            column = table.columns.id
            place = table.table.place(row.number, column.position)
            wrong.append(shared_id_fault(column, table.id_of(row), place))
        found.append(RowRead(row.number, table.id_of(row), None if wrong else read.profile, tuple(wrong)))
    return tuple(found)


def profiles_of(base: RuleBase, job: TableJob) -> tuple[Profile, ...]:
    """Read every row as a profile. Raises `InputError` with each that can't be read as a whole: none is left out."""
    rows = rows_of(base, job)
    if wrong := tuple(each for row in rows for each in row.wrong):
        raise InputError(wrong)
    return tuple(row.profile for row in rows if row.profile is not None)
