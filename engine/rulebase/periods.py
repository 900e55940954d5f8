"""The periods in which the same rules of a pack, or of several packs, are in force."""

from collections.abc import Iterator
from datetime import date, timedelta

from engine.frozen import frozen
from engine.rulebase.base import RuleBase

MOST_TRIED = 1_461
"""Days of a period that are tried for one that will do: four years, so that whatever holds on some kind of day holds on
one of them."""


@frozen
class Period:
    """Days from `first` until `last`, both included; `None` leaves that end open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day is one of them."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def days(self) -> Iterator[date]:
        """Walk days of it: from its start, or back from its end where it has no start."""
        day = self.first or self.last
        step = timedelta(days=1 if self.first is not None else -1)
        for _ in range(MOST_TRIED):
            if day is None or not self.holds(day):
                return
            yield day
            day += step

    @property
    def words(self) -> str:
        """Name the period by its ends."""
        parts = (("from", self.first), ("until", self.last))
        return " ".join(f"{word} {day.isoformat()}" for word, day in parts if day is not None) or "always"

    @property
    def day(self) -> date | None:
        """A day of it, where it has an end at all."""
        return self.first or self.last


ALWAYS = Period()


def periods_of(*bases: RuleBase) -> tuple[Period, ...]:
    """List the periods in which no pack has other rules in force from one day to the next."""
    turns = sorted({day for base in bases for day in base.days})
    firsts: list[date | None] = [None, *turns]
    lasts: list[date | None] = [*(day - timedelta(days=1) for day in turns), None]
    return tuple(Period(first, last) for first, last in zip(firsts, lasts, strict=True))
