"""What Word, PDF and printed HTML need besides a page: the words at the foot, and how wide columns are."""

from collections.abc import Iterable, Iterator

from armslength.documents.model import Document
from engine.page.model import Blank, Block, Item, Listing, PageTable, Paragraph, Section, TableCell, Ticks
from engine.page.shown import shown, shown_runs
from engine.page.wrap import widths

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
"""The months by name, whatever language the machine speaks."""

WIDEST, SHEET = 60, 96
"""Characters: of what a column is wide for, and on a line of a sheet."""

PADDING = 3
"""Characters: what the space beside the text of a cell takes."""

TO_WRITE_IN = 18
"""Characters: how wide a column without words is, in a table to fill in."""

MOST_AT_THE_FOOT = 80
"""What is counted: characters of a name at the foot of each sheet. Why so many: a line. Beyond it: the name is cut
there; the whole of it is in the title."""


def foot_words(document: Document) -> str:
    """Write what stands at the foot of each sheet: the name and the day."""
    day = f"{document.day.day} {MONTHS[document.day.month - 1]} {document.day.year}"
    name = shown(document.name or document.page.title)
    if len(name) > MOST_AT_THE_FOOT:
        name = f"{name[: MOST_AT_THE_FOOT - 1].rstrip()}…"
    return " · ".join(filter(None, (name, day)))


def column_weights(table: PageTable) -> list[int]:
    """Work out how wide the columns of a table are to be, against each other; the widest give way first."""
    natural = [_natural(table, place) for place in range(len(table.head))]
    narrowest = min(SHEET // len(natural), max(_longest_word(table, place) for place in range(len(natural))))
    return widths(natural, SHEET, narrowest) or natural


def _natural(table: PageTable, place: int) -> int:
    """Count the characters that most cells of a column want, and its longest word at least."""
    texts = [" ".join(_words(row[place])) for row in table.rows]
    least = TO_WRITE_IN if table.to_fill and not any(texts) else 0
    lengths = sorted(min(len(text), WIDEST) for text in texts) or [0]
    usual = (lengths[-1] + lengths[len(lengths) * 3 // 4]) // 2
    return max(least, _longest_word(table, place), usual) + PADDING


def _longest_word(table: PageTable, place: int) -> int:
    texts = (shown(table.head[place]), *(" ".join(_words(row[place])) for row in table.rows))
    return min(WIDEST // 2, max((len(word) for text in texts for word in text.split()), default=0))


def leads_to(block: Block, after: Block | None) -> bool:
    """Tell whether a block leads to the one after it, so that its end and the beginning of that stand on one sheet."""
    if isinstance(block, Listing):
        return isinstance(after, Blank | Ticks)
    return isinstance(block, Paragraph) and isinstance(after, Blank | Listing | PageTable | Ticks)


def places(sections: Iterable[Block]) -> dict[str, str]:
    """Give each section that has a key and a title the name of the place to which links lead."""
    found: dict[str, str] = {}

    def walk(blocks: Iterable[Block]) -> None:
        for each in blocks:
            if isinstance(each, Section):
                if each.key and shown(each.title):
                    found.setdefault(each.key, f"#place{len(found) + 1}")
                walk(each.blocks)

    walk(sections)
    return found


def _words(found: TableCell | tuple[Item, ...]) -> Iterator[str]:
    """Walk the words of a cell."""
    for each in found:
        match each:
            case Paragraph(line, more):
                yield from (run.text for row in (line, *more) for run in shown_runs(row))
            case Listing(items):
                yield from _words(items)
            case Item(line, more, below):
                yield from (run.text for row in (line, *more) for run in shown_runs(row))
                yield from _words(below)
