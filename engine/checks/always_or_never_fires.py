"""Rules that can never fire, or always do, whatever the answers to what they ask themselves."""

from collections.abc import Iterator

from engine.checks.answer_combinations import constant_truth
from engine.checks.check import Check
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import ALWAYS
from engine.source.diagnostics import Diagnostic


def rules_that_always_or_never_fire(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each rule that every combination of answers fires, or none; one that says that it always does is meant to.

    Both are seen at once: to try the combinations is what takes long.
    """
    for rule in base.rules.values():
        truth = constant_truth(rule, base)
        if truth is False:
            yield NEVER_FIRES.finding(f"no answers can ever fire rule `{rule.name}`", rule.span)
        elif truth is True and rule.when != ALWAYS:
            message = f"rule `{rule.name}` fires whatever the answers are; write `when: always` if that is meant"
            yield ALWAYS_FIRES.finding(message, rule.span)


NEVER_FIRES = Check(
    "never-fires",
    says="A rule that no combination of answers fires.",
    why="Nobody ever sees what it says, and readers think that the point is covered.",
    find=rules_that_always_or_never_fire,
)
ALWAYS_FIRES = Check(
    "always-fires",
    says="A rule that every combination of answers fires.",
    why="What always holds should say so. Often an answer was forgotten, or one too many was listed.",
)
"""Found where the other is looked for."""
