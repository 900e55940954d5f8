"""A Word file as its reader takes it in: paragraphs and cells in order, remarks after what they are on, and what it can
be filled in with. Pictures are the words for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


@dataclass(frozen=True)
class ReadParagraph:
    """A paragraph: the name of its style and its words, its remarks after them."""

    style: str
    text: str


def read_paragraphs(content: bytes) -> list[ReadParagraph]:
    """List every paragraph of the text, those of tables among them."""
    word = docx.Document(BytesIO(content))
    names = {style.style_id: str(style.name) for style in word.styles}
    notes = {str(each.comment_id): each.text for each in word.comments}
    return [
        ReadParagraph(names.get(each.style or "", "Normal"), "".join(_words(each, notes)))
        for each in word.element.body.iter(qn("w:p"))
    ]


def all_text(content: bytes) -> str:
    """Read every text of the file's body, those of fields among them, without spaces."""
    body = docx.Document(BytesIO(content)).element.body
    return "".join("".join((each.text or "").split()) for each in body.iter(qn("w:t")))


def read_fields(content: bytes) -> dict[str, str]:
    """Read what can be filled in: the tag of each field, with its kind."""
    word = docx.Document(BytesIO(content))
    found = {}
    for each in word.element.body.iter(qn("w:sdtPr")):
        tag = each.find(qn("w:tag")).get(qn("w:val"))
        assert tag not in found, f"two fields are called {tag}"
        found[tag] = "box" if each.find(W14 + "checkbox") is not None else "text"
    return found


def parts(content: bytes) -> dict[str, bytes]:
    """Read the parts of the zip by name."""
    with ZipFile(BytesIO(content)) as zipped:
        return {each: zipped.read(each) for each in zipped.namelist()}


def _words(paragraph: Any, notes: dict[str, str]) -> Iterator[str]:
    for each in paragraph.iter():
        if any(above.tag == qn("w:sdtContent") for above in each.iterancestors()):
            continue  # a box, or words that ask for others
        match each.tag:
            case tag if tag == qn("w:t"):
                yield each.text or ""
            case tag if tag in (qn("w:br"), qn("w:tab")):
                yield " "
            case tag if tag == qn("wp:docPr"):
                yield str(each.get("descr"))
            case tag if tag == qn("w:commentReference"):
                yield notes[each.get(qn("w:id"))]
