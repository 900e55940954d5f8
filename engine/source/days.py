"""Days as people write them: figures where it is clear which is the day, or the name of the month."""

import re
from datetime import date

from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.scalars import MONTH_NAMES, length_of_month, read_date
from engine.source.tree import Scalar

CENTURY_FROM = 30
"""From here on, a year of two figures may be of the last century or of this one."""

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_IN_WORDS = (re.compile(rf"{_DAY}[ /-]?{_MONTH},?[ /-]?{_YEAR}"), re.compile(rf"{_MONTH} {_DAY},? {_YEAR}"))
_IN_FIGURES = re.compile(rf"(?P<day>[0-9]{{1,2}})([/. -])(?P<month>[0-9]{{1,2}})\2{_YEAR}")
_WITHOUT_DAY = re.compile(rf"(?:(?:{_MONTH}|[0-9]{{1,2}})[ /.-])?[0-9]{{4}}|[0-9]{{4}}[/.-][0-9]{{1,2}}")
_AS_IN = "as in `15 June 2026` or `2026-06-15`"


def read_day(scalar: Scalar, diagnostics: Diagnostics, *, day_first: bool) -> date | None:
    """Read a day of the calendar: `2026-06-15`, `15 June 2026`, `15 Jun 26`; with `day_first`, `15/06/2026`, too.

    Figures may be parted by a blank as well, as they are typed into three fields.

    A year of two figures is of this century, up to 2029; later ones may be meant otherwise, and are refused.
    """
    text = " ".join(scalar.text.split())
    if _ISO.fullmatch(text):
        return read_date(Scalar(text, scalar.span, scalar.quoted), diagnostics)
    found = _day(text, day_first=day_first)
    if isinstance(found, date):
        return found
    if not found:
        return read_date(scalar, diagnostics)
    diagnostics.error("not-date", scalar.span, f"{in_backticks(text)} {found}")
    return None


def _day(text: str, *, day_first: bool) -> date | str:
    """Find the day that a text names, or what is wrong with it; nothing where it is no date at all."""
    for pattern in _IN_WORDS:
        match = pattern.fullmatch(text)
        month = _month(match["month"]) if match else 0
        if match and month:
            return _on(match["day"], month, match["year"])
    match = _IN_FIGURES.fullmatch(text)
    if match and not day_first:
        return f"does not say which is the day and which the month; write the month in words, {_AS_IN}"
    if match and not 1 <= int(match["month"]) <= 12:
        return f"has no month {int(match['month'])}: the day comes first; write it {_AS_IN}"
    if match:
        return _on(match["day"], int(match["month"]), match["year"])
    match = _WITHOUT_DAY.fullmatch(text)
    if match and (match["month"] is None or _month(match["month"])):
        return f"names no day; write it too, {_AS_IN}"
    return ""


def _month(word: str) -> int:
    """Find a month by its name or its first three letters (or four: Sept); 0 where there is none."""
    folded = word.casefold()
    for number, name in enumerate(MONTH_NAMES):
        if number and folded in (name.casefold(), name[:3].casefold(), name[:4].casefold()):
            return number
    return 0


def _on(day: str, month: int, year: str) -> date | str:
    if len(year) == 2 and int(year) >= CENTURY_FROM:
        return f"does not say which century; write the year with four figures, {_AS_IN}"
    of_year = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(of_year, month, int(day))
    except ValueError:
        if not of_year:
            return ""
        return f"is not a date; {length_of_month(of_year, month)}"
