"""Rules that say the same thing twice under two names."""

from collections.abc import Iterator

from engine.checks.check import Check
from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Rule
from engine.source.diagnostics import Diagnostic


def rules_that_say_the_same(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each rule with the condition and the conclusions of another, and no sentence of its own."""
    seen: dict[object, list[Rule]] = {}
    for rule in base.rules.values():
        if rule.warning or rule.advice:
            continue
        key = (rule.condition, rule.then)
        same = next((other for other in seen.get(key, ()) if other.meets(rule)), None)
        if same is not None:
            message = f"rule `{rule.name}` has the condition and the conclusions of rule `{same.name}`"
            yield SAME_RULE.finding(message, rule.span)
        else:
            seen.setdefault(key, []).append(rule)


SAME_RULE = Check(
    "same-rule",
    says="Two rules with the same condition and the same conclusions.",
    why="One of them will be changed one day, and the other forgotten.",
    find=rules_that_say_the_same,
)
