"""A document as PDF: tagged for everybody (PDF/UA-1), with titles, bookmarks and the headings of rows."""

import re

from armslength.documents.model import Document
from armslength.documents.writers.typeset.compile import TypesettingError, set_in_type
from armslength.documents.writers.typeset.data import document_data
from armslength.documents.writers.typeset.row_headers import with_row_headers
from engine import Diagnostic, InputError, InternalError

_NOT_SHOWN = re.compile('the text `"(.*)"` could not be displayed', re.DOTALL)


def document_pdf(document: Document) -> bytes:
    """Write a document as PDF.

    Raises `InputError` where it holds a letter that our fonts have not: nothing is left out, and no box stands for it.
    """
    try:
        return with_row_headers(set_in_type("document.typ", document_data(document), day=document.day))
    except TypesettingError as problem:
        found = _NOT_SHOWN.search(str(problem))
        if found is None:
            raise InternalError(f"a document of the kind {document.kind} can't be set: {problem}") from problem
        message = f"our fonts for PDF have no letter for `{found[1]}`"
        way_out = "write the document as .docx or .html, whose letters are those of the reader's machine"
        raise InputError((Diagnostic("letter-not-in-font", message, None, help=way_out),)) from problem
