"""What a list shows, as a table to take along."""

from collections.abc import Iterable

from armslength.web.routing import Download
from engine.source.tables.guard import csv_cell

MARK = "\ufeff"
"""Tells spreadsheet programs that the text is UTF-8."""


def as_csv(name: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> Download:
    """Write a table as CSV. What a spreadsheet program might run as a formula gets an apostrophe in front."""
    lines = (",".join(map(csv_cell, row)) for row in (head, *rows))
    return Download((MARK + "".join(f"{line}\r\n" for line in lines)).encode(), f"{name}.csv", "text/csv")
