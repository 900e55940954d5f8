"""A page as plain text for a terminal or a file: wrapped, indented, in colour only where that is asked for."""

from collections.abc import Iterator
from itertools import groupby

from engine.page.model import Block, Heading, Item, Line, Listing, Page, Paragraph, Run, Section, Tone, Verbatim
from engine.page.wrap import Word, wrapped
from engine.source.characters import visible

NARROWEST = 40
STEP = 2
CODES: dict[Tone, str] = {"strong": "1", "good": "32", "bad": "31", "doubt": "33"}
"""The terminal's codes: bold, green, red, yellow."""


def page_text(page: Page, width: int, colour: bool) -> str:
    """Write a page as text of at most `width` columns (40 at least); with `colour`, with the codes of a terminal."""
    return _Writer(max(NARROWEST, width), colour=colour).page(page)


def _stands_apart(before: Block, block: Block) -> bool:
    """A heading stands apart from what is before it, and a paragraph from a list."""
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and isinstance(before, Listing))


class _Writer:
    """Writes the parts of a page as rows of text."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self.width = width
        self.colour = colour

    def page(self, page: Page) -> str:
        rows = list(self.rows((Run(page.title, "strong"),), 0))
        for line in page.under:
            rows += self.rows(line, 0)
        for section in page.sections:
            rows += self.section(section)
        rows.append("")
        for line in page.footer:
            rows += self.rows(line, 0)
        return "\n".join(rows) + "\n"

    def section(self, section: Section) -> Iterator[str]:
        if section.title:
            yield ""
            yield from self.rows((Run(section.title, "strong"),), 0)
        for place, block in enumerate(section.blocks):
            if place == 0 and not section.title:
                yield ""
            if place and section.title and _stands_apart(section.blocks[place - 1], block):
                yield ""
            yield from self.block(block, STEP if section.title else 0)

    def block(self, block: Block, indent: int) -> Iterator[str]:
        match block:
            case Heading(line):
                yield from self.rows(line, indent)
            case Paragraph(line, more):
                yield from self.rows(line, indent)
                for each in more:
                    yield from self.rows(each, indent + STEP)
            case Listing(items):
                for item in items:
                    yield from self.item(item, indent)
            case Verbatim(text):
                yield from (" " * (indent + STEP) + visible(row) for row in text.splitlines())

    def item(self, item: Item, indent: int) -> Iterator[str]:
        yield from self.rows(item.line, indent, "- ")
        for each in item.more:
            yield from self.rows(each, indent + STEP)
        for below in item.below:
            yield from self.item(below, indent + STEP)

    def rows(self, line: Line, indent: int, mark: str = "") -> Iterator[str]:
        """Write one line of the page as rows that fit, all but the first indented under the mark."""
        indent = min(indent, self.width // 2)
        room = self.width - indent - len(mark)
        for place, row in enumerate(wrapped(line, room)):
            start = mark if place == 0 else " " * len(mark)
            yield " " * indent + start + self.row(row)

    def row(self, row: list[Word]) -> str:
        """Join the words of a row, each stretch of one tone in its colour."""
        stretches = groupby(row, key=lambda word: word[1])
        return " ".join(self.coloured(tone, " ".join(word for word, _ in words)) for tone, words in stretches)

    def coloured(self, tone: Tone, text: str) -> str:
        return f"\x1b[{CODES[tone]}m{text}\x1b[0m" if self.colour and tone in CODES else text
