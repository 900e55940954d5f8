"""Faults planted in the shipped rules."""

from dataclasses import replace

from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Literal, Not, OneOf, literals
from engine.rulebase.rules import Conclusion, Rule


def with_rule(base: RuleBase, changed: Rule) -> RuleBase:
    """The base with one rule changed or added, under the conclusions it has now."""
    rules = dict(sorted({**base.rules, changed.name: changed}.items()))
    rules_of = {name: tuple(rule for rule in rules.values() if rule.concludes(name)) for name in base.decisions}
    return replace(base, rules=rules, rules_of=rules_of)


def a_rule(base: RuleBase, decision: str, value: str) -> Rule:
    return next(rule for rule in base.rules_of[decision] if value in rule.values_for(decision))


def a_floor_that_falls_when_danger_grows(base: RuleBase) -> RuleBase:
    rule = a_rule(base, "oversight", "direct_control")
    calm = Literal("disclosure_likelihood", OneOf(frozenset({"ordinary"})))
    return with_rule(base, replace(rule, name="planted", condition=calm, when=calm))


def a_model_that_overlaps(base: RuleBase) -> RuleBase:
    rule = a_rule(base, "model", "subcontract")
    wide = Literal("integral_to_regulated_outcomes", OneOf(frozenset({False})))
    return with_rule(base, replace(rule, name="planted", condition=wide, when=wide))


def a_model_that_is_read_from_the_label(base: RuleBase) -> RuleBase:
    rule = a_rule(base, "oversight", "enhanced")
    named = Literal("label", OneOf(frozenset({"subcontract"})))
    return with_rule(base, replace(rule, name="planted", condition=named, when=named))


def a_floor_that_falls_as_the_model_settles(base: RuleBase) -> RuleBase:
    rule = a_rule(base, "oversight", "enhanced")
    either = Literal("model", OneOf(frozenset({"subcontract", "partnership"})), on_decision=True)
    never = Not(Literal("model", OneOf(frozenset({"subcontract"})), on_decision=True))
    both = with_rule(base, replace(rule, name="planted", condition=either, when=either))
    for each in both.rules_of["oversight"]:
        if any(literal.subject == "model" for literal in literals(each.condition)) and each.name != "planted":
            both = with_rule(both, replace(each, condition=never, when=never))
    return both


def a_rule_that_cites_nothing(base: RuleBase) -> RuleBase:
    rule = a_rule(base, "oversight", "standard")
    return with_rule(base, replace(rule, cites=()))


def a_control_that_drops_when_somebody_is_alone(base: RuleBase) -> RuleBase:
    rule = a_rule(base, "controls", next(iter(base.controls)))
    accompanied = Literal("alone_with_people", OneOf(frozenset({False})))
    then = (Conclusion("controls", "same-day-escalation"),)
    stripped = base
    for each in base.rules_of["controls"]:
        if "same-day-escalation" in each.values_for("controls"):
            kept = tuple(one for one in each.then if one.value != "same-day-escalation")
            stripped = with_rule(stripped, replace(each, then=kept))
    return with_rule(stripped, replace(rule, name="planted", condition=accompanied, when=accompanied, then=then))
