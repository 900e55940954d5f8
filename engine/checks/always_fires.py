"""Rules that always fire, whatever the answers to what they ask themselves."""

from collections.abc import Iterator

from engine.checks.answer_combinations import constant_truth
from engine.checks.check import Check
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import ALWAYS
from engine.source.diagnostics import Diagnostic


def rules_that_always_fire(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each rule that every combination of answers fires; one that says so itself is meant to."""
    for rule in base.rules.values():
        if rule.when != ALWAYS and constant_truth(rule, base) is True:
            message = f"rule `{rule.name}` fires whatever the answers are; write `when: always` if that is meant"
            yield ALWAYS_FIRES.finding(message, rule.span)


ALWAYS_FIRES = Check(
    "always-fires",
    says="A rule that every combination of answers fires.",
    why="What always holds should say so. Often an answer was forgotten, or one too many was listed.",
    find=rules_that_always_fire,
)
