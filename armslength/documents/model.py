"""A document as data: a page to be filed, signed and sent, and what stands around it on each sheet.

The page is that of `engine.page`, whose blocks hold space to write in, boxes to tick and remarks, too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

from engine.page.model import Block, Line, Page, PageTable, Paragraph, Section, cell, line, section
from engine.source.characters import visible

SIGNED = ("Role", "Name", "Signature", "Date")
"""The columns of a table that people sign in."""


@dataclass(frozen=True, slots=True)
class Document:
    """A page to be filed, signed and sent.

    `kind` is the name of what it is, such as in `rules/office`; `name` and `day` stand at the foot of each sheet, and
    no other day gets into a file. `stamp` says what it was made from, each part under its label; it stands small at
    the end. `language` is a tag of BCP 47.
    """

    kind: str
    page: Page
    day: date
    name: str = ""
    language: str = "en-GB"
    stamp: tuple[tuple[str, str], ...] = ()
    layout: Literal["portrait", "landscape"] = "portrait"

    def whole_page(self) -> Page:
        """Give the page with the stamp at its end: all the text that every form of the document has."""
        stamped = tuple(line(f"{label}: {words}") for label, words in self.stamp)
        return Page(self.page.title, self.page.under, self.page.sections, (*self.page.footer, *stamped))


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Somebody who signs: in which role, and the name where it is known."""

    role: str
    name: str = ""


LONGEST_TAG = 64
"""Characters of the tag of a field in a form. Word takes no more. Beyond it: a part of its hash stands for the end."""


def field_tag(key: str, value: str = "") -> str:
    """Give the tag of a field in a form that is typed in: of a `Blank` by its key, of a tick by key and value."""
    tag = visible(f"{key}={value}" if value else key)
    if len(tag) <= LONGEST_TAG:
        return tag
    return f"{tag[: LONGEST_TAG - 17]}~{sha256(tag.encode()).hexdigest()[:16]}"


def signatures(key: str, title: str, declaration: Iterable[Line], lines: Iterable[SignatureLine]) -> Section:
    """Make the section in which people sign: what they declare, and a row for each of them."""
    rows = tuple((cell(each.role), cell(each.name), (), ()) for each in lines)
    blocks: list[Block] = [Paragraph(each) for each in declaration]
    return section(key, title, (*blocks, PageTable("", SIGNED, rows, to_fill=True) if rows else None))
