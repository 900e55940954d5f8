"""Documents: the list, one to be read, one as a file, and everything in one zip."""

from armslength.documents.pack import inspection_pack
from armslength.documents.writers import DOCUMENT_FORMS, write_document
from armslength.register.exchange.leaving import history_of
from armslength.register.exchange.telling import history_text
from armslength.web.asking import Asking, NothingThere
from armslength.web.documents import declared, document_of, kinds_of_one, result_to_keep
from armslength.web.pages.documents import DocumentPage, DocumentsPage, document_page, documents_page
from armslength.web.routing import READERS, Download, Routes
from engine import MissingExtra, UsageError

ROUTES = Routes("documents")

MEDIA_TYPES = {
    "html": "text/html",
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@ROUTES.get("/s/<subject>/documents", READERS)
def shown(asking: Asking, subject: str) -> DocumentsPage:
    """Show which documents there are."""
    state, kinds = asking.state(subject), kinds_of_one(asking.office.base)
    has_pack = any(each.in_pack for each in declared(asking.office.base).documents.values())
    return documents_page(state, asking.office, kinds.values(), asking.desk.words, has_pack=has_pack)


@ROUTES.get("/s/<subject>/documents/<kind>", READERS)
def read(asking: Asking, subject: str, kind: str) -> DocumentPage:
    """Show a document."""
    state, found = asking.state(subject), kinds_of_one(asking.office.base).get(kind)
    if found is None:
        raise NothingThere(kind)
    office, words = asking.office, asking.desk.words
    return asking.of(
        state,
        f"document {kind}",
        lambda: document_page(state, office, document_of(asking.result(state), office.base, kind), found, words),
    )


@ROUTES.get("/s/<subject>/documents/<kind>.<form>", READERS)
def keep(asking: Asking, subject: str, kind: str, form: str) -> Download:
    """Give a document as a file."""
    state = asking.state(subject)
    if form not in DOCUMENT_FORMS or kind not in kinds_of_one(asking.office.base):
        raise NothingThere(f"{kind}.{form}")
    result = result_to_keep(state, asking.office, asking.today)
    try:
        data = write_document(document_of(result, asking.office.base, kind), form)
    except MissingExtra as problem:
        raise UsageError(asking.say("documents.missing")) from problem
    return Download(data, f"{subject}-{kind}-{asking.today}.{form}", MEDIA_TYPES[form])


@ROUTES.get("/s/<subject>/pack.zip", READERS)
def pack(asking: Asking, subject: str) -> Download:
    """Give everything that shows how a decision came about, with the history and what checks it."""
    register, base = asking.desk.register, asking.office.base
    state = asking.state(subject)
    result = result_to_keep(state, asking.office, asking.today)
    history = history_of(register, subject, history_text(state.history, asking.office))
    data = inspection_pack(base, result, declared(base), ("html",), history)
    return Download(data, f"{subject}-{asking.today}.zip", "application/zip")
