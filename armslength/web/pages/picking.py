"""Which subjects an address asks for: picked from all of them by what is held of each, a column a filter.

A column is read from one end to the other, which is many times as quick as going from subject to subject.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Self

from armslength.register.exchange.outlook import Outlook

Places = Collection[int]
"""Places of subjects among all of them, from 0."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts in one, and where each of them starts, the end of all last."""

    joined: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """Join texts."""
        parts = tuple(texts)
        return cls("".join(parts), tuple(accumulate(map(len, parts), initial=0)))

    def holding(self, text: str) -> frozenset[int]:
        """Find the places of the texts that hold another.

        >>> sorted(Texts.of(["ab", "cab", "c"]).holding("ab"))
        [0, 1]
        >>> Texts.of(["ab", "cd"]).holding("bc")
        frozenset()
        """
        found, at = set(), self.joined.find(text)
        while at >= 0:
            place = bisect_right(self.starts, at) - 1
            is_within = at + len(text) <= self.starts[place + 1]
            if is_within:
                found.add(place)
            at = self.joined.find(text, self.starts[place + 1] if is_within else at + 1)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Columns:
    """What is held of all subjects, by the filters that there are."""

    searched: Texts
    people: Texts
    stages: tuple[str, ...]
    levels: tuple[str, ...]
    first_days: tuple[date, ...]
    overdue: tuple[bool, ...]

    @classmethod
    def of(cls, found: Collection[Outlook], levels: Iterable[str]) -> Self:
        """Gather them of subjects; `levels` are the names of their levels, in the same order."""
        return cls(
            Texts.of(each.searched for each in found),
            Texts.of(each.people for each in found),
            tuple(each.listed.stage or "" for each in found),
            tuple(levels),
            tuple((each.next_due and each.next_due.on) or date.max for each in found),
            tuple(each.overdue > 0 for each in found),
        )

    def named(self, text: str, person: str) -> Places:
        """Pick the subjects in whose texts something stands, and for which somebody of this name has set a day."""
        places: Places = self.searched.holding(text) if text else range(len(self.stages))
        return self.people.holding(person).intersection(places) if person else places
