"""The writers of documents: HTML, Markdown, Word and PDF, of one model. Their texts are the same, in the same order."""

from armslength.documents.model import Document
from engine import MissingExtra

DOCUMENT_FORMS = ("html", "md", "docx", "pdf")


def write_document(document: Document, form: str, template: bytes | None = None) -> bytes:
    """Write a document as one of `DOCUMENT_FORMS`; the same document gives the same bytes.

    `template` is a Word file of the house, whose styles, header, footer and page are used; it matters to Word alone.
    Raises `MissingExtra` where the form needs the extra `documents` and it is not installed, and `InputError` where
    the document can't be written in this form.
    """
    if form == "html":
        from armslength.documents.writers.web import document_html

        return document_html(document).encode()
    if form == "md":
        from engine.page.markdown import page_markdown

        return page_markdown(document.whole_page()).encode()
    try:
        if form == "docx":
            from armslength.documents.writers.word.document import document_docx

            return document_docx(document, template)
        from armslength.documents.writers.typeset.document import document_pdf
    except ImportError as problem:
        raise MissingExtra("documents") from problem
    return document_pdf(document)
