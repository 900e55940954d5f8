"""The types of the file: for each list of answers or values, which ones are allowed."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from engine.export.dmn.elements import inside
from engine.export.dmn.feel import quoted
from engine.export.dmn.names import FeelNames
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import STATUS_LABELS
from engine.rulebase.decisions import NUMBERS, SETS, Decision

STATUS = "t_status"
PLAIN = {"yes_no": "boolean", "number": "number", "date": "date", "text": "string"}


def add_types(definitions: Element, base: RuleBase, names: FeelNames) -> None:
    """Add the type of every question with a choice, of the status of controls, and of every decision."""
    if base.controls:
        _one_of(definitions, STATUS, STATUS_LABELS)
    for fact in base.facts.values():
        if fact.values:
            called = type_of_question(base, names, fact.name)
            silent = fact.when_silent is not None and fact.kind == "choice"
            _one_of(definitions, called.removesuffix("_list"), fact.values, or_null=silent)
            if fact.kind == "choices":
                _list_of(definitions, called)
    for decision in base.decisions.values():
        called = type_of_decision(names, decision)
        if called.startswith("t_"):
            _one_of(definitions, called.removesuffix("_list"), decision.values)
            if called.endswith("_list"):
                _list_of(definitions, called)


def _one_of(definitions: Element, name: str, values: Iterable[str], *, or_null: bool = False) -> None:
    """Add a type of texts; `or_null` allows a missing answer, where silence is one."""
    made = inside(definitions, "itemDefinition", id=name, name=name)
    inside(made, "typeRef", "string")
    allowed = ", ".join((*map(quoted, values), *(["null"] if or_null else [])))
    inside(inside(made, "allowedValues", id=f"{name}_values"), "text", allowed)


def _list_of(definitions: Element, name: str) -> None:
    made = inside(definitions, "itemDefinition", id=name, name=name, isCollection="true")
    inside(made, "typeRef", name.removesuffix("_list"))


def type_of_question(base: RuleBase, names: FeelNames, name: str) -> str:
    """Name the type of a question, or of the status of a control."""
    if name in base.controls:
        return STATUS
    kind = base.facts[name].kind
    if kind in PLAIN:
        return PLAIN[kind]
    return f"t_{names.question(name)}" + ("_list" if kind == "choices" else "")


def type_of_decision(names: FeelNames, decision: Decision) -> str:
    """Name the type of what a decision gives; of one without values that of no value at all."""
    if decision.hit_policy in NUMBERS:
        return "number"
    if not decision.values:
        return "Any"
    return f"t_{names.decision(decision.name)}" + ("_list" if decision.hit_policy in SETS else "")
