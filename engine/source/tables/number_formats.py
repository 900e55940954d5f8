"""What a cell shows, where its number format makes that another thing than the number that is stored.

0.05 as 0%  →  5%         123 as 00000  →  00123        1 as "Yes";;"No"  →  Yes
a day as mmm-yy  →  March 2026, which is no day         5 as #,##0 or £0.00  →  5, which is the same number
"""

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from engine.frozen import frozen
from engine.source.opening import ReadingRefused
from engine.source.scalars import MONTH_NAMES

_PART = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General|E[+-]|.', re.DOTALL | re.IGNORECASE)
_DIGITS = frozenset("0#?")
_OTHERWISE = "the format of the cell shows {} than the number in it; format the cell as General and look at it again"


class CellRefused(ReadingRefused):
    """What stands in the cell is not what anybody meant; the sheet makes it the fault of a row."""


@frozen
class _Section:
    """One part of a format: its codes and its literal texts in order, each with whether it is literal."""

    parts: tuple[tuple[str, bool], ...]
    conditional: bool

    @property
    def codes(self) -> str:
        """The codes alone."""
        return "".join(text for text, literal in self.parts if not literal)


@lru_cache(maxsize=1000)
def _sections(code: str) -> tuple[_Section, ...]:
    """Part a format into its sections: for all numbers, or for those above, below and at zero."""
    found: list[_Section] = []
    parts: list[tuple[str, bool]] = []
    conditional = False
    for each in (*_PART.findall(code), ";"):
        if each == ";":
            found.append(_Section(tuple(parts), conditional))
            parts, conditional = [], False
        elif each[0] == '"':
            parts.append((each[1:-1], True))
        elif each[0] == "\\":
            parts.append((each[1:], True))
        elif each[0] == "[":
            conditional = conditional or each[1] in "<>="
            parts += [("h", False)] if each[1:-1].lower().strip("hms") == "" else []
        elif each[0] not in "_*":
            parts.append((each, each in "$-+(): £€¥"))
    return tuple(found)


def shown_number(plain: str, value: float, code: str) -> str:
    """Give a number as its cell shows it: `plain`, unless the format makes another thing of it.

    Raises `CellRefused` where it shows another number, or a length of time.
    """
    sections = _sections(code)
    signed = len(sections) == 1
    section = sections[0 if signed or value > 0 or (value == 0 and len(sections) == 2) else 1 if value < 0 else 2]
    codes = section.codes
    if section.conditional:
        raise CellRefused("shown-otherwise", _OTHERWISE.format("something else"))
    if "general" in codes.lower() or "@" in codes:
        return plain
    if not _DIGITS & set(codes):
        if set(codes.lower()) & set("hms"):
            raise CellRefused("shown-otherwise", _OTHERWISE.format("a length of time rather"))
        words = "".join(text for text, literal in section.parts if literal).strip()
        return words if not words or any(map(str.isalnum, words)) else plain
    if "%" in codes:
        return f"{(Decimal(plain) * 100).normalize():f}%"
    if re.search(r"[0#?],+(?![0#?,])", codes):
        raise CellRefused("shown-otherwise", _OTHERWISE.format("a smaller number"))
    whole = plain.lstrip("-")
    if not whole.isdecimal() or set(codes) - _DIGITS:
        return plain
    text = _in_places(section, whole)
    return f"-{text}" if text and signed and value < 0 else text or plain


def _in_places(section: _Section, digits: str) -> str:
    """Put digits into the places of a section; nothing where that shows no more than the number itself."""
    places = [n for n, (text, literal) in enumerate(section.parts) if not literal and text in _DIGITS]
    inner = "".join(text for text, literal in section.parts[places[0] : places[-1]] if literal)
    before = "".join(text for text, _ in section.parts[: places[0]])
    if section.codes.count("0") < 2 and not inner and not any(map(str.isalnum, before)):
        return ""
    left = list(digits)
    shown: list[str] = []
    for n in range(places[-1], -1, -1):
        text, literal = section.parts[n]
        if literal:
            shown.append(text)
        elif n == places[0]:
            shown.append("".join(left) or ("0" if text == "0" else ""))
        else:
            shown.append(left.pop() if left else "0" if text == "0" else "")
    return "".join(reversed(shown)).strip()


def shown_moment(moment: datetime | date | time, code: str) -> str:
    """Give the day or the time that a cell shows, as ISO 8601 writes it; in words where a part of it is missing."""
    if isinstance(moment, time):
        return moment.isoformat()
    codes = _sections(code)[0].codes.lower()
    of_time = bool(set(codes) & set("hs"))
    has_day, has_year = re.search("(?<!d)dd?(?!d)", codes) is not None, bool(set(codes) & set("ye"))
    has_month = "mmm" in codes or ("m" in codes and (has_day or has_year or not of_time))
    if has_day and has_month and has_year:
        whole = of_time and isinstance(moment, datetime) and moment.time() != time()
        return moment.isoformat() if whole else f"{moment:%Y-%m-%d}"
    parts = (str(moment.day), has_day), (MONTH_NAMES[moment.month], has_month), (f"{moment.year:04}", has_year)
    words = " ".join(text for text, is_shown in parts if is_shown)
    return words or (f"{moment:%H:%M:%S}" if of_time else f"{moment:%A}")
