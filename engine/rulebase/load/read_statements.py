"""Documents, statements and principles: from their trees to values."""

from collections.abc import Iterable
from dataclasses import replace

from engine.rulebase.statements import Document, Principle, Statement
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.names import NameStyle
from engine.source.suggest import near_or_all
from engine.source.tree import Node

DOCUMENT_REQUIRED = ("id", "prefix", "title")
DOCUMENT_OPTIONAL = ("short", "author", "publisher", "dated")


def read_documents(nodes: Iterable[Node], diagnostics: Diagnostics) -> list[Document]:
    """Read the source documents; no two may share an id or a prefix."""
    documents: list[Document] = []
    taken: set[tuple[str, str]] = set()
    for node in nodes:
        form = Form(node, "a document", diagnostics, required=DOCUMENT_REQUIRED, optional=DOCUMENT_OPTIONAL)
        known = {key: form.text(key) for key in DOCUMENT_OPTIONAL}
        document = Document(form.name("id", NameStyle.KEBAB), form.name("prefix"), form.text("title"), **known)
        for key, word in (("id", document.id), ("prefix", document.prefix)):
            if (key, word) in taken:
                message = f"another document has the {key} `{word}` already"
                diagnostics.error("duplicate-name", form.at(key).span, message)
        if document.id and document.prefix:
            taken |= {("id", document.id), ("prefix", document.prefix)}
            documents.append(document)
    return documents


def read_statements(
    nodes: Iterable[Node], documents: Iterable[Document], diagnostics: Diagnostics
) -> dict[str, Statement]:
    """Read the statements by id; the document of each is found by the prefix of its id."""
    by_prefix = {each.prefix: each for each in documents}
    statements: dict[str, Statement] = {}
    for statement in filter(None, (_statement(node, diagnostics) for node in nodes)):
        prefix = statement.id.split(".")[0]
        document = by_prefix.get(prefix)
        if document is None:
            message = f"no document has the prefix of statement `{statement.id}`{near_or_all(prefix, by_prefix)}"
            diagnostics.error("unknown-document", statement.span, message)
            statements[statement.id] = statement
        elif statement.id in statements:
            first = statements[statement.id].span
            message = f"statement `{statement.id}` is declared already at {first}"
            diagnostics.error("duplicate-name", statement.span, message)
        else:
            statements[statement.id] = replace(statement, document=document.id)
    return statements


def _statement(node: Node, diagnostics: Diagnostics) -> Statement | None:
    form = Form(node, "a statement", diagnostics, required=("id", "must", "says"), optional=("under", "origin"))
    name = form.name("id", NameStyle.DOTTED)
    statement = Statement(
        id=name,
        document="",
        must=form.name("must"),
        under=form.text("under"),
        says=form.text("says"),
        origin=form.text("origin"),
        span=form.at("id").span,
    )
    return statement if name else None


def read_principle(node: Node, diagnostics: Diagnostics) -> Principle | None:
    """Read one principle."""
    form = Form(node, "a principle", diagnostics, required=("name", "says", "cites"))
    cites = form.texts("cites")
    principle = Principle(form.name("name", NameStyle.KEBAB), form.text("says"), cites, form.at("name").span)
    return principle if principle.name else None


def read_citations(form: Form) -> tuple[str, ...]:
    """Read which statements something cites that must cite one at least."""
    if form.has("cites") and not form.items("cites"):
        form.diagnostics.error("no-citation", form.at("cites").span, f"{form.what} must cite one statement at least")
    return form.texts("cites")
