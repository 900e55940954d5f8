"""Conditions in a schema: every name that a condition may read, and what may be asked of it."""

from collections.abc import Iterable

from engine.export.schema.pieces import DURATION, WHOLE, YES_NO, Schema, listed, one_of, only_one
from engine.render.question import presented
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import STATUS_LABELS
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS, Decision
from engine.rulebase.facts import Fact

NUMBER: Schema = {"anyOf": [WHOLE, only_one({"at_least": WHOLE, "at_most": WHOLE, "equals": WHOLE})]}


def condition(base: RuleBase) -> Schema:
    """Describe a condition that may read everything."""
    tests = _of_facts(base)
    for control in base.controls.values():
        tests[control.name] = {**_chosen(STATUS_LABELS), "description": meaning(base, control.name)}
    for decision in base.decisions.values():
        if decision.name not in (WARNINGS, ADVICE):
            tests[decision.name] = {**_of_decision(base, decision), "description": decision_meaning(decision)}
    return _tree("condition", tests)


def condition_on_questions(base: RuleBase) -> Schema:
    """Describe a condition that may read questions only."""
    tests = _of_facts(base)
    return _tree("condition_on_questions", tests)


def _of_facts(base: RuleBase) -> dict[str, Schema]:
    """Describe what may be asked of each question, under every name that it goes by."""
    readable = (fact for fact in base.questions() if fact.name in base.facts and fact.kind != "text")
    return {
        name: {**_of_fact(fact), "description": meaning(base, fact.name)}
        for fact in readable
        for name in (fact.name, *fact.aliases)
    }


def _tree(name: str, tests: dict[str, Schema]) -> Schema:
    part: Schema = {"$ref": f"#/$defs/{name}"}
    parts: Schema = {"type": "array", "items": part, "minItems": 1}
    several = {
        "type": "object",
        "properties": {"n": {**WHOLE, "minimum": 1}, "of": parts},
        "required": ["n", "of"],
        "additionalProperties": False,
        "description": "At least so many of the parts hold.",
    }
    joined: dict[str, Schema] = {
        "all": {**parts, "description": "Every part holds."},
        "any": {**parts, "description": "One part at least holds."},
        "not": {**part, "description": "The part does not hold."},
        "at_least": several,
    }
    return {"anyOf": [{"const": "always"}, only_one({**joined, **tests})]}


def _of_fact(fact: Fact) -> Schema:
    answers = (*fact.values, *fact.value_aliases)
    match fact.kind:
        case "yes_no":
            return {"enum": [*YES_NO["enum"], *answers]}
        case "choices":
            return _members(answers)
        case "number":
            return NUMBER
        case "date":
            return only_one({"older_than": DURATION})
        case _:
            return _chosen(answers, ordered=fact.ordered)


def _of_decision(base: RuleBase, decision: Decision) -> Schema:
    match decision.hit_policy:
        case "count" | "sum":
            return NUMBER
        case "collect" if decision.name == CONTROLS:
            classes = {"missing": one_of(base.pack.control_classes)} if base.pack.control_classes else {}
            return only_one({**classes, **_membership(base.controls)})
        case "collect" | "output_order":
            return _members(decision.values)
        case policy:
            return _chosen(decision.values, ordered=policy == "max")


def _chosen(values: Iterable[str], *, ordered: bool = False) -> Schema:
    one = one_of(values)
    operators: dict[str, Schema] = {"one_of": listed(one)}
    if ordered:
        operators |= {"at_least": one, "at_most": one}
    return {"anyOf": [one, only_one(operators)]}


def _members(values: Iterable[str]) -> Schema:
    return only_one(_membership(values))


def _membership(values: Iterable[str]) -> dict[str, Schema]:
    one = one_of(values)
    return {"includes": one, "includes_any": listed(one)}


def meaning(base: RuleBase, name: str) -> str:
    """Say what a question asks, and what its answers mean."""
    asked = presented(base, name)
    answers = "; ".join(f"{name}: {label}" for name, label in asked.answers.items())
    return f"{asked.question} ({answers})" if answers else asked.question


def decision_meaning(decision: Decision) -> str:
    """Say what a decision decides, and what its values mean; those of a set that every pack has are too many."""
    values = [] if decision.built_in else [f"{name}: {value.label}" for name, value in decision.values.items()]
    return f"{decision.title} ({'; '.join(values)})" if values else decision.title
