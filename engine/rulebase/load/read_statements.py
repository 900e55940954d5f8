"""Documents, statements and principles: from their trees to values."""

from collections.abc import Iterable

from engine.rulebase.statements import Document, Principle, Statement
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.names import NameStyle
from engine.source.tree import Node


def read_documents(nodes: Iterable[Node], diagnostics: Diagnostics) -> list[Document]:
    """Read the source documents; no two may share an id or a prefix."""
    documents: list[Document] = []
    taken: set[tuple[str, str]] = set()
    for node in nodes:
        form = Form(node, "a document", diagnostics, required=("id", "prefix", "title"))
        document = Document(form.name("id", NameStyle.KEBAB), form.name("prefix"), form.text("title"))
        for key, word in (("id", document.id), ("prefix", document.prefix)):
            if (key, word) in taken:
                message = f"another document has the {key} `{word}` already"
                diagnostics.error("duplicate-name", form.at(key).span, message)
        if document.id and document.prefix:
            taken |= {("id", document.id), ("prefix", document.prefix)}
            documents.append(document)
    return documents


def read_statement(node: Node, diagnostics: Diagnostics) -> Statement | None:
    """Read one statement; its document is found by the prefix of its id once every document is known."""
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
    cites = tuple(word.text for word in form.words("cites"))
    principle = Principle(form.name("name", NameStyle.KEBAB), form.text("says"), cites, form.at("name").span)
    return principle if principle.name else None
