"""Conditions: from a tree and the declared names to condition nodes."""

from engine.rulebase.conditions import ALWAYS, All, AnyOf, AtLeast, Condition, Includes, Literal, Not, OneOf
from engine.rulebase.controls import MISSING
from engine.rulebase.load.form import Form
from engine.rulebase.load.names import Names
from engine.rulebase.load.read_tests import NEVER, read_test
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.scalars import read_integer
from engine.source.suggest import did_you_mean
from engine.source.tree import Mapping, Node, Scalar, Sequence

CONNECTIVES = ("all", "any", "not", "at_least")


def read_condition(node: Node, names: Names, diagnostics: Diagnostics) -> Condition:
    """Read a condition; errors go to the diagnostics with their place."""
    if isinstance(node, Scalar) and node.text == "always":
        return ALWAYS
    if not isinstance(node, Mapping):
        diagnostics.error("bad-condition", node.span, "a condition must be a mapping such as `{fact: yes}`")
        return NEVER
    if len(node.entries) != 1:
        diagnostics.error(
            "bad-condition",
            node.span,
            f"a condition has exactly one key, this one has {len(node.entries)}; join several with `all` or `any`",
        )
        return NEVER
    key, value = node.entries[0].key, node.entries[0].value
    match key.text:
        case "all":
            return All(_parts(value, names, diagnostics))
        case "any":
            return AnyOf(_parts(value, names, diagnostics))
        case "not":
            return Not(read_condition(value, names, diagnostics))
        case "at_least":
            return _at_least(value, names, diagnostics)
        case _:
            return _literal(key, value, names, diagnostics)


def _parts(node: Node, names: Names, diagnostics: Diagnostics) -> tuple[Condition, ...]:
    if not isinstance(node, Sequence) or not node.items:
        diagnostics.error("bad-condition", node.span, "`all` and `any` need a list of conditions")
        return ()
    return tuple(read_condition(item, names, diagnostics) for item in node.items)


def _at_least(node: Node, names: Names, diagnostics: Diagnostics) -> Condition:
    form = Form(node, "`at_least`", diagnostics, required=("n", "of"))
    parts = _parts(form.at("of"), names, diagnostics) if form.has("of") else ()
    count = form.at("n")
    n = read_integer(count, diagnostics) if isinstance(count, Scalar) else None
    if n is not None and not 1 <= n <= len(parts):
        diagnostics.error("bad-count", count.span, f"`n` must lie between 1 and {len(parts)}, the number of conditions")
        return NEVER
    return NEVER if n is None else AtLeast(n, parts)


def _literal(key: Scalar, value: Node, names: Names, diagnostics: Diagnostics) -> Condition:
    if key.text == "controls" and isinstance(value, Mapping) and value.get("missing") is not None:
        return _class_missing(value, names, diagnostics)
    if key.text not in names:
        hint = did_you_mean(key.text, [*names.all(), *CONNECTIVES])
        diagnostics.error(
            "unknown-name", key.span, f"no fact, decision or control is named {in_backticks(key.text)}{hint}"
        )
        return NEVER
    return read_test(key.text, value, names, diagnostics)


def _class_missing(node: Mapping, names: Names, diagnostics: Diagnostics) -> Condition:
    """Write out "a required control of this class is missing": one branch for each control of the class."""
    word = node.get("missing")
    members = names.classes()
    if not isinstance(word, Scalar) or word.text not in members or len(node.entries) != 1:
        text = word.text if isinstance(word, Scalar) else ""
        hint = did_you_mean(text, members)
        diagnostics.error("unknown-class", node.span, f"no control is of class {in_backticks(text)}{hint}")
        return NEVER
    return AnyOf(
        tuple(
            All((Literal(name, OneOf(frozenset({MISSING}))), Literal("controls", Includes(name), on_decision=True)))
            for name in sorted(members[word.text])
        )
    )
