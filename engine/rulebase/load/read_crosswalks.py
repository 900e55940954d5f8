"""Crosswalks: from their trees to references and lines."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from engine.rulebase.crosswalks import Crosswalk, CrosswalkLine, CrosswalkReference
from engine.rulebase.load.declare import by_name
from engine.rulebase.load.layers import Layer
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.names import NameStyle
from engine.source.suggest import did_you_mean
from engine.source.tree import Node

REQUIRED = ("name", "title", "true_on", "remark", "references", "lines")
REFERENCE_KEYS = ("id", "frame", "title")
LINE_KEYS = ("controls", "references", "looks_for", "found_in")


def read_crosswalks(layers: Sequence[Layer], diagnostics: Diagnostics) -> dict[str, Crosswalk]:
    """Read the crosswalks by name. One of a pack that is laid over another takes the place of that of the same name."""
    found: dict[str, Crosswalk] = {}
    for layer in layers:
        read = [_crosswalk(node, diagnostics) for node in layer.declared.crosswalks]
        found |= by_name((each for each in read if each.name), "crosswalk", diagnostics)
    return dict(sorted(found.items()))


def _crosswalk(node: Node, diagnostics: Diagnostics) -> Crosswalk:
    form = Form(node, "a crosswalk", diagnostics, required=REQUIRED)
    references = dict(_references(form, diagnostics))
    return Crosswalk(
        name=form.name("name", NameStyle.KEBAB),
        title=form.text("title"),
        true_on=form.date("true_on") or date.min,
        remark=form.text("remark"),
        references=references,
        lines=tuple(_line(each, references, diagnostics) for each in form.items("lines")),
        span=form.at("name").span,
    )


def _references(crosswalk: Form, diagnostics: Diagnostics) -> Iterator[tuple[str, CrosswalkReference]]:
    first: dict[str, CrosswalkReference] = {}
    for node in crosswalk.items("references"):
        form = Form(node, "a reference", diagnostics, required=REFERENCE_KEYS)
        name, frame, title = form.name("id", NameStyle.DOTTED), form.text("frame"), form.text("title")
        reference = CrosswalkReference(name, frame, title, form.at("id").span)
        if name in first:
            message = f"reference `{name}` is declared already at {first[name].span}"
            diagnostics.error("duplicate-name", reference.span, message)
        elif name:
            first[name] = reference
            yield name, reference


def _line(node: Node, references: Mapping[str, CrosswalkReference], diagnostics: Diagnostics) -> CrosswalkLine:
    form = Form(node, "a line of a crosswalk", diagnostics, required=LINE_KEYS)
    for word in form.words("references"):
        if word.text not in references:
            hint = did_you_mean(word.text, references)
            message = f"the crosswalk has no reference {in_backticks(word.text)}{hint}"
            diagnostics.error("unknown-reference", word.span, message)
    return CrosswalkLine(
        controls=form.texts("controls"),
        references=form.texts("references"),
        looks_for=form.text("looks_for"),
        found_in=form.text("found_in"),
        span=form.at("controls").span,
    )
