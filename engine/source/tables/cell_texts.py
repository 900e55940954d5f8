"""A cell of a workbook as text: what people see in it, in one way of writing, or why it holds nothing to rely on."""

import math
from datetime import date, datetime, time
from functools import lru_cache

from engine.source.tables.error_cells import SHOWN_ERRORS, why_error
from engine.source.tables.number_formats import CellRefused, shown_moment, shown_number
from engine.source.tables.workbook_parts import WorkbookParts, unescaped

MOST_DIGITS = 10**15
"""The first number that is too large for a cell. Workbooks round from here on. Beyond it: `rounded-number`."""

GENERAL = "General"
"""The format of a cell that has none."""

_MOST_KEPT = 50_000
"""Distinct cells whose text is kept. Looking one up is quicker; others are made each time."""

_LONGEST_KEPT = 100
"""Characters of a cell whose text is kept. Longer ones seldom come twice."""


class CellTexts:
    """Turns what a file stores for a cell into text."""

    def __init__(self, parts: WorkbookParts) -> None:
        """Take what cells refer to."""
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

        self._texts = parts.texts
        self._codes = [_code(each) for each in parts.formats]
        self._shows_date = [_shows_date(code) for code in self._codes]
        self._known: dict[tuple[str, str, str], str] = {}
        self._epoch = CALENDAR_MAC_1904 if parts.from_1904 else CALENDAR_WINDOWS_1900

    def text(self, kind: str, style: str, stored: str) -> str:
        """Give the text of a cell by the kind, the style and the value that are stored. Raises `CellRefused`."""
        key = (kind, style, stored)
        text = self._known.get(key)
        if text is None:
            text = self._text(kind, style, stored)
            if len(self._known) < _MOST_KEPT and len(stored) < _LONGEST_KEPT:
                self._known[key] = text
        return text

    def _text(self, kind: str, style: str, stored: str) -> str:
        try:
            match kind:
                case "s":
                    return self._shared(int(stored))
                case "str" | "inlineStr":
                    return unescaped(stored)
                case "b":
                    return {"0": "no", "1": "yes", "false": "no", "true": "yes"}[stored]
                case "e" if stored in SHOWN_ERRORS:
                    return stored  # whoever reads the cell says so, as in every form
                case "e":
                    raise CellRefused("error-cell", why_error(stored))
                case "d":
                    return _plain(datetime.fromisoformat(stored))
                case "n":
                    return self._number(stored, style)
        except (ValueError, LookupError):
            pass
        raise CellRefused("broken-cell", "what the file stores for this cell cannot be read; type it again")

    def _shared(self, index: int) -> str:
        if index < 0:
            raise IndexError
        return self._texts[index]

    def _number(self, stored: str, style: str) -> str:
        code = self._codes[int(style)] if style and int(style) < len(self._codes) else GENERAL
        if self._is_date(style):
            return self._day(float(stored), code)
        value = float(stored)
        plain = self._plain_number(stored, value)
        return plain if code == GENERAL else shown_number(plain, value, code)

    def _plain_number(self, stored: str, value: float) -> str:
        """Write a number without its format: in all its digits, and without `.0`."""
        if stored.isascii() and stored.isdigit() and len(stored) <= 15:
            return str(int(stored))
        if not math.isfinite(value):
            raise ValueError
        if abs(value) >= MOST_DIGITS:
            message = (
                "a number of more than 15 digits, which workbooks round; format the cell as text and type it again"
            )
            raise CellRefused("rounded-number", message)
        return str(int(value)) if value.is_integer() else repr(value)

    def _is_date(self, style: str) -> bool:
        return bool(style) and int(style) < len(self._shows_date) and self._shows_date[int(style)]

    def _day(self, value: float, code: str) -> str:
        from openpyxl.utils.datetime import from_excel

        try:
            return shown_moment(from_excel(value, self._epoch), code)
        except (OverflowError, ValueError):
            message = "the cell is shown as a date, but its number is no day; type the date again"
            raise CellRefused("not-date", message) from None


def _plain(moment: datetime | date | time) -> str:
    """Write a day as ISO 8601 does, with the time only where there is one."""
    if isinstance(moment, datetime) and moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat()


@lru_cache(maxsize=1000)
def _shows_date(code: str) -> bool:
    """Tell whether cells of this format show a day or a time."""
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format

    return bool(is_date_format(code)) and not is_timedelta_format(code)


def _code(of_style: str | int) -> str:
    """Give the code of a format; a number below 164 is one that every workbook has."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return BUILTIN_FORMATS.get(of_style, GENERAL) if isinstance(of_style, int) else of_style
