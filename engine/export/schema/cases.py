"""The schema of a file of cases: answers as in a profile, and what may be expected of each decision."""

from engine.checks.cases import CASE_KEYS
from engine.checks.expectations import EXPECTED
from engine.export.schema.conditions import decision_meaning
from engine.export.schema.pieces import DAY, NAMES, TEXT, WHOLE, Schema, mapping, one_of, one_or_several
from engine.export.shapes import profile_schema
from engine.profile.read_profile import heads
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import NUMBERS, SETS, Decision

SEVERAL = ("possible", "within")
"""What is expected of a decision with one value as a list of values."""


def case_file(base: RuleBase) -> Schema:
    """Describe a file of cases for one pack."""
    profile = profile_schema(base)
    of_profile = profile["properties"]
    shapes: dict[str, Schema] = {
        "name": {**TEXT, "description": "A sentence: the situation and what must come out."},
        "expect": expect(base),
        "answers": of_profile["answers"],
        "controls": of_profile["controls"],
        "as_of": DAY,
        "header": mapping({head: of_profile[head] for head in heads(base)}),
        "cites": NAMES,
        "why": TEXT,
    }
    case = mapping(shapes, ("name", "expect", *CASE_KEYS), ("name", "expect"))
    shared = {**profile.get("$defs", {}), "names": one_or_several(TEXT)}
    return {**mapping({"cases": {"type": "array", "items": case}}, required=("cases",)), "$defs": shared}


def expect(base: RuleBase) -> Schema:
    """Describe what may be expected: of each decision one plain value, or what its hit policy lets one ask."""
    shapes = {each.name: {**_of(each), "description": decision_meaning(each)} for each in base.decisions.values()}
    return {**mapping(shapes), "minProperties": 1}


def _of(decision: Decision) -> Schema:
    one = WHOLE if decision.hit_policy in NUMBERS else one_of(decision.values)
    keys = EXPECTED[decision.hit_policy]
    several = decision.hit_policy in SETS
    asked = {key: one_or_several(one) if several or key in SEVERAL else one for key in keys}
    if several:
        return {**mapping(asked), "minProperties": 1}
    return {"anyOf": [one, {**mapping(asked), "minProperties": 1}]}
