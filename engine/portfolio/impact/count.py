"""Who changes, counted as the profiles go by: how many, from what to what, by which rules; the first few one by one."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from engine.frozen import frozen
from engine.portfolio.compare import ChangedPart, ChangeState, RowChange
from engine.portfolio.impact.two_packs import PackComparison
from engine.portfolio.paired import PairedProfiles, UnreadProfile

ImpactStep = tuple[ChangedPart, str, ChangeState, ChangeState]
"""What comes out differently, and from what to what."""


@frozen
class ChangedProfile:
    """One profile whose result changes."""

    id: str
    place: str
    changes: tuple[RowChange, ...]


@dataclass(slots=True)
class Impact:
    """What came of it. `changed` and `unread` are the first few; all are counted.

    `refused` profiles can't be read at all; of `not_read` ones, an answer can't, and counts as not known.

    `removed` and `added` count, for each step, the rules that made the old result and those that make the new one.
    """

    profiles: int = 0
    changes: int = 0
    refused: int = 0
    not_read: int = 0
    steps: Counter[ImpactStep] = field(default_factory=Counter)
    removed: dict[ImpactStep, Counter[str]] = field(default_factory=dict)
    added: dict[ImpactStep, Counter[str]] = field(default_factory=dict)
    changed: list[ChangedProfile] = field(default_factory=list)
    unread: list[UnreadProfile] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        """How many profiles were read by both packs and come out the same."""
        return self.profiles - self.changes - self.refused


def count_impact(
    packs: PackComparison,
    profiles: Iterable[PairedProfiles],
    most: int,
    progress: Callable[[int], None] = lambda _: None,
) -> Impact:
    """Try two packs on all profiles; keep the first `most` that change, and as many that can't be read.

    `progress` is told how many are through.
    """
    found = Impact()
    for some in profiles:
        changes_of_each = packs.changes(some.sides)
        for each in some.each:
            found.profiles += 1
            unread = each if isinstance(each, UnreadProfile) else each.unread
            if unread is not None and len(found.unread) < most:
                found.unread.append(unread)
            if isinstance(each, UnreadProfile):
                found.refused += 1
            else:
                found.not_read += unread is not None
                if changes := next(changes_of_each):
                    _count(found, changes)
                    if len(found.changed) < most:
                        found.changed.append(ChangedProfile(each.id, each.place, changes))
            progress(found.profiles)
    return found


def _count(found: Impact, changes: tuple[RowChange, ...]) -> None:
    found.changes += 1
    for each in changes:
        step = (each.kind, each.name, each.before, each.after)
        found.steps[step] += 1
        found.removed.setdefault(step, Counter()).update(each.removed)
        found.added.setdefault(step, Counter()).update(each.added)
