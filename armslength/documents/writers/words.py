"""What Word, PDF and printed HTML need besides a page: the words at the foot, and how wide columns are."""

from collections.abc import Iterator

from armslength.documents.model import Document
from engine.page.model import Item, Listing, PageTable, Paragraph, TableCell
from engine.page.shown import shown, shown_runs

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
"""The months by name, whatever language the machine speaks."""

LONGEST_WORD, WIDEST, NARROWEST = 24, 48, 6
"""Characters: of a word, of what a column is wide for, and of what it is never narrower than."""

TO_WRITE_IN = 18
"""Characters: how wide a column without words is, in a table to fill in."""


def foot_words(document: Document) -> str:
    """Write what stands at the foot of each sheet: the name and the day."""
    day = f"{document.day.day} {MONTHS[document.day.month - 1]} {document.day.year}"
    return " · ".join(filter(None, (shown(document.name or document.page.title), day)))


def column_weights(table: PageTable) -> list[int]:
    """Work out how wide the columns of a table are to be, against each other: by their longest words and their text."""
    return [_weight(table, place) for place in range(len(table.head))]


def _weight(table: PageTable, place: int) -> int:
    texts = [" ".join(_words(row[place])) for row in table.rows]
    longest = max((len(word) for text in (table.head[place], *texts) for word in text.split()), default=0)
    lengths = sorted(map(len, texts))
    usual = lengths[len(lengths) * 3 // 4] if lengths else 0
    least = TO_WRITE_IN if table.to_fill and not any(texts) else NARROWEST
    return max(least, min(longest, LONGEST_WORD) + 2, min(usual, WIDEST))


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
