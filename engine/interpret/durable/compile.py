"""From a rule base to a program: negations pushed inwards, conditions to forms, forms to networks, strata."""

from collections.abc import Iterable

from engine.interpret.durable.forms import Form, both, either, enough
from engine.interpret.durable.network import Nodes
from engine.interpret.durable.program import Network, Program
from engine.interpret.durable.slots import Slots
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Literal, Not, literals
from engine.rulebase.rules import Rule


def compile_program(base: RuleBase) -> Program:
    """Compile every rule, once for when it fires and once for when it is ruled out.

    Raises `InternalError` where a ruleset would go beyond what durable-rules bears.
    """
    interim = _rules_with_interim(base)
    return Program(
        sha256=base.sha256,
        strata=_strata(base),
        main=_network(base, base.rules.values(), ruled_out=True),
        meanwhile=_network(base, interim, ruled_out=False) if interim else None,
    )


def _network(base: RuleBase, rules: Iterable[Rule], *, ruled_out: bool) -> Network:
    slots = Slots(base)
    fires = {rule.name: to_form(rule.condition, True, slots) for rule in rules}
    rules_out = {rule.name: to_form(rule.condition, False, slots) for rule in rules} if ruled_out else {}
    return Nodes(slots).network(fires, rules_out)


def to_form(condition: Condition, holds: bool, slots: Slots) -> Form:
    """Say when a condition certainly holds, or when it certainly does not (its exact dual)."""

    def forms(parts: Iterable[Condition]) -> list[Form]:
        return [to_form(part, holds, slots) for part in parts]

    match condition:
        case Literal():
            return slots.form(condition, holds=holds)
        case Not(part):
            return to_form(part, not holds, slots)
        case All(parts):
            return both(forms(parts)) if holds else either(forms(parts))
        case AnyOf(parts):
            return either(forms(parts)) if holds else both(forms(parts))
        case AtLeast(n, parts):
            return enough(n if holds else len(parts) - n + 1, forms(parts))


def _strata(base: RuleBase) -> tuple[tuple[str, ...], ...]:
    """Group the decisions: each group reads only those before it."""
    level: dict[str, int] = {}
    for name in base.decisions:
        level[name] = max((level[read] + 1 for rule in base.rules_of[name] for read in _read(rule)), default=0)
    groups: list[list[str]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for name, place in level.items():
        groups[place].append(name)
    return tuple(tuple(group) for group in groups)


def _read(rule: Rule) -> set[str]:
    return {literal.subject for literal in literals(rule.condition) if literal.on_decision}


def _rules_with_interim(base: RuleBase) -> list[Rule]:
    """List the rules of `collect` decisions that read a decision which may have an interim value."""
    interim = {name for name, decision in base.decisions.items() if decision.while_open is not None}
    collecting = [decision.name for decision in base.decisions.values() if decision.hit_policy == "collect"]
    rules = {rule.name: rule for name in collecting for rule in base.rules_of[name]}
    return [rule for rule in rules.values() if _read(rule) & interim]
