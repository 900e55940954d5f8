"""The guard of text in CSV: an apostrophe before what a spreadsheet program would otherwise run as a formula.

It goes on when a table is written and comes off when it is read; what is guarded and unguarded is the same again.
"""

import re

LIKE_A_FORMULA = r"^'*[=+\-@\t\r]"
GUARDED = r"^'('*[=+\-@\t\r])"
WHOLE_NUMBER = r"^-?[0-9]+\z"
"""Patterns as every kind of regular expression knows them, for machines that look through whole columns."""

_LIKE_A_FORMULA = re.compile(LIKE_A_FORMULA)
_GUARDED = re.compile(GUARDED)
_WHOLE_NUMBER = re.compile(r"-?[0-9]+")


def guarded(text: str) -> str:
    """Give the text as it is written: with an apostrophe before what a spreadsheet program might run."""
    return f"'{text}" if _LIKE_A_FORMULA.match(text) and not _WHOLE_NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """Give the text as it was meant, without the apostrophe that was written before it."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text
