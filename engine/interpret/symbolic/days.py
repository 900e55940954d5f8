"""Ages of dates: in which orders they can end, and a day of assessment for each order.

Whether a date is older than a month or than thirty days hangs on the calendar. The ages that the rules ask for end in
a few different orders, one for each kind of day; each kind is tried, and nothing is left to chance.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from engine.frozen import frozen
from engine.rulebase.periods import ALWAYS, Period
from engine.source.duration import Duration

A_DAY = date(2026, 3, 31)
MEAN_MONTH, A_FEW = 30.436875, 8
FOUR_YEARS = (date(2024, 1, 1), 1461)
"""Every kind of day of the calendar, save around a century without a leap day."""


@frozen
class KindOfDay:
    """A day of assessment, and for each age the last date that is older than it; none where the calendar ends first."""

    day: date
    last_older: Mapping[Duration, date | None]


@lru_cache(maxsize=256)
def kinds_of_days(ages: tuple[Duration, ...], stretch: Period = ALWAYS) -> tuple[KindOfDay, ...]:
    """List a day of assessment, all of one stretch, for each order in which these ages can end."""
    mixed = len({bool(_months(age)) for age in ages}) > 1 or any(_months(age) and _days(age) for age in ages)
    days = [stretch.day or A_DAY]
    if mixed:
        start, count = FOUR_YEARS
        days = list(stretch.days()) or [start + timedelta(days=n) for n in range(count)]
    kinds: dict[tuple[int, ...], KindOfDay] = {}
    for day in days:
        last = {age: last_older(age, day) for age in ages}
        kinds.setdefault(_ranks([last[age] for age in ages]), KindOfDay(day, last))
    return tuple(kinds.values())


def _months(age: Duration) -> int:
    return age.years * 12 + age.months


def _days(age: Duration) -> int:
    return age.weeks * 7 + age.days + age.hours // 24


def _ranks(found: Sequence[date | None]) -> tuple[int, ...]:
    ordered = sorted({each.toordinal() if each else 0 for each in found})
    return tuple(ordered.index(each.toordinal() if each else 0) for each in found)


@lru_cache(maxsize=100_000)
def last_older(age: Duration, day: date) -> date | None:
    """Find the last date that is older than an age on a day of assessment; a later start never ends earlier.

    It lies within a few days of the mean length of the age, so that not every day of the calendar is tried.
    """
    around = day.toordinal() - round(_months(age) * MEAN_MONTH) - _days(age)
    low, high = max(0, around - A_FEW), max(0, min(day.toordinal(), around + A_FEW))
    while low < high:
        middle = (low + high + 1) // 2
        if age.add_to(date.fromordinal(middle)) < day:
            low = middle
        else:
            high = middle - 1
    return date.fromordinal(low) if low else None
