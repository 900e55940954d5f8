"""Every mutant of a pack, in an order that is always the same."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from engine.checks.mutation.mutant import Mutant
from engine.checks.mutation.of_conditions import changed_conditions
from engine.rulebase.applicability import expand
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision, HitPolicy
from engine.rulebase.facts import Fact
from engine.rulebase.rules import Conclusion, Rule

OTHER_POLICIES: dict[HitPolicy, tuple[HitPolicy, ...]] = {
    "any": ("unique", "first"),
    "unique": ("any", "first"),
    "first": ("any", "unique"),
    "max": ("any", "first"),
    "collect": (),
    "output_order": (),
    "count": (),
    "sum": (),
}
"""What else a decision could be and still be read in the same way."""


def mutants(base: RuleBase) -> Iterator[Mutant]:
    """Walk every mutant: of the rules, then of the decisions, then of when questions apply."""
    for rule in base.rules.values():
        yield from _of_condition(rule, base)
        yield from _of_conclusions(rule, base)
    for decision in base.decisions.values():
        if not decision.built_in:
            yield from _of_decision(decision)
            yield from _of_order(decision, base)
    for fact in base.facts.values():
        if fact.applies_when is not None:
            yield from _of_question(fact, base)


def _of_condition(rule: Rule, base: RuleBase) -> Iterator[Mutant]:
    for each in changed_conditions(rule.when, base):
        new = replace(rule, when=each.condition, condition=expand(each.condition, base.facts))
        yield Mutant(each.kind, _owner(rule), each.words, rule.span, {rule.name: new}, place=each.place)


def _of_conclusions(rule: Rule, base: RuleBase) -> Iterator[Mutant]:
    for conclusion in rule.then:
        rest = tuple(each for each in rule.then if each != conclusion)
        what = f"`{conclusion.decision}: {conclusion.value or 1}`"
        dropped = {rule.name: replace(rule, then=rest)}
        yield Mutant("conclusion-dropped", _owner(rule), f"{what} dropped", rule.span, dropped)
        for value in _other_values(conclusion, base):
            if (other := Conclusion(conclusion.decision, value)) not in rest:
                words = f"{what} becomes `{conclusion.decision}: {value}`"
                changed = {rule.name: replace(rule, then=(*rest, other))}
                yield Mutant("conclusion", _owner(rule), words, rule.span, changed)


def _other_values(conclusion: Conclusion, base: RuleBase) -> Iterator[str]:
    """Give the next value, and on a scale the one below too; what a rule says of itself has no other value."""
    decision = base.decisions[conclusion.decision]
    order = list(decision.values)
    if conclusion.value not in order or len(order) < 2 or (decision.built_in and conclusion.value in base.rules):
        return
    place = order.index(conclusion.value)
    steps = (-1, 1) if decision.hit_policy == "max" else (1,)
    for step in steps:
        if decision.hit_policy != "max" or 0 <= place + step < len(order):
            yield order[(place + step) % len(order)]


def _of_decision(decision: Decision) -> Iterator[Mutant]:
    owner = f"decision `{decision.name}`"

    def mutant(kind: str, words: str, new: Decision) -> Mutant:
        return Mutant(kind, owner, words, decision.span, decisions={decision.name: new})

    for policy in OTHER_POLICIES[decision.hit_policy]:
        words = f"hit policy `{decision.hit_policy}` becomes `{policy}`"
        yield mutant("hit-policy", words, replace(decision, hit_policy=policy))
    if decision.default is not None:
        yield mutant("default", f"default `{decision.default.value}` dropped", replace(decision, default=None))
        for value in _beside(decision, decision.default.value):
            words = f"default `{decision.default.value}` becomes `{value}`"
            yield mutant("default", words, replace(decision, default=replace(decision.default, value=value)))
    if decision.while_open is not None:
        words = f"`while_open` `{decision.while_open}` dropped"
        yield mutant("while-open", words, replace(decision, while_open=None))
        for value in _beside(decision, decision.while_open):
            words = f"`while_open` `{decision.while_open}` becomes `{value}`"
            yield mutant("while-open", words, replace(decision, while_open=value))


def _of_order(decision: Decision, base: RuleBase) -> Iterator[Mutant]:
    """Walk each row of a table read from the top exchanged with the next one, where these say different things."""
    if decision.hit_policy != "first":
        return
    for upper, lower in pairwise(base.rules_of[decision.name]):
        if upper.values_for(decision.name) != lower.values_for(decision.name):
            swapped = (replace(upper, position=lower.position), replace(lower, position=upper.position))
            words = f"exchanged with the next row, `{lower.name}`"
            yield Mutant("row-order", _owner(upper), words, upper.span, {each.name: each for each in swapped})


def _beside(decision: Decision, value: str) -> list[str]:
    """Give the values that stand next to one."""
    order = list(decision.values)
    place = order.index(value)
    return order[max(place - 1, 0) : place] + order[place + 1 : place + 2]


def _of_question(fact: Fact, base: RuleBase) -> Iterator[Mutant]:
    """Ask a question of everybody: every rule that reads it, or a question that hangs on it, is changed."""
    facts = {**base.facts, fact.name: replace(fact, applies_when=None)}
    changed = {
        rule.name: replace(rule, condition=new)
        for rule in base.rules.values()
        if (new := expand(rule.when, facts)) != rule.condition
    }
    if changed:
        yield Mutant("applies-when", f"question `{fact.name}`", "`applies_when` dropped", fact.span, changed)


def _owner(rule: Rule) -> str:
    return f"rule `{rule.name}`"
