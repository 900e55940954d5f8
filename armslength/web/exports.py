"""What a list shows, as a table to take along: CSV such as a spreadsheet program opens, and in which nothing is run."""

from collections.abc import Iterable

from armslength.web.routing import Download
from engine.source.tables.guard import csv_cell

MARK = "\ufeff"
"""Tells spreadsheet programs that the text is UTF-8."""


def csv_bytes(rows: Iterable[Iterable[str]]) -> bytes:
    """Write rows as CSV, the headings first. What a spreadsheet program might run gets an apostrophe in front.

    >>> csv_bytes([["a", "=1+1"]]).decode("utf-8-sig")
    "a,'=1+1\\r\\n"
    """
    lines = (",".join(map(csv_cell, row)) for row in rows)
    return (MARK + "".join(f"{line}\r\n" for line in lines)).encode()


def as_csv(name: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> Download:
    """Write a table as CSV, to be kept as a file."""
    return Download(csv_bytes((head, *rows)), f"{name}.csv", "text/csv")
