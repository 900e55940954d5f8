"""Documents: what each is for, in which forms it can be kept, and one of them to be read."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from armslength.documents.model import Document
from armslength.documents.office import DocumentKind
from armslength.documents.writers import DOCUMENT_FORMS
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.web.pages.addresses import above, called, of_subject, to_rules
from armslength.web.pages.parts import Breadcrumbs, Empty, Link, Stamp, Taking
from armslength.web.pages.result import text_of
from armslength.web.words import Words
from engine.page.html import fragment_html
from engine.page.markup import Markup
from engine.page.model import Block, Page, Section

FORMS = tuple(sorted(DOCUMENT_FORMS, key=("docx", "pdf", "html", "md").index))
"""The forms in which a document can be kept, in the order in which people want them."""

WHOLE_HASH = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")
"""A SHA-256 as it is written, and how a page shows it."""
SHORT = r"\1…"


@dataclass(frozen=True, slots=True)
class Offered:
    """One document: what it is called and for, where it is read, and the forms in which it can be kept."""

    read: Link
    purpose: str
    keep: Taking


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """The documents of a subject."""

    template: ClassVar[str] = "documents.html"
    title: str
    above: Breadcrumbs
    offered: tuple[Offered, ...]
    empty: Empty
    pack: Link | None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One document, to be read on the screen or printed from it."""

    template: ClassVar[str] = "document.html"
    title: str
    above: Breadcrumbs
    under: tuple[str, ...]
    body: Markup
    keep: Taking
    stamp: Stamp


def documents_page(
    state: State, office: RegisterOffice, kinds: Iterable[DocumentKind], words: Words, *, has_pack: bool
) -> DocumentsPage:
    """Make the page of the documents."""
    pack = Link(words.say("documents.pack"), of_subject(state.subject, "pack.zip"))
    return DocumentsPage(
        title=words.say("documents.title", name=called(state, office)),
        above=above(words, office, state),
        offered=tuple(
            Offered(
                Link(each.title, of_subject(state.subject, "documents", each.name)),
                each.reader,
                taking(state.subject, each, words),
            )
            for each in kinds
        ),
        empty=Empty(words.say("documents.none")),
        pack=pack if has_pack else None,
    )


def taking(subject: str, kind: DocumentKind, words: Words) -> Taking:
    """Offer a document in each form."""
    return Taking(
        tuple(
            Link(words.say(f"documents.{form}"), of_subject(subject, "documents", f"{kind.name}.{form}"), kind.title)
            for form in FORMS
        )
    )


def document_page(
    state: State, office: RegisterOffice, document: Document, kind: DocumentKind, words: Words
) -> DocumentPage:
    """Make the page on which a document is read."""
    documents = Link(words.say("documents.short"), of_subject(state.subject, "documents"))
    return DocumentPage(
        title=document.page.title,
        above=above(words, office, state, documents),
        under=tuple(filter(None, map(text_of, document.page.under))),
        body=body_of(document, to_rules),
        keep=taking(state.subject, kind, words),
        stamp=stamp_of(document),
    )


def stamp_of(document: Document) -> Stamp:
    """Say what a document was made from; hashes by their beginnings, for the files hold them whole."""
    return Stamp(tuple(f"{label}: {WHOLE_HASH.sub(SHORT, says)}" for label, says in document.stamp))


def body_of(document: Document, elsewhere: Callable[[str], str]) -> Markup:
    """Write a document to stand within a page. What it names leads to its place in it, or `elsewhere` by its key."""
    page = document.page
    keys = set(_keys(page.sections))
    return fragment_html(
        Page("", (), page.sections, page.footer), lambda key: f"#{key}" if key in keys else elsewhere(key)
    )


def _keys(blocks: Iterable[Block]) -> Iterator[str]:
    for each in blocks:
        if isinstance(each, Section):
            yield each.key
            yield from _keys(each.blocks)
