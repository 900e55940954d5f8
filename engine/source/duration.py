"""A length of calendar time, for rhythms and deadlines.

Months and years have no fixed number of days, so the units stay apart until there is a day to add them to.
"""

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from engine.frozen import frozen

_NUMBER = "(0|[1-9][0-9]{0,3})"
_WRITTEN = re.compile(f"P(?=.)(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?(?:T{_NUMBER}H)?")
_SAME_DAY = "same_day"


@frozen
class Duration:
    """Years, months, weeks, days and hours, none negative; all zero means on the same day (ISO 8601, 4.4.3)."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0

    def __str__(self) -> str:
        """Write it as ISO 8601 does; `P0D` for none."""
        day_parts = ((self.years, "Y"), (self.months, "M"), (self.weeks, "W"), (self.days, "D"))
        written = "".join(f"{number}{letter}" for number, letter in day_parts if number)
        hours = f"T{self.hours}H" if self.hours else ""
        return f"P{written}{hours}" if written or hours else "P0D"

    def add_to(self, start: date) -> date:
        """Find the day on which it ends: months first (the 31st is the last of a shorter month), then weeks and days.

        Hours count in whole days, rounded down, since a deadline must not slip. Nothing ends after 9999-12-31.
        """
        year, month = divmod((start.year + self.years) * 12 + start.month - 1 + self.months, 12)
        if year > MAXYEAR:
            return date.max
        day = min(start.day, monthrange(year, month + 1)[1])
        try:
            return date(year, month + 1, day) + timedelta(weeks=self.weeks, days=self.days + self.hours // 24)
        except OverflowError:
            return date.max

    def newest_before(self, day: date) -> date | None:
        """Find the newest start from which it has ended before a day; None where there is none in the calendar.

        The later the start, the later it ends, so that the time before the day is halved until the start is found.
        """
        ended, lasts = 1, day.toordinal()
        if not self.add_to(date.fromordinal(ended)) < day:
            return None
        while lasts - ended > 1:
            middle = (ended + lasts) // 2
            if self.add_to(date.fromordinal(middle)) < day:
                ended = middle
            else:
                lasts = middle
        return date.fromordinal(ended)


def duration_from(text: str) -> Duration | None:
    """Read a duration in ISO 8601 (`P3M`, `PT24H`; parts up to 9,999) or `same_day`; None for all else."""
    if text == _SAME_DAY:
        return Duration()
    found = _WRITTEN.fullmatch(text)
    return None if found is None else Duration(*(int(part or 0) for part in found.groups()))
