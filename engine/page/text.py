"""A page as plain text for a terminal or a file: wrapped, indented, in colour only where that is asked for."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest

from engine.page.model import (
    Blank,
    Block,
    Figure,
    Heading,
    Item,
    KeyValue,
    KeyValueList,
    Line,
    Listing,
    Page,
    PageTable,
    Paragraph,
    Remark,
    Run,
    Section,
    TableCell,
    Ticks,
    Tone,
    Verbatim,
    label,
    records,
)
from engine.page.wrap import Word, widths, wrapped
from engine.source.characters import terminal_width, visible

NARROWEST = 40
STEP = 2
BETWEEN = 2
"""The columns between two columns of a table."""

NARROWEST_COLUMN = 9
RULE = 20
"""The columns of a line to write on; there is room for it in half of the narrowest page."""

UNBROKEN = 1_000_000
"""A width in which no line is broken."""

CODES: dict[Tone, str] = {"strong": "1", "good": "32", "bad": "31", "doubt": "33"}
"""The terminal's codes: bold, green, red, yellow."""

_COLOUR = re.compile("\x1b\\[[0-9]+m")


def page_text(page: Page, width: int, colour: bool) -> str:
    """Write a page as text of at most `width` columns (40 at least); with `colour`, with the codes of a terminal."""
    return _Writer(max(NARROWEST, width), colour=colour).page(page)


def section_text(section: Section, width: int, colour: bool) -> str:
    """Write one section as text, as it stands on a page."""
    rows = _Writer(max(NARROWEST, width), colour=colour).section(section, 0)
    return "".join(f"{row}\n" for row in rows)


def count_rows(block: Block, width: int, indent: int = 0) -> int:
    """Count the rows that a block takes as text of this width."""
    return sum(1 for _ in _Writer(width, colour=False).block(block, indent))


def _stands_apart(before: Block, block: Block) -> bool:
    """Tell whether a block stands apart from the one before it: a heading, a paragraph after a list, a table."""
    own = isinstance(block, Heading | PageTable | Section) or isinstance(before, PageTable | Section)
    return own or (isinstance(block, Paragraph) and isinstance(before, Listing))


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
            rows += [""] if section.title or section.blocks else []
            rows += self.section(section, 0)
        rows.append("")
        for line in page.footer:
            rows += self.rows(line, 0)
        return "\n".join(rows) + "\n"

    def section(self, section: Section, indent: int) -> Iterator[str]:
        if section.title:
            yield from self.rows((Run(section.title, "strong"), *section.beside), indent)
            indent += STEP
        for place, block in enumerate(section.blocks):
            if place and (section.title or indent) and _stands_apart(section.blocks[place - 1], block):
                yield ""
            yield from self.block(block, indent)

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
            case KeyValueList(entries):
                for entry in entries:
                    yield from self.key_value(entry, indent)
            case PageTable():
                yield from self.table(block, min(indent, self.width // 2))
            case Figure(words, _):
                yield from self.rows((Run(f"[Picture: {words}]"),), indent)
            case Blank(label, count):
                yield from self.rows((Run(label),), indent)
                yield from (" " * min(indent, self.width // 2) + "_" * RULE for _ in range(count))
            case Ticks(_, choices):
                for tick in choices:
                    yield from self.rows(tick.line, indent, "[ ] ")
            case Remark(on, note):
                yield from self.block(on, indent)
                yield from self.rows(note, indent + STEP, "> ")
            case Section():
                yield from self.section(block, indent)

    def item(self, item: Item, indent: int) -> Iterator[str]:
        yield from self.rows(item.line, indent, "- ")
        for each in item.more:
            yield from self.rows(each, indent + STEP)
        for below in item.below:
            yield from self.item(below, indent + STEP)

    def key_value(self, entry: KeyValue, indent: int) -> Iterator[str]:
        """Write a label and a single line after it, or more than that under it."""
        match entry.blocks:
            case (Paragraph(line, ()),):
                yield from self.rows((label(entry), *line), indent)
            case blocks:
                yield from self.rows((label(entry),), indent)
                for block in blocks:
                    yield from self.block(block, indent + STEP)

    def table(self, table: PageTable, indent: int) -> Iterator[str]:
        """Write a table in columns; where they do not fit, row by row as key-value lists."""
        if table.caption:
            yield from self.rows((Run(table.caption, "strong"),), indent)
        heads = [(Paragraph((Run(head, "strong"),)),) if head else () for head in table.head]
        lines = [heads, *table.rows]
        natural = [max(3, *(self.natural(line[place]) for line in lines)) for place in range(len(heads))]
        found = widths(natural, self.width - indent - BETWEEN * (len(heads) - 1), NARROWEST_COLUMN)
        if found is None and not table.rows:
            yield from self.rows(tuple(Run(head, "strong") for head in table.head), indent)
        if found is None:
            for record in records(table):
                yield from self.record(record, indent)
            return
        yield from self.table_row(heads, found, indent)
        yield " " * indent + (" " * BETWEEN).join("-" * width for width in found)
        written = [list(self.table_row(row, found, indent)) for row in table.rows]
        tall = any(len(rows) > 1 for rows in written)
        for place, rows in enumerate(written):
            yield from [""] if tall and place else []
            yield from rows

    def natural(self, cell: TableCell) -> int:
        """Count the columns that a cell takes where no line is broken."""
        return max((terminal_width(row) for row in _Writer(UNBROKEN, colour=False).cell(cell)), default=0)

    def cell(self, cell: TableCell) -> Iterator[str]:
        for block in cell:
            yield from self.block(block, 0)

    def table_row(self, row: Iterable[TableCell], found: list[int], indent: int) -> Iterator[str]:
        """Write a row of a table, each cell broken into the width of its column."""
        cells = [_Writer(width, colour=self.colour).cell(each) for width, each in zip(found, row, strict=True)]
        for rows in zip_longest(*cells, fillvalue=""):
            parts = (each + " " * (width - _shown(each)) for width, each in zip(found, rows, strict=True))
            yield (" " * indent + (" " * BETWEEN).join(parts)).rstrip()

    def record(self, record: KeyValueList, indent: int) -> Iterator[str]:
        """Write a row of a table as an entry of a list."""
        rows = list(self.block(record, indent + STEP))
        yield from (" " * indent + "- " + rows[0][indent + STEP :], *rows[1:]) if rows else ()

    def rows(self, line: Line, indent: int, mark: str = "") -> Iterator[str]:
        """Write one line of the page as rows that fit, all but the first indented under the mark."""
        indent = min(indent, self.width // 2)
        room = self.width - indent - len(mark)
        for place, row in enumerate(wrapped(line, room)):
            start = mark if place == 0 else " " * len(mark)
            yield " " * indent + start + self.row(row)

    def row(self, row: list[Word]) -> str:
        """Join the words of a row, each stretch of one tone in its colour."""
        if not self.colour:
            return " ".join(word for word, _ in row)
        stretches = groupby(row, key=lambda word: word[1])
        return " ".join(self.coloured(tone, " ".join(word for word, _ in words)) for tone, words in stretches)

    def coloured(self, tone: Tone, text: str) -> str:
        return f"\x1b[{CODES[tone]}m{text}\x1b[0m" if tone in CODES else text


def _shown(row: str) -> int:
    """Count the columns of a row as it shows, colours left aside."""
    return terminal_width(_COLOUR.sub("", row))
