"""The description of a pack: from its tree to a value."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.rulebase.load.layers import Layer
from engine.rulebase.pack import PROFILE_KEYS, HeaderField, LayoutSection, LeftOut, Pack, StatementKind
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.names import NameStyle, read_name
from engine.source.tree import Mapping, Node, Scalar

REQUIRED = ("id", "version", "title", "topics", "layout")
OPTIONAL = ("examples", "roles", "control_classes", "header", "statement_kinds")
LABELS = ("topics", "roles", "control_classes")
OVER_REQUIRED = ("id", "version", "title", "extends")
OVER_OPTIONAL = ("examples", *LABELS, "layout", "statement_kinds")
"""What a pack that extends another says of itself; everything else is as the packs below have it."""
SHOWN_BY = ("rule", "control", "principle", "example", "anything")


def read_packs(layers: Sequence[Layer], diagnostics: Diagnostics) -> Pack:
    """Read what a pack says of itself, on top of what those say that it extends."""
    pack = read_pack(layers[0].pack, diagnostics)
    for layer in layers[1:]:
        pack = _read_over(pack, layer.pack, diagnostics)
    return pack


def _read_over(below: Pack, node: Node, diagnostics: Diagnostics) -> Pack:
    """Read the description of a pack that extends another: what it says is added."""
    form = Form(node, "`pack`", diagnostics, required=OVER_REQUIRED, optional=OVER_OPTIONAL)
    form.text("extends")
    layout = Form(
        form.at("layout") if form.has("layout") else Mapping((), form.span),
        "`layout`",
        diagnostics,
        optional=("primary", "headline", "sections", "left_out"),
    )
    kinds = {kind.name for kind in below.statement_kinds}
    for key, known in (*((key, getattr(below, key)) for key in LABELS), ("statement_kinds", kinds)):
        for name, _ in form.entries(key):
            if name.text in known:
                message = f"a pack below declares {in_backticks(name.text)} under `{key}` already; choose another name"
                diagnostics.error("duplicate-name", name.span, message)
    return replace(
        below,
        id=form.name("id", NameStyle.KEBAB),
        version=form.text("version"),
        title=form.text("title"),
        examples=form.text("examples"),
        topics={**below.topics, **_labels(form, "topics")},
        roles={**below.roles, **_labels(form, "roles")},
        control_classes={**below.control_classes, **_labels(form, "control_classes")},
        primary=(*below.primary, *layout.texts("primary")),
        headline=(*below.headline, *layout.texts("headline")),
        sections=(*below.sections, *_sections(layout)),
        left_out=(*below.left_out, *_left_out(layout)),
        statement_kinds=(*below.statement_kinds, *_statement_kinds(form)),
    )


def read_pack(node: Node, diagnostics: Diagnostics) -> Pack:
    """Read what a pack that stands alone says of itself."""
    form = Form(node, "`pack`", diagnostics, required=REQUIRED, optional=OPTIONAL)
    layout = Form(
        form.at("layout"),
        "`layout`",
        diagnostics,
        required=("primary", "headline"),
        optional=("heading", "sections", "left_out"),
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
        heading=layout.texts("heading"),
        primary=layout.texts("primary"),
        headline=layout.texts("headline"),
        sections=tuple(_sections(layout)),
        left_out=tuple(_left_out(layout)),
        statement_kinds=tuple(_statement_kinds(form)),
    )


def _labels(form: Form, key: str) -> dict[str, str]:
    labels: dict[str, str] = {}
    for name, node in form.entries(key):
        read_name(name, form.diagnostics)
        if isinstance(node, Scalar) and node.text:
            labels[name.text] = " ".join(node.text.split())
        else:
            form.diagnostics.error("wrong-kind", node.span, f"the label of {in_backticks(name.text)} must be a text")
    return labels


def _header(form: Form) -> Iterator[HeaderField]:
    """Walk the fields of the header, groups laid out flat."""
    answered: dict[str, str] = {}
    for name, node in form.entries("header"):
        if name.text in PROFILE_KEYS:
            message = f"every profile has the key `{name.text}` already; give the field another name"
            form.diagnostics.error("reserved-name", name.span, message)
        read_name(name, form.diagnostics)
        for path, inner in _paths(name, node, form.diagnostics):
            field = _field(path, inner)
            if field is None:
                message = "a header field is `text`, `texts` or `{fact: NAME}`"
                form.diagnostics.error("bad-header", inner.span, message)
                continue
            if field.fact and field.fact in answered:
                message = f"`{field.fact}` is answered already by the field `{answered[field.fact]}`"
                form.diagnostics.error("answered-twice", inner.span, message)
            answered[field.fact] = path
            yield field


def _paths(name: Scalar, node: Node, diagnostics: Diagnostics) -> Iterator[tuple[str, Node]]:
    """Walk a field, or the fields of a group."""
    if not isinstance(node, Mapping) or not node.entries or _field(name.text, node) is not None:
        yield name.text, node
        return
    for entry in node.entries:
        read_name(entry.key, diagnostics)
        yield f"{name.text}.{entry.key.text}", entry.value


def _field(path: str, node: Node) -> HeaderField | None:
    if isinstance(node, Scalar) and node.text in ("text", "texts"):
        return HeaderField(path, "", node.text == "texts")
    if isinstance(node, Mapping) and len(node.entries) == 1:
        fact = node.get("fact")
        if isinstance(fact, Scalar) and fact.text not in ("text", "texts"):
            return HeaderField(path, fact.text, many=False)
    return None


def _sections(layout: Form) -> Iterator[LayoutSection]:
    for item in layout.items("sections"):
        form = Form(item, "a section", layout.diagnostics, required=("title", "decisions"))
        yield LayoutSection(form.text("title"), form.texts("decisions"))


def _left_out(layout: Form) -> Iterator[LeftOut]:
    for decision, node in layout.entries("left_out"):
        form = Form(node, f"`left_out` of {in_backticks(decision.text)}", layout.diagnostics, required=("where", "is"))
        yield LeftOut(decision.text, form.text("where"), frozenset(form.texts("is")))


def _statement_kinds(pack: Form) -> Iterator[StatementKind]:
    for name, node in pack.entries("statement_kinds"):
        read_name(name, pack.diagnostics)
        form = Form(node, "a statement kind", pack.diagnostics, required=("says", "shown_by"), optional=("decisions",))
        shown_by = form.word("shown_by", SHOWN_BY)
        yield StatementKind(name.text, form.text("says"), shown_by, form.texts("decisions"))
