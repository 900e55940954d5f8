"""A document as the data that `document.typ` sets: flat blocks, each with its kind; every text harmless."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

from armslength.documents.model import Document
from armslength.documents.writers.typeset.picture import with_namespace
from armslength.documents.writers.words import column_weights, foot_words, leads_to, places
from engine.page.model import (
    Blank,
    Block,
    Figure,
    Heading,
    Item,
    KeyValueList,
    Line,
    Listing,
    PageTable,
    Paragraph,
    Remark,
    Run,
    Section,
    Ticks,
    Verbatim,
    address,
)
from engine.page.shown import shown, shown_rows, shown_runs

Data = dict[str, Any]

LONG_ROW = 1500
"""Characters of a row of a table that stands on one sheet. A sheet holds more. Beyond it: the row may be cut in two."""


def document_data(document: Document) -> Data:
    """Give the data of a document."""
    page = document.whole_page()
    language, _, region = document.language.partition("-")
    writer = _Writer(places(page.sections))
    under = [writer.paragraph((each,)) for each in page.under if shown_runs(each)]
    return {
        "title": shown(page.title) or document.kind,
        "stamp": "; ".join(f"{label}: {shown(words)}" for label, words in document.stamp) or None,
        "language": language,
        "region": region or None,
        "landscape": document.layout == "landscape",
        "foot": foot_words(document),
        "blocks": [*under, *(each for section in page.sections for each in writer.section(section, 1))],
        "end": [writer.paragraph((each,)) for each in page.footer if shown_runs(each)],
    }


class _Writer:
    """Writes blocks as data. It knows the places to which links may lead."""

    def __init__(self, places: dict[str, str]) -> None:
        self.places = places

    def line(self, line: Line) -> list[Data]:
        return [{"text": run.text, "tone": run.tone, "to": self.to(run)} for run in shown_runs(line)]

    def to(self, run: Run) -> str:
        to = address(run)
        return self.places.get(to[1:], "") if to.startswith("#") else to

    def lines(self, lines: Iterable[Line]) -> list[list[Data]]:
        return [written for each in lines if (written := self.line(each))]

    def paragraph(self, lines: Iterable[Line]) -> Data:
        return {"is": "paragraph", "lines": self.lines(lines)}

    def section(self, section: Section, level: int) -> Iterator[Data]:
        title = (Run(section.title), *section.beside)
        if section.title and shown_runs(title):
            place = self.places.get(section.key, "").removeprefix("#")
            yield self.heading(title, level, place, new_page=section.new_page)
            level += 1
        elif section.new_page:
            yield {"is": "page"}
        for block, after in zip_longest(section.blocks, section.blocks[1:]):
            for each in self.block(block, level):
                yield {**each, "sticky": True} if leads_to(block, after) else each

    def heading(self, line: Line, level: int, place: str = "", *, new_page: bool = False) -> Data:
        return {"is": "heading", "level": level, "line": self.line(line), "place": place, "new_page": new_page}

    def block(self, block: Block, level: int) -> Iterator[Data]:
        match block:
            case Heading(line):
                if shown_runs(line):
                    yield self.heading(line, level)
            case Paragraph(line, more):
                yield self.paragraph((line, *more))
            case Listing(items):
                yield from [{"is": "list", "items": list(map(self.item, items))}] if items else ()
            case Verbatim(text):
                yield {"is": "typed", "text": "\n".join(shown_rows(text))}
            case KeyValueList(entries):
                for entry in entries:
                    yield {"is": "label", "line": self.line((Run(entry.label),))}
                    for each in entry.blocks:
                        yield from self.block(each, level)
            case PageTable():
                yield self.table(block)
            case Figure(words, drawing):
                yield {"is": "picture", "words": shown(words), "drawing": with_namespace(drawing.html)}
            case Blank(label, count):
                yield {"is": "blank", "label": shown(label), "lines": count}
            case Ticks(_, choices):
                yield from [{"is": "ticks", "choices": [self.line(each.line) for each in choices]}] if choices else ()
            case Remark(on, note):
                yield self.paragraph((on.line, *on.more))
                yield {"is": "note", "line": self.line(note)}
            case Section():
                yield from self.section(block, level)

    def item(self, item: Item) -> Data:
        return {"lines": self.lines((item.line, *item.more)), "below": list(map(self.item, item.below))}

    def table(self, table: PageTable) -> Data:
        rows = [[[each for block in cell for each in self.block(block, 1)] for cell in row] for row in table.rows]
        return {
            "is": "table",
            "caption": shown(table.caption),
            "head": list(map(shown, table.head)),
            "weights": column_weights(table),
            "to_fill": table.to_fill,
            "rows": [{"cells": row, "long": len(str(row)) > LONG_ROW * 4} for row in rows],
        }
