"""Conditions that stay open for no reason."""

from collections.abc import Iterator, Sequence

from engine.checks.answer_combinations import (
    AnswerCombination,
    TestedSubject,
    answer_combinations,
    asked_twice,
    truth_with,
)
from engine.checks.check import Check
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Test
from engine.rulebase.rules import Rule
from engine.rulebase.truth import Truth
from engine.source.diagnostics import Diagnostic


def rules_open_for_nothing(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each rule that stays open on a question whose every answer gives the same (such as `x or not x`)."""
    for rule in base.rules.values():
        twice = sorted(asked_twice(rule))
        tried = [(answers, truth_with(rule, answers)) for answers in answer_combinations(rule, base)] if twice else []
        for subject in twice:
            if _is_open_for_nothing(rule, subject, tried):
                message = f"rule `{rule.name}` waits for `{subject[0]}` where every answer to it would give the same"
                yield NEEDLESS_OPENNESS.finding(message, rule.span)


def _is_open_for_nothing(rule: Rule, subject: TestedSubject, tried: Sequence[tuple[AnswerCombination, Truth]]) -> bool:
    by_rest: dict[tuple[tuple[TestedSubject, frozenset[Test]], ...], set[Truth]] = {}
    still_open = set()
    for answers, truth in tried:
        rest = tuple((name, tests) for name, tests in answers.items() if name != subject)
        if rest not in by_rest and truth_with(rule, answers, {subject}) is None:
            still_open.add(rest)
        by_rest.setdefault(rest, set()).add(truth)
    return any(len(by_rest[rest]) == 1 for rest in still_open)


NEEDLESS_OPENNESS = Check(
    "needless-openness",
    says="A rule that waits for a question although every answer to it would give the same.",
    why="People are asked for nothing, and a decision stays open that could be settled.",
    find=rules_open_for_nothing,
)
