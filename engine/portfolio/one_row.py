"""One row of a table as a profile, for whoever wants to see the whole page about it."""

from engine.errors import InputError, UsageError
from engine.portfolio.job import Order
from engine.portfolio.run import opened, with_texts
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.suggest import did_you_mean

MOST_REMEMBERED = 10_000
"""Ids of a table that are kept for a did-you-mean. A table may hold any number."""


def profile_of(base: RuleBase, order: Order, name: str) -> Profile:
    """Find the row with an id and read it.

    Raises `UsageError` where there is none or several, and `InputError` with everything wrong with its cells.
    """
    table = with_texts(base, order, opened(base, order, Diagnostics()))
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
    profile = table.profile(found[0])
    if isinstance(profile, Profile):
        return profile
    raise InputError(tuple(profile))
