"""Who changes, counted as the profiles go by: how many, from what to what, by which rules; the first few one by one."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from engine.portfolio.impact.moved import Moved, State, TwoPacks
from engine.portfolio.impact.subjects import Subject, Unread

Kind = Literal["decision", "control", "warning"]
Step = tuple[Kind, str, State, State]
"""What moved, and from what to what."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One profile whose result changes."""

    id: str
    place: str
    moved: tuple[Moved, ...]


@dataclass(slots=True)
class Impact:
    """What came of it. `changed` and `unread` are the first few; all are counted."""

    profiles: int = 0
    changes: int = 0
    refused: int = 0
    steps: Counter[Step] = field(default_factory=Counter)
    gone: dict[Step, Counter[str]] = field(default_factory=dict)
    come: dict[Step, Counter[str]] = field(default_factory=dict)
    changed: list[Changed] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        """How many profiles were read by both packs and come out the same."""
        return self.profiles - self.changes - self.refused


def impact(
    packs: TwoPacks,
    subjects: Iterable[Subject | Unread],
    most: int,
    progress: Callable[[int], None] = lambda _: None,
) -> Impact:
    """Try two packs on one profile after another; keep the first `most` that change, and as many that can't be read.

    `progress` is told how many are through.
    """
    found = Impact()
    for each in subjects:
        found.profiles += 1
        progress(found.profiles)
        if isinstance(each, Unread):
            found.refused += 1
            if len(found.unread) < most:
                found.unread.append(each)
            continue
        moved = packs.moved(each.before, each.after)
        if moved:
            _count(found, moved)
            if len(found.changed) < most:
                found.changed.append(Changed(each.id, each.place, moved))
    return found


def _count(found: Impact, moved: tuple[Moved, ...]) -> None:
    found.changes += 1
    for each in moved:
        step = (each.kind, each.name, each.was, each.now)
        found.steps[step] += 1
        found.gone.setdefault(step, Counter()).update(each.gone)
        found.come.setdefault(step, Counter()).update(each.come)
