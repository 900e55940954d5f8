"""What a document says in each of its forms, spaces left out: no box, no line to write on and no mark of a list."""

import re

from markdown_it import MarkdownIt

from armslength.documents.model import Document
from armslength.documents.writers import write_document
from tests.documents.reading_pdf import read_pdf
from tests.documents.reading_word import read_paragraphs
from tests.page.reading import Element
from tests.page.reading import page as read_page

PICTURE = re.compile(r"\[Picture: (.*?)\]\Z", re.DOTALL)


def text_in(document: Document, form: str) -> str:
    """Write a document and read back what it says."""
    return "".join(texts(write_document(document, form), form).split())


def texts(content: bytes, form: str) -> str:
    match form:
        case "html":
            (body,) = read_page(content.decode()).all("body")
            return _html(body)
        case "docx":
            return " ".join(each.text for each in read_paragraphs(content))
        case "pdf":
            return read_pdf(content).tree.text
    return _markdown(content.decode())


def _html(found: Element) -> str:
    if found.name == "figure":
        return str(found.all("div")[0].attributes["aria-label"])
    return "".join(each if isinstance(each, str) else _html(each) for each in found.inside)


def _markdown(text: str) -> str:
    """Read Markdown as its reader shows it; a picture is the words for it."""
    shown = []
    for token in MarkdownIt("commonmark").enable(["table"]).parse(text):
        if token.type == "fence":
            shown.append(token.content)
        words = "".join(
            each.content if each.type in ("text", "text_special", "code_inline") else " "
            for each in token.children or ()
        )
        words = PICTURE.sub(r"\1", words)
        shown.append("" if re.fullmatch("_+", words) else words.removeprefix("[ ] "))
    return " ".join(shown)
