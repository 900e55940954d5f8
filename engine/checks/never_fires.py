"""Rules that can never fire, whatever the answers to what they ask themselves."""

from collections.abc import Iterator

from engine.checks.answer_combinations import constant_truth
from engine.checks.check import Check
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic


def rules_that_never_fire(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each rule that no combination of answers fires."""
    for rule in base.rules.values():
        if constant_truth(rule, base) is False:
            yield NEVER_FIRES.finding(f"no answers can ever fire rule `{rule.name}`", rule.span)


NEVER_FIRES = Check(
    "never-fires",
    says="A rule that no combination of answers fires.",
    why="Nobody ever sees what it says, and readers think that the point is covered.",
    find=rules_that_never_fire,
)
