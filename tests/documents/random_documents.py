"""Documents that mean harm: random ones, as in `tests.page.pages`, and one with payloads in every place for a text."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from armslength.documents.model import Document
from engine.page.markup import Markup, element
from engine.page.model import Figure, Run
from engine.source.characters import harmless
from tests.page.every_block import PAGE
from tests.page.pages import MARKUP, PAGES, TEXTS, Form

CIRCLE = element("svg", element("circle", r=5, cx=5, cy=5), viewBox="0 0 10 10")
DAY = date(2026, 5, 4)

EVERY = Document("some-kind", PAGE, DAY, "Somebody", stamp=(("Rules", "1.0"),))
"""A document with every kind of block."""

WITHOUT_MARKS = Form(
    names=lambda words: words,
    label=lambda words: words,
    figure=lambda found: harmless(found.words),
    in_columns=lambda _: True,
)
"""What Word and PDF add of their own to what a page says: nothing."""

TEXTS_OF_PARTS = ("title", "label", "caption", "words", "key", "value")

PAYLOADS = (
    *MARKUP.split(", "),
    *("#let x = 1", "#panic()", "$ x $", "@label", "<label>", "= Heading", "*bold* _it_", '#image("/etc/passwd")'),
    *("{ DDEAUTO c:\\\\windows calc }", "</w:t></w:r><w:r>", "{{x}}", "{%x%}", "%PDF-1.7", ") Tj (", "\\u{41}"),
)
"""Texts that are markup somewhere: in HTML, in Markdown, for typst, in a field of Word, in PDF."""


def changed(found: Any, change: Callable[[Any], Any]) -> Any:
    """Give a page, or a part of one, with everything in it changed, the inside first."""
    if isinstance(found, tuple):
        return tuple(changed(each, change) for each in found)
    if is_dataclass(found) and not isinstance(found, type | Markup):
        inside = {each.name: changed(getattr(found, each.name), change) for each in fields(found)}
        return change(replace(found, **inside))
    return found


def _drawable(found: Any) -> Any:
    return replace(found, drawing=CIRCLE) if isinstance(found, Figure) else found


DOCUMENTS = st.builds(
    lambda page, name, stamp: Document("some-kind", changed(page, _drawable), DAY, name, stamp=stamp),
    PAGES,
    TEXTS,
    st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
)


def harmful(payload: str) -> Document:
    """Make a document that holds every kind of block, with the payload in every text and in every address."""

    def with_payload(found: Any) -> Any:
        if isinstance(found, Run):
            return replace(found, text=found.text + payload, to=payload)
        texts = [
            each.name for each in fields(found) if each.name in ("title", "label", "caption", "words", "key", "value")
        ]
        return replace(_drawable(found), **{name: getattr(found, name) + payload for name in texts})

    page = changed(PAGE, with_payload)
    return Document("some-kind", page, DAY, "name" + payload, stamp=((payload, payload),))
