"""The description of a pack: from its tree to a value."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.rulebase.load.layers import Layer
from engine.rulebase.pack import PROFILE_KEYS, HeaderField, LayoutSection, LeftOut, Pack, StatementKind, Urgency
from engine.rulebase.taken_headings import taken_for
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.names import NameStyle, read_name
from engine.source.tree import Mapping as Tree
from engine.source.tree import Node, Scalar
from engine.source.tree import Sequence as Several

REQUIRED = ("id", "version", "title", "topics", "layout")
OPTIONAL = ("examples", "roles", "control_classes", "urgencies", "header", "statement_kinds", "day_first")
LABELS = ("topics", "roles", "control_classes")
OVER_REQUIRED = ("id", "version", "title", "extends")
OVER_OPTIONAL = ("examples", *LABELS, "urgencies", "layout", "statement_kinds")
"""What a pack that extends another says of itself; everything else is as the packs below have it."""
SHOWN_BY = ("rule", "control", "principle", "example", "anything")


NOTHING_BELOW = Pack("", "", "", "", {}, {}, {}, (), (), (), (), (), (), ())


def read_packs(layers: Sequence[Layer], called: Callable[[str], str], diagnostics: Diagnostics) -> Pack:
    """Read what a pack says of itself, on top of what those say that it extends.

    `called` gives the name of a question that goes by another name.
    """
    pack = NOTHING_BELOW
    for layer in layers:
        pack = _read_pack(layer.pack, pack, called, diagnostics)
    return pack


def _read_pack(node: Node, below: Pack, called: Callable[[str], str], diagnostics: Diagnostics) -> Pack:
    """Read the description of a pack: what it says is added to what the packs below it say."""
    lowest = below is NOTHING_BELOW
    required, optional = (REQUIRED, OPTIONAL) if lowest else (OVER_REQUIRED, OVER_OPTIONAL)
    form = Form(node, "`pack`", diagnostics, required=required, optional=optional)
    form.text("extends")
    layout = Form(
        form.at("layout") if lowest or form.has("layout") else Tree((), form.span),
        "`layout`",
        diagnostics,
        required=("primary", "headline") if lowest else (),
        optional=("heading", "sections", "left_out") if lowest else ("primary", "headline", "sections", "left_out"),
    )
    return Pack(
        id=form.name("id", NameStyle.KEBAB),
        version=form.text("version"),
        title=form.text("title"),
        examples=form.text("examples"),
        topics=_labels(form, "topics", below.topics),
        roles=_labels(form, "roles", below.roles),
        control_classes=_labels(form, "control_classes", below.control_classes),
        header=(*below.header, *_header(form, called)),
        heading=(*below.heading, *layout.texts("heading")),
        primary=(*below.primary, *layout.texts("primary")),
        headline=(*below.headline, *layout.texts("headline")),
        sections=(*below.sections, *_sections(layout, called)),
        left_out=(*below.left_out, *_left_out(layout)),
        statement_kinds=(*below.statement_kinds, *_statement_kinds(form, below.statement_kinds)),
        day_first=form.flag("day_first") if lowest else below.day_first,
        urgencies=_urgencies(form, below.urgencies),
    )


def _labels(form: Form, key: str, below: Mapping[str, str]) -> dict[str, str]:
    """Read what people read for each name, on top of what the packs below say of others."""
    return {**below, **{name.text: label for name, label in _labelled(form, key, below)}}


def _urgencies(form: Form, below: Mapping[str, Urgency]) -> dict[str, Urgency]:
    """Read the kinds of harm, the gravest first; those that the packs below declare come before."""
    found = _labelled(form, "urgencies", below)
    return {**below, **{name.text: Urgency(name.text, label, name.span) for name, label in found}}


def _labelled(form: Form, key: str, below: Collection[str]) -> Iterator[tuple[Scalar, str]]:
    for name, node in form.entries(key):
        _refuse_again(name, key, below, form.diagnostics)
        read_name(name, form.diagnostics)
        if isinstance(node, Scalar) and node.text:
            yield name, " ".join(node.text.split())
        else:
            form.diagnostics.error("wrong-kind", node.span, f"the label of {in_backticks(name.text)} must be a text")


def _refuse_again(name: Scalar, key: str, below: Collection[str], diagnostics: Diagnostics) -> None:
    if name.text in below:
        message = f"a pack below declares {in_backticks(name.text)} under `{key}` already; choose another name"
        diagnostics.error("duplicate-name", name.span, message)


def _header(form: Form, called: Callable[[str], str]) -> Iterator[HeaderField]:
    """Walk the fields of the header, groups laid out flat."""
    answered: dict[str, str] = {}
    for name, node in form.entries("header"):
        if name.text in PROFILE_KEYS:
            message = f"every profile has the key `{name.text}` already; give the field another name"
            form.diagnostics.error("reserved-name", name.span, message)
        elif taken := taken_for(name.text):
            message = f"in a table, {in_backticks(name.text)} would head {taken}; give the field another name"
            form.diagnostics.error("reserved-heading", name.span, message)
        read_name(name, form.diagnostics)
        for path, inner in _paths(name, node, form.diagnostics):
            field = _field(path, inner)
            if field is None:
                message = "a header field is `text`, `texts` or `{fact: NAME}`"
                form.diagnostics.error("bad-header", inner.span, message)
                continue
            field = replace(field, fact=called(field.fact))
            if field.fact and field.fact in answered:
                message = f"`{field.fact}` is answered already by the field `{answered[field.fact]}`"
                form.diagnostics.error("answered-twice", inner.span, message)
            answered[field.fact] = path
            yield field


def _paths(name: Scalar, node: Node, diagnostics: Diagnostics) -> Iterator[tuple[str, Node]]:
    """Walk a field, or the fields of a group."""
    if not isinstance(node, Tree) or not node.entries or _field(name.text, node) is not None:
        yield name.text, node
        return
    for entry in node.entries:
        read_name(entry.key, diagnostics)
        yield f"{name.text}.{entry.key.text}", entry.value


def _field(path: str, node: Node) -> HeaderField | None:
    if isinstance(node, Scalar) and node.text in ("text", "texts"):
        return HeaderField(path, "", node.text == "texts")
    if isinstance(node, Tree) and len(node.entries) == 1:
        fact = node.get("fact")
        if isinstance(fact, Scalar) and fact.text not in ("text", "texts"):
            return HeaderField(path, fact.text, many=False)
    return None


def _sections(layout: Form, called: Callable[[str], str]) -> Iterator[LayoutSection]:
    for item in layout.items("sections"):
        form = Form(item, "a section", layout.diagnostics, required=("title",), optional=("decisions", "facts"))
        if not form.has("decisions") and not form.has("facts") and isinstance(item, Tree):
            message = "a section needs `decisions`, `facts` or both; say what stands under its title"
            layout.diagnostics.error("missing-key", form.span, message)
        facts = tuple(map(called, form.texts("facts")))
        yield LayoutSection(form.text("title"), form.texts("decisions"), facts)


def _left_out(layout: Form) -> Iterator[LeftOut]:
    for name, node in layout.entries("left_out"):
        what = f"`left_out` of {in_backticks(name.text)}"
        for each in node.items if isinstance(node, Several) else (node,):
            form = Form(each, what, layout.diagnostics, required=("where", "is"))
            yield LeftOut(name.text, form.text("where"), frozenset(form.texts("is")))


def _statement_kinds(pack: Form, below: Iterable[StatementKind]) -> Iterator[StatementKind]:
    known = [kind.name for kind in below]
    for name, node in pack.entries("statement_kinds"):
        _refuse_again(name, "statement_kinds", known, pack.diagnostics)
        read_name(name, pack.diagnostics)
        form = Form(node, "a statement kind", pack.diagnostics, required=("says", "shown_by"), optional=("decisions",))
        shown_by = form.word("shown_by", SHOWN_BY)
        yield StatementKind(name.text, form.text("says"), shown_by, form.texts("decisions"))
