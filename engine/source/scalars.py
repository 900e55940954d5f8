"""Texts to typed values, as a declaration asks for them: never guessed, and one way only to write each value.

Each reader returns the value, or None with a diagnostic at the text's place. Quotes make no difference here.
"""

import re
from calendar import monthrange
from datetime import date

from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.duration import Duration, duration_from
from engine.source.names import NameStyle, read_name
from engine.source.tree import Scalar

__all__ = ["Duration", "NameStyle", "read_date", "read_duration", "read_integer", "read_name", "read_yes_no"]

_YES_NO = {"yes": True, "no": False, "true": True, "false": False}
_MEANT = {"y": "yes", "n": "no", "on": "yes", "off": "no", "t": "true", "f": "false", "1": "yes", "0": "no"}
_INTEGER = re.compile("0|-?[1-9][0-9]*")
_MOST_DIGITS = 15
"""Digits of a whole number. Every format carries so many exactly. Beyond it: `not-integer`."""

MONTH_NAMES = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)  # fmt: skip  not from `calendar`, whose names change with the locale
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?")
"""A day, or the moment at which it begins: programs that know no days write them so."""


def read_yes_no(scalar: Scalar, diagnostics: Diagnostics) -> bool | None:
    """Read `yes` or `no` (or `true`, `false`), in lower case only."""
    value = _YES_NO.get(scalar.text)
    if value is None:
        folded = scalar.text.lower()
        meant = folded if folded in _YES_NO else _MEANT.get(folded)
        hint = f"did you mean `{meant}`?" if meant else "write `yes` or `no`"
        diagnostics.error("not-yes-no", scalar.span, f"{_given(scalar)} is neither `yes` nor `no`; {hint}")
    return value


def read_integer(scalar: Scalar, diagnostics: Diagnostics) -> int | None:
    """Read a whole number in the digits 0 to 9, at most 15 of them, so that every format can carry it exactly."""
    text = scalar.text
    if _INTEGER.fullmatch(text) and len(text.lstrip("-")) <= _MOST_DIGITS:
        return int(text)
    diagnostics.error("not-integer", scalar.span, f"{_given(scalar)} is not a whole number; {_integer_hint(text)}")
    return None


def read_date(scalar: Scalar, diagnostics: Diagnostics) -> date | None:
    """Read a day of the calendar as `YYYY-MM-DD` (ISO 8601); with midnight behind it, it is the same day."""
    found = _DATE.fullmatch(scalar.text)
    hint = "write year, month and day as in `2026-03-31`"
    if found:
        year, month, day = (int(part) for part in found.groups())
        try:
            return date(year, month, day)
        except ValueError:
            if year and 1 <= month <= 12:
                hint = length_of_month(year, month)
    diagnostics.error("not-date", scalar.span, f"{_given(scalar)} is not a date; {hint}")
    return None


def length_of_month(year: int, month: int) -> str:
    """Say how many days a month has: `February 2026 has 28 days`."""
    return f"{MONTH_NAMES[month]} {year} has {monthrange(year, month)[1]} days"


def read_duration(scalar: Scalar, diagnostics: Diagnostics) -> Duration | None:
    """Read a length of time as ISO 8601 writes it, in years, months, weeks, days and hours, or `same_day`."""
    value = duration_from(scalar.text)
    if value is None:
        hint = "write it as in `PT24H`, `P2D`, `P6W`, `P3M` or `P1Y`, or `same_day`"
        diagnostics.error("not-duration", scalar.span, f"{_given(scalar)} is not a length of time; {hint}")
    return value


def _given(scalar: Scalar) -> str:
    return in_backticks(scalar.text) if scalar.text else "nothing"


def _integer_hint(text: str) -> str:
    if _INTEGER.fullmatch(text):
        return f"use at most {_MOST_DIGITS} digits"
    if re.fullmatch("-?0+", text):
        return "write `0`"
    if re.fullmatch("-?0[0-9]+", text):
        return "leave out the zeros in front"
    return "use the digits 0 to 9 only, as in `12`"
