"""Conditions: from a tree and the declared names to condition nodes."""

from dataclasses import replace

from engine.rulebase.conditions import ALWAYS, NEVER, All, AnyOf, AtLeast, Condition, Includes, Literal, Not, OneOf
from engine.rulebase.controls import MISSING
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS
from engine.rulebase.load.names import DeclaredNames
from engine.rulebase.load.read_tests import read_test
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.suggest import did_you_mean, near_or_all
from engine.source.tree import Mapping, Node, Scalar, Sequence

CONNECTIVES = ("all", "any", "not", "at_least")


def read_condition(node: Node, names: DeclaredNames, diagnostics: Diagnostics) -> Condition:
    """Read a condition; errors go to the diagnostics with their place."""
    if isinstance(node, Scalar) and node.text == "always":
        return ALWAYS
    if not isinstance(node, Mapping):
        diagnostics.error("bad-condition", node.span, "a condition must be a mapping such as `{fact: yes}`")
        return NEVER
    if len(node.entries) != 1:
        count, way_out = len(node.entries), "join several with `all` or `any`"
        if not count:
            way_out = "write one such as `{fact: yes}`"
        message = f"a condition has exactly one key, this one has {count or 'none'}; {way_out}"
        diagnostics.error("bad-condition", node.span, message)
        return NEVER
    key, value = node.entries[0].key, node.entries[0].value
    match key.text:
        case "all":
            return All(_parts("all", value, names, diagnostics))
        case "any":
            return AnyOf(_parts("any", value, names, diagnostics))
        case "not":
            return Not(read_condition(value, names, diagnostics))
        case "at_least":
            return _at_least(value, names, diagnostics)
        case _:
            return _literal(key, value, names, diagnostics)


def _parts(key: str, node: Node, names: DeclaredNames, diagnostics: Diagnostics) -> tuple[Condition, ...]:
    if not isinstance(node, Sequence) or not node.items:
        diagnostics.error("bad-condition", node.span, f"`{key}` needs a list of conditions")
        return ()
    return tuple(read_condition(item, names, diagnostics) for item in node.items)


def _at_least(node: Node, names: DeclaredNames, diagnostics: Diagnostics) -> Condition:
    form = Form(node, "`at_least`", diagnostics, required=("n", "of"))
    parts = _parts("of", form.at("of"), names, diagnostics) if form.has("of") else ()
    n = form.integer("n")
    if n is None or not parts:
        return NEVER
    if not 1 <= n <= len(parts):
        message = f"`n` must lie between 1 and {len(parts)}, the number of conditions"
        diagnostics.error("bad-count", form.at("n").span, message)
        return NEVER
    return AtLeast(n, parts)


def _literal(key: Scalar, value: Node, names: DeclaredNames, diagnostics: Diagnostics) -> Condition:
    key = replace(key, text=names.called(key.text))
    name = key.text
    if name in names.spoilt:
        return NEVER
    if name not in names:
        what = "fact" if names.only_facts else "fact, decision or control"
        hint = did_you_mean(name, [*names.all(), *CONNECTIVES])
        diagnostics.error("unknown-name", key.span, f"no {what} is named {in_backticks(name)}{hint}")
        return NEVER
    if names.only_facts and name not in names.facts:
        what = "decision" if name in names.decisions else "control"
        diagnostics.error("not-a-fact", key.span, f"`{name}` is a {what}; `applies_when` may read facts only")
        return NEVER
    if name in (WARNINGS, ADVICE):
        diagnostics.error("not-readable", key.span, f"no condition may read `{name}`; they are what comes last")
        return NEVER
    if name == CONTROLS and not _asks_for_members(value):
        return _class_missing(value, names, diagnostics)
    return read_test(key, value, names, diagnostics)


def _asks_for_members(node: Node) -> bool:
    return isinstance(node, Mapping) and len(node.entries) == 1 and node.entries[0].key.text != "missing"


def _class_missing(node: Node, names: DeclaredNames, diagnostics: Diagnostics) -> Condition:
    """Write out "a required control of this class is missing": one branch for each control of the class."""
    word = node.get("missing") if isinstance(node, Mapping) and len(node.entries) == 1 else None
    members = names.classes()
    if not isinstance(word, Scalar):
        message = "`controls` must be asked one of `{missing: CLASS}`, `{includes: CONTROL}`, `{includes_any: […]}`"
        diagnostics.error("wrong-kind", node.span, message)
        return NEVER
    if word.text not in members:
        hint = near_or_all(word.text, [each for each in names.control_classes if each in members])
        diagnostics.error("unknown-class", word.span, f"no control is of class {in_backticks(word.text)}{hint}")
        return NEVER
    return AnyOf(
        tuple(
            All((Literal(name, OneOf(frozenset({MISSING}))), Literal(CONTROLS, Includes(name), on_decision=True)))
            for name in sorted(members[word.text])
        )
    )
