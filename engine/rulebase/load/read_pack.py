"""The description of a pack: from its tree to a value."""

from collections.abc import Iterator

from engine.rulebase.load.form import Form
from engine.rulebase.pack import HeaderField, Pack, Section, StatementKind
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.names import NameStyle
from engine.source.tree import Mapping, Node, Scalar

REQUIRED = ("id", "version", "title", "topics", "layout")
OPTIONAL = ("examples", "roles", "control_classes", "header", "statement_kinds")
SHOWN_BY = ("rule", "control", "principle", "example", "anything")


def read_pack(node: Node, diagnostics: Diagnostics) -> Pack:
    """Read what a pack says of itself."""
    form = Form(node, "`pack`", diagnostics, required=REQUIRED, optional=OPTIONAL)
    layout = Form(
        form.at("layout"),
        "`layout`",
        diagnostics,
        required=("primary", "headline"),
        optional=("heading", "sections"),
    )
    return Pack(
        id=form.name("id", NameStyle.KEBAB),
        version=form.text("version"),
        title=form.text("title"),
        examples=form.text("examples"),
        topics=_labels(form, "topics"),
        roles=_labels(form, "roles"),
        control_classes=_labels(form, "control_classes"),
        header=tuple(_header(form)),
        heading=_words(layout, "heading"),
        primary=_words(layout, "primary"),
        headline=_words(layout, "headline"),
        sections=tuple(_sections(layout)),
        statement_kinds=tuple(_statement_kinds(form)),
    )


def _words(form: Form, key: str) -> tuple[str, ...]:
    return tuple(word.text for word in form.words(key))


def _labels(form: Form, key: str) -> dict[str, str]:
    labels: dict[str, str] = {}
    for name, node in form.entries(key):
        if isinstance(node, Scalar) and node.text:
            labels[name.text] = " ".join(node.text.split())
        else:
            form.diagnostics.error("wrong-kind", node.span, f"the label of {in_backticks(name.text)} must be a text")
    return labels


def _header(form: Form) -> Iterator[HeaderField]:
    for name, node in form.entries("header"):
        field = _field(name.text, node)
        if field is not None:
            yield field
        elif isinstance(node, Mapping):
            for entry in node.entries:
                inner = _field(f"{name.text}.{entry.key.text}", entry.value)
                if inner is not None:
                    yield inner
                else:
                    message = "a header field is `text`, `texts` or `{fact: NAME}`"
                    form.diagnostics.error("bad-header", entry.value.span, message)
        else:
            form.diagnostics.error("bad-header", node.span, "a header field is `text`, `texts` or `{fact: NAME}`")


def _field(path: str, node: Node) -> HeaderField | None:
    if isinstance(node, Scalar) and node.text in ("text", "texts"):
        return HeaderField(path, "", node.text == "texts")
    if isinstance(node, Mapping) and len(node.entries) == 1:
        fact = node.get("fact")
        if isinstance(fact, Scalar) and fact.text not in ("text", "texts"):
            return HeaderField(path, fact.text, many=False)
    return None


def _sections(layout: Form) -> Iterator[Section]:
    for item in layout.items("sections"):
        form = Form(item, "a section", layout.diagnostics, required=("title", "decisions"))
        yield Section(form.text("title"), _words(form, "decisions"))


def _statement_kinds(pack: Form) -> Iterator[StatementKind]:
    for name, node in pack.entries("statement_kinds"):
        form = Form(node, "a statement kind", pack.diagnostics, required=("says", "shown_by"), optional=("decisions",))
        shown_by = form.word("shown_by", SHOWN_BY)
        yield StatementKind(name.text, form.text("says"), shown_by, _words(form, "decisions"))
