"""What silence means for a question: from its tree to an answer, typed by the question."""

from dataclasses import replace

from engine.rulebase.facts import Answer, Fact, Members
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.scalars import read_date, read_integer, read_yes_no
from engine.source.suggest import near_or_all
from engine.source.tree import Mapping, Node, Scalar, Sequence

KEY = "when_silent"
NOT_ANSWERED = "not_answered"
"""What silence means for a question of `yes` or `no` where it is a third answer, that conditions can ask for."""


def is_not_answered(form: Form) -> bool:
    """Tell whether silence is to be an answer of its own for a question of `yes` or `no`, by whatever name."""
    kind, silence, others = (form.at(key) for key in ("kind", KEY, "value_aliases"))
    if not (form.has(KEY) and isinstance(silence, Scalar) and isinstance(kind, Scalar) and kind.text == "yes_no"):
        return False
    meant = others.get(silence.text) if form.has("value_aliases") and isinstance(others, Mapping) else None
    return NOT_ANSWERED in (silence.text, meant.text if isinstance(meant, Scalar) else "")


def read_silence(fact: Fact, form: Form) -> Answer | None:
    """Read the answer that a question has where nothing was answered; none where silence means that it is unknown."""
    if not form.has(KEY):
        return None
    node, diagnostics = form.at(KEY), form.diagnostics
    if fact.kind == "choices":
        return _members(fact, node, diagnostics)
    if fact.kind == "text":
        diagnostics.error("when-silent-not-allowed", node.span, f"a `text` has no `{KEY}`: no rule reads it")
        return None
    if not isinstance(node, Scalar):
        diagnostics.error(
            "wrong-kind", node.span, f"`{KEY}` of `{fact.name}` takes one answer, not a list or a mapping"
        )
        return None
    match fact.kind:
        case "yes_no":
            return read_yes_no(replace(node, text=fact.meant(node.text)), diagnostics)
        case "date":
            return read_date(node, diagnostics)
        case "number":
            return _number(fact, node, diagnostics)
    return _value(fact, node, diagnostics)


def _number(fact: Fact, node: Scalar, diagnostics: Diagnostics) -> int | None:
    number = read_integer(node, diagnostics)
    low, high = fact.range or (0, 0)
    if number is not None and not low <= number <= high:
        message = f"`{fact.name}` must lie between {low} and {high}, not {number}"
        diagnostics.error("out-of-range", node.span, message)
        return None
    return number


def _value(fact: Fact, node: Scalar, diagnostics: Diagnostics) -> str | None:
    if fact.meant(node.text) in fact.values:
        return fact.meant(node.text)
    hint = near_or_all(node.text, fact.values)
    diagnostics.error("unknown-value", node.span, f"`{fact.name}` has no answer {in_backticks(node.text)}{hint}")
    return None


def _members(fact: Fact, node: Node, diagnostics: Diagnostics) -> Members | None:
    """Read a set: a list says that these are in it, and no others; an empty one, that none is."""
    if not isinstance(node, Sequence) or not all(isinstance(item, Scalar) for item in node.items):
        message = f"`{KEY}` of `{fact.name}` takes a list of answers, which may be empty"
        diagnostics.error("wrong-kind", node.span, message)
        return None
    found = [_value(fact, item, diagnostics) for item in node.items if isinstance(item, Scalar)]
    holds = frozenset(value for value in found if value is not None)
    return Members(holds, frozenset(fact.values) - holds)
