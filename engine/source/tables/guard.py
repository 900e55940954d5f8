"""The cells of CSV as they are written, and the guard of text in them.

The guard is an apostrophe before what a spreadsheet program would otherwise run as a formula. It goes on when a table
is written and comes off when it is read; what is guarded and unguarded is the same again.
"""

import re

LIKE_A_FORMULA = r"^'*[=+\-@\t\r]"
GUARDED = r"^'('*[=+\-@\t\r])"
WHOLE_NUMBER = r"^-?[0-9]+\z"
"""Patterns as every kind of regular expression knows them, for machines that look through whole columns."""

_LIKE_A_FORMULA = re.compile(LIKE_A_FORMULA)
_GUARDED = re.compile(GUARDED)
_WHOLE_NUMBER = re.compile(r"-?[0-9]+")
NEEDS_QUOTES = r'[",\r\n]'
"""The pattern of what a cell may hold only within quotation marks."""

_NEEDS_QUOTES = re.compile(NEEDS_QUOTES)


def guarded(text: str) -> str:
    """Give the text as it is written: with an apostrophe before what a spreadsheet program might run."""
    return f"'{text}" if _LIKE_A_FORMULA.match(text) and not _WHOLE_NUMBER.fullmatch(text) else text


def csv_cell(text: str) -> str:
    """Write one cell of CSV (RFC 4180), guarded, and in quotation marks where it needs them."""
    text = guarded(text)
    if _NEEDS_QUOTES.search(text) is None:
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def unguarded(text: str) -> str:
    """Give the text as it was meant, without the apostrophe that was written before it."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text
