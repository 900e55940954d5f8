"""From a rule base to a program: negations pushed inwards, conditions to forms, forms to networks, strata."""

from collections.abc import Iterable

from engine.interpret.durable.conditions import to_form
from engine.interpret.durable.network import Nodes
from engine.interpret.durable.program import DurableProgram, Network
from engine.interpret.durable.slots import Slots
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import literals
from engine.rulebase.decisions import SETS
from engine.rulebase.rules import Rule


def compile_program(base: RuleBase) -> DurableProgram:
    """Compile every rule, once for when it fires and once for when it is ruled out.

    Raises `InternalError` where a ruleset would go beyond what durable-rules bears.
    """
    interim = _rules_with_interim(base)
    return DurableProgram(
        sha256=base.sha256,
        strata=_strata(base),
        main=_network(base, base.rules.values(), ruled_out=True),
        interim=_network(base, interim, ruled_out=False) if interim else None,
    )


def _network(base: RuleBase, rules: Iterable[Rule], *, ruled_out: bool) -> Network:
    slots = Slots(base)
    fires = {rule.name: to_form(rule.condition, True, slots) for rule in rules}
    rules_out = {rule.name: to_form(rule.condition, False, slots) for rule in rules} if ruled_out else {}
    return Nodes(slots).network(fires, rules_out)


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
    collecting = [decision.name for decision in base.decisions.values() if decision.hit_policy in SETS]
    rules = {rule.name: rule for name in collecting for rule in base.rules_of[name]}
    return [rule for rule in rules.values() if _read(rule) & interim]
