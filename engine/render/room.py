"""The room on a short page: how many rows are left, which entries still fit, and what is said of those that do not."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from engine.page.model import Block, Item, Run, Section, line, listing
from engine.page.text import STEP, count_rows
from engine.render.words import amount

MOST_ROWS = 60
"""Rows of a short page, as text 88 columns wide. It is read in a few minutes, and fits on two sheets of paper. What has
to be done first and what is warned of is shown whole, however long. Beyond it: the rest is counted, and `--full` shows
it.
"""

WIDTH = 88

_SENTENCE_END = re.compile(r"(?<=[.!?])\s")

INDENT = 2 * STEP
"""How far entries are indented at most, such as those of a list in a list."""


@dataclass
class Room:
    """What is left of the rows of a page; a `full` page has room for everything."""

    full: bool
    left: int = MOST_ROWS

    def words(self, text: str) -> str:
        """Give a text whole or, on a short page, its first sentence."""
        return text if self.full else _SENTENCE_END.split(text, maxsplit=1)[0]

    def spend(self, *blocks: Block) -> None:
        """Take the rows of what is shown whatever its length."""
        for block in blocks:
            self.left -= count_rows(block, WIDTH, INDENT)

    def spend_section(self, section: Section) -> None:
        """Take the rows of a whole section, with its title and the empty row above it."""
        if section.blocks:
            self.left -= 1 + count_rows(section, WIDTH)

    def spend_title(self, shown: Collection[object]) -> None:
        """Take the rows of the title of a section, and of the empty row above it, if there is something to show."""
        self.left -= 2 if shown else 0

    def rows(self, items: Iterable[Item]) -> int:
        """Count the rows of some entries."""
        return count_rows(listing(items), WIDTH, INDENT)

    def fits(self, item: Item, *, titled: bool = False) -> bool:
        """Tell whether there is room for an entry, for a row that counts others and, `titled`, for a title above."""
        rows = self.rows([item]) + (2 if titled else 0)
        return self.full or rows < self.left

    def shortest(self, *items: Item) -> Item:
        """Pick the entry that takes the fewest rows; of several the first."""
        return min(items, key=lambda item: count_rows(listing([item]), WIDTH, STEP))

    def fitting(
        self, items: Iterable[Item], what: str = "", many: str = "", least: int = 0, most: int | None = None
    ) -> list[Item]:
        """List the entries that fit, at least and `most` so many, and one that counts the others as `more WHAT`."""
        everything = list(items)
        if self.full or not everything:
            return everything
        shown: list[Item] = []
        for item in everything[:most]:
            rows = self.rows([item])
            if len(shown) >= least and rows + (len(shown) + 1 < len(everything)) > self.left:
                break
            shown.append(item)
            self.left -= rows
        left = len(everything) - len(shown)
        if left:
            one = f"more {what}".strip()
            shown.append(more(left, one, f"more {many}" if many else "" if what else one))
            self.left -= 1
        return shown


def more(left: int, what: str, many: str = "") -> Item:
    """Count the entries that are left out, and say how to see them."""
    return Item(
        line(f"And {amount(left, what, many)}. To see {'it' if left == 1 else 'them'}, add", Run("--full", "code"))
    )
