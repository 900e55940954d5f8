"""All that two packs differ in: what is written differently, and what that means for results."""

from datetime import date

from engine.checks.differences.meaning import Meaning, meanings
from engine.checks.differences.words import DeclarationChange, changes
from engine.errors import MissingExtra
from engine.frozen import frozen
from engine.rulebase.base import RuleBase


@frozen
class PackDifferences:
    """What one pack differs in from another.

    `changes` are the declarations that were added, removed, renamed or changed. `meanings` say, for each period in
    which other rules are in force, which decisions can come out differently; `None` where that could not be asked,
    since z3 is not installed.
    """

    changes: tuple[DeclarationChange, ...]
    meanings: tuple[Meaning, ...] | None

    def is_same(self) -> bool:
        """Tell whether no result can come out differently, as far as that was asked."""
        return all(each.is_same for each in self.meanings or ())


def pack_differences(before: RuleBase, after: RuleBase, as_of: date | None, rlimit: int | None) -> PackDifferences:
    """Compare two packs, as they are written and in what they mean."""
    try:
        found = meanings(before, after, as_of, rlimit)
    except MissingExtra:
        found = None
    return PackDifferences(changes(before, after), found)
