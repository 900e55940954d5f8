"""Who is accountable for what: the lines that the pack declares, each with who holds it, gaps and doubles marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from armslength.documents.model import Document
from armslength.documents.office import DocumentKind
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.web.pages.addresses import above, of_subject
from armslength.web.pages.documents import stamp_of
from armslength.web.pages.parts import Breadcrumbs, Link, Stamp, Taking
from armslength.web.pages.result import fragment, text_of
from armslength.web.words import Words
from engine.page.markup import Markup
from engine.page.model import PageTable, Paragraph, Section, TableCell

LINES = "lines"
"""The part of a document that is a map: a table of lines and of who holds each."""

FORMS = {"pdf": "PDF", "docx": "Word"}


@dataclass(frozen=True, slots=True)
class MapPage:
    """The map on one screen; in print on one sheet. The table comes first, then what else stands on the sheet."""

    template: ClassVar[str] = "map.html"
    title: str
    above: Breadcrumbs
    lines: Markup
    besides: Markup
    taking: Taking
    stamp: Stamp


def map_page(state: State, office: RegisterOffice, document: Document, kind: DocumentKind, words: Words) -> MapPage:
    """Make the page of a map, which is that of the document of this kind."""
    keys = _keys(kind)
    forms = (
        Link(words.say("map.csv"), of_subject(state.subject, "map.csv")),
        *(Link(text, of_subject(state.subject, "documents", f"{kind.name}.{form}")) for form, text in FORMS.items()),
    )
    return MapPage(
        title=document.page.title,
        above=above(words, office, state),
        lines=fragment(each for each in document.page.sections if each.key in keys),
        besides=fragment(each for each in document.page.sections if each.key not in keys),
        taking=Taking(forms),
        stamp=stamp_of(document),
    )


def map_rows(document: Document, kind: DocumentKind) -> Iterator[tuple[str, ...]]:
    """Walk the table of a map as texts: its head, then a row a line."""
    for table in _tables(document.page.sections, _keys(kind)):
        yield table.head
        yield from (tuple(map(_text, row)) for row in table.rows)


def _keys(kind: DocumentKind) -> frozenset[str]:
    return frozenset(key for key, each in kind.sections.items() if each.part == LINES)


def _tables(sections: tuple[Section, ...], keys: frozenset[str]) -> Iterator[PageTable]:
    for each in sections:
        if each.key in keys:
            yield from (block for block in each.blocks if isinstance(block, PageTable))


def _text(cell: TableCell) -> str:
    lines = (line for block in cell if isinstance(block, Paragraph) for line in (block.line, *block.more))
    return " ".join(map(text_of, lines))
