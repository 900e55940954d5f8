"""Conditions that stay open for no reason."""

from collections.abc import Iterator

from engine.checks.answer_combinations import answer_combinations, asked_twice
from engine.checks.check import Check
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic


def rules_open_for_nothing(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each rule that stays open on a question whose every answer gives the same (such as `x or not x`)."""
    for rule in base.rules.values():
        twice = sorted(asked_twice(rule))
        combinations = answer_combinations(rule, base) if twice else None
        for subject in twice:
            if combinations is not None and combinations.waits_for_nothing(subject):
                message = f"rule `{rule.name}` waits for `{subject[0]}` where every answer to it would give the same"
                yield NEEDLESS_OPENNESS.finding(message, rule.span)


NEEDLESS_OPENNESS = Check(
    "needless-openness",
    says="A rule that waits for a question although every answer to it would give the same.",
    why="People are asked for nothing, and a decision stays open that could be settled.",
    find=rules_open_for_nothing,
)
