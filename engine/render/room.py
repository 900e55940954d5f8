"""The room on a short page: how many rows are left for what can be left out, and which of it still fits."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engine.page.model import Item, Line, Page, Paragraph, Run, line, listing
from engine.page.text import STEP, count_rows, page_text
from engine.render.words import amount

MOST_ROWS = 60
"""Rows of a short page, as text 88 columns wide. It is read in a few minutes, and fits on two sheets of paper. What has
to be done first, what is grave, and what waits for an answer is shown whole, however long. Beyond it: the rest is
counted, and `--full` shows it.
"""

WIDTH = 88

FULL = Run("(--full)", "typed")
"""How to see a full page at a terminal."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s")

INDENT = 2 * STEP
"""How far entries are indented at most, such as those of a list in a list."""


@dataclass
class Room:
    """The rows that are left for what can be left out; a `full` page has room for everything."""

    full: bool
    left: int = MOST_ROWS

    def words(self, text: str) -> str:
        """Give a text whole or, on a short page, its first sentence."""
        return text if self.full else _SENTENCE_END.split(text, maxsplit=1)[0]

    def shortest(self, *items: Item) -> Item:
        """Pick the entry that takes the fewest rows; of several the first."""
        return min(items, key=lambda item: count_rows(listing([item]), WIDTH, STEP))

    def takes(self, *words: Line) -> bool:
        """Tell whether there is room for lines below another, and take it."""
        rows = sum(count_rows(Paragraph(each), WIDTH, STEP) for each in words)
        if not self.full and rows > self.left:
            return False
        self.left -= rows
        return True

    def titled(self, items: Iterable[Item]) -> list[Item]:
        """List the entries that fit under a title of their own; none where not even the first does."""
        left, self.left = self.left, self.left - TITLE
        shown = self.fitting(items)
        if not shown:
            self.left = left
        return shown

    def fitting(self, items: Iterable[Item], least: int = 0, most: int | None = None) -> list[Item]:
        """List the first entries: `least` of them for certain, and others while they fit, `most` at most."""
        everything = list(items)
        if self.full:
            return everything
        shown = everything[:least]
        for item in everything[least:most]:
            rows = count_rows(listing([item]), WIDTH, INDENT)
            if rows > self.left:
                break
            shown.append(item)
            self.left -= rows
        return shown


TITLE = 2
"""The rows of the title of a section, and of the empty row above it."""


def laid_out(make: Callable[[Room], Page], *, full: bool) -> Page:
    """Lay out a page: where it comes out too long, again with so much less room, until nothing more can be left out."""
    room = MOST_ROWS
    while True:
        page = make(Room(full, room))
        over = len(page_text(page, WIDTH, colour=False).splitlines()) - MOST_ROWS
        if full or over <= 0 or room <= 0:
            return page
        room = max(0, room - over)


def of_all(shown: int, everything: int, what: str = "") -> Line:
    """Say beside a title how many are shown of how many; nothing where all are."""
    if shown == everything:
        return ()
    return line(Run(f"({shown} of {everything}{f' {what}' if what else ''})", "quiet"))


def more(left: int, what: str, many: str = "") -> Item:
    """Count the entries that are left out, and say where they stand."""
    return Item(line(f"And {amount(left, what, many)}, on the full page", FULL))
