"""Which decisions and rules a change can reach at all: those that rest on the same rules by both packs can't differ."""

from collections import Counter
from collections.abc import Hashable, Mapping, Set

from engine.frozen import frozen
from engine.rulebase.base import RuleBase
from engine.rulebase.common_questions import read_alike
from engine.rulebase.conditions import decisions_in, questions_in
from engine.rulebase.decisions import SINGLE_VALUED
from engine.rulebase.reads import closure
from engine.rulebase.rules import Rule


@frozen
class Reached:
    """What can come out otherwise: decisions that both packs have, and rules of either."""

    decisions: tuple[str, ...]
    rules: frozenset[str]


def reached(before: RuleBase, after: RuleBase, renamed: Mapping[str, str]) -> Reached:
    """Follow every difference through all that reads it. `renamed` gives the old name of each rule with a new one."""
    both = [name for name in after.decisions if name in before.decisions]
    alike = read_alike(before, after)
    found = {name for name in both if _face(before, name, {}) != _face(after, name, renamed)}
    found |= {name for base in (before, after) for name in base.decisions if name not in both}
    found |= {name for name in both if any(each not in alike for each in after.reads.questions_of(name))}
    reach = closure(found, lambda name: (*before.reads.readers_of(name), *after.reads.readers_of(name)))
    return Reached(tuple(name for name in both if name in reach), _rules(before, after, reach, renamed))


def _face(base: RuleBase, name: str, renamed: Mapping[str, str]) -> Hashable:
    """Give everything about a decision that its outcome hangs on, save what its rules read."""
    decision = base.decisions[name]
    rules = [(rule.condition, tuple(renamed.get(v, v) for v in rule.values_for(name))) for rule in base.rules_of[name]]
    ordered = decision.hit_policy == "first"
    return (
        decision.hit_policy,
        tuple(decision.values) if decision.hit_policy in SINGLE_VALUED else (),
        decision.default.value if decision.default else None,
        decision.while_open,
        tuple(rules) if ordered else frozenset(Counter(rules).items()),
    )


def _rules(before: RuleBase, after: RuleBase, decisions: Set[str], renamed: Mapping[str, str]) -> frozenset[str]:
    """List the rules that can stand otherwise, or conclude something else, by the names of either pack."""
    alike = read_alike(before, after)
    same = {
        name
        for name, rule in after.rules.items()
        if name in before.rules
        and (rule.condition, rule.then) == (before.rules[name].condition, before.rules[name].then)
        and not _reads(rule, decisions, alike)
    }
    return frozenset({*before.rules, *after.rules, *renamed} - same)


def _reads(rule: Rule, decisions: Set[str], alike: Set[str]) -> bool:
    return bool(decisions_in(rule.condition) & decisions or questions_in(rule.condition) - alike)
