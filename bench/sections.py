"""The sections of docs/performance.md: each is one table under one heading, and can be renewed alone."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from textwrap import fill

HEADING = re.compile(r"^(?=## )", re.MULTILINE)

WIDTH = 118


def section(title: str, told: str, columns: Sequence[str], rows: Iterable[Sequence[str]], after: str = "") -> str:
    """Write one section: what was measured and how, a table, and what follows from it.

    A column whose name begins with `>` holds figures. A row may be short: the rest of it is blank.
    """
    names = [column.removeprefix(">") for column in columns]
    lines = [names, ["---:" if column.startswith(">") else "---" for column in columns], *rows]
    table = ["| " + " | ".join(cell for cell, _ in zip_longest(row, columns, fillvalue="")) + " |" for row in lines]
    parts = [f"## {title}", fill(" ".join(told.split()), WIDTH), "\n".join(table), fill(" ".join(after.split()), WIDTH)]
    return "\n\n".join(filter(None, parts)) + "\n"


def met(holds: bool) -> str:
    """Say so where an aim is missed; what is met needs no word."""
    return "" if holds else ", **not met**"


def split(page: str) -> dict[str, str]:
    """Take a page apart at its headings; what stands before the first has the empty name."""
    return {_title(part): part for part in HEADING.split(page)}


def renewed(page: str, head: str, order: list[str], fresh: dict[str, str]) -> str:
    """Put fresh sections into a page, in order; those that were not measured again stay as they were."""
    parts = split(page) | {_title(part): part for part in fresh.values()}
    titles = [_title(f"## {title}\n") for title in order]
    return "\n".join([head, *(parts[title].rstrip("\n") + "\n" for title in titles if title in parts)])


def _title(part: str) -> str:
    return part.splitlines()[0].removeprefix("## ") if part.startswith("## ") else ""
