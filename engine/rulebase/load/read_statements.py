"""Documents, statements and principles: from their trees to values."""

from engine.rulebase.load.form import Form
from engine.rulebase.statements import Document, Principle, Statement
from engine.source.diagnostics import Diagnostics
from engine.source.names import NameStyle
from engine.source.tree import Node


def read_document(node: Node, diagnostics: Diagnostics) -> Document | None:
    """Read one source document."""
    form = Form(node, "a document", diagnostics, required=("id", "prefix", "title"))
    return (
        Document(form.name("id", NameStyle.KEBAB), form.name("prefix"), form.text("title")) if form.has("id") else None
    )


def read_statement(node: Node, diagnostics: Diagnostics) -> Statement | None:
    """Read one statement; its document is found by the prefix of its id once every document is known."""
    form = Form(node, "a statement", diagnostics, required=("id", "must", "says"), optional=("under", "origin"))
    name = form.text("id")
    if not name:
        return None
    return Statement(
        id=name,
        document="",
        must=form.name("must"),
        under=form.text("under"),
        says=form.text("says"),
        origin=form.text("origin"),
        span=form.at("id").span,
    )


def read_principle(node: Node, diagnostics: Diagnostics) -> Principle | None:
    """Read one principle."""
    form = Form(node, "a principle", diagnostics, required=("name", "says", "cites"))
    cites = tuple(word.text for word in form.words("cites"))
    return (
        Principle(form.name("name", NameStyle.KEBAB), form.text("says"), cites, form.at("name").span)
        if form.has("name")
        else None
    )
