"""One row of a table as a profile, for whoever wants to see the whole page about it."""

from engine.errors import InputError, UsageError
from engine.portfolio.job import TableJob
from engine.portfolio.run.open_table import open_as_texts
from engine.profile.profile import Profile
from engine.profile.rows import RowFault
from engine.rulebase.base import RuleBase
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.suggest import did_you_mean

MOST_REMEMBERED = 10_000
"""Ids of a table that are kept for a did-you-mean. A table may hold any number."""


def profile_of(base: RuleBase, job: TableJob, name: str) -> tuple[Profile, tuple[RowFault, ...]]:
    """Find the row with an id and read it: its profile, and what is wrong with answers that are not known by it.

    Raises `UsageError` where there is none or several, and `InputError` where the row can't be read at all.
    """
    table = open_as_texts(base, job, Diagnostics())
    others: list[str] = []
    found = []
    for row in table.rows():
        if table.id_of(row) == name.strip():
            found.append(row)
        elif len(others) < MOST_REMEMBERED:
            others.append(table.id_of(row))
    if len(found) != 1:
        why = "more than one row has" if found else "no row has"
        raise UsageError(f"{why} the id {in_backticks(name)}{'' if found else did_you_mean(name, others)}")
    read = table.read(found[0])
    if read.profile is None:
        raise InputError(read.faults)
    return read.profile, read.faults
