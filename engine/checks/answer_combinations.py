"""Every combination of answers that the tests of one rule can tell apart, as long as there are not too many.

What is beyond that size is left to the proofs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from datetime import date
from itertools import product
from math import prod

from engine.interpret.reference.evaluate import Kleene
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Between, Includes, Literal, OlderThan, OneOf, Test, literals
from engine.rulebase.decisions import SINGLE_VALUED
from engine.rulebase.rules import Rule
from engine.rulebase.truth import Truth

MOST_COMBINATIONS = 20_000
"""Combinations of answers that are tried on one rule. A rule that reads more is left to the proofs."""

MOST_STEPS = 4_000_000
"""Tests that are tried on one rule, over all combinations. A check is to end soon; a larger rule is left to the
proofs."""

SOME_DAY = date(2000, 1, 1)
"""A day by which lengths of time are put in order."""

TestedSubject = tuple[str, bool]
"""The name of what a literal asks about, and whether that is a decision."""

AnswerCombination = Mapping[TestedSubject, frozenset[Test]]
"""For each subject, the tests that one of its answers passes."""


def subject_of_literal(literal: Literal) -> TestedSubject:
    """Name what a literal asks about."""
    return literal.subject, literal.on_decision


def answer_combinations(rule: Rule, base: RuleBase) -> Iterator[AnswerCombination]:
    """Walk the combinations of answers that the tests of a rule can tell apart; none where they are too many."""
    tests: dict[TestedSubject, set[Test]] = {}
    for literal in literals(rule.condition):
        tests.setdefault(subject_of_literal(literal), set()).add(literal.test)
    if any(2 ** len(asked) > MOST_COMBINATIONS for asked in tests.values()):
        return
    classes = {subject: _classes(subject, asked, base) for subject, asked in tests.items()}
    size = prod(len(each) for each in classes.values())
    if size <= MOST_COMBINATIONS and size * _steps(rule) <= MOST_STEPS:
        yield from (dict(zip(classes, chosen, strict=True)) for chosen in product(*classes.values()))


class _OneCombination(Kleene):
    """One combination of answers, with some subjects taken as not answered."""

    def __init__(self, answers: AnswerCombination, unknown: Set[TestedSubject]) -> None:
        self._answers, self._unknown = answers, unknown

    def literal(self, literal: Literal) -> Truth:
        subject = subject_of_literal(literal)
        return None if subject in self._unknown else literal.test in self._answers[subject]


def truth_with(rule: Rule, answers: AnswerCombination, unknown: Set[TestedSubject] = frozenset()) -> Truth:
    """Work out a rule for one combination, with some subjects taken as not answered."""
    return _OneCombination(answers, unknown).truth(rule.condition)


def constant_truth(rule: Rule, base: RuleBase) -> Truth:
    """Say whether a rule always fires, or never does; `None` where that hangs on the answers, or is not known."""
    found: Truth = None
    for answers in answer_combinations(rule, base):
        truth = truth_with(rule, answers)
        if found is not None and truth is not found:
            return None
        found = truth
    return found


def asked_twice(rule: Rule) -> set[TestedSubject]:
    """List the subjects that more than one literal of a rule asks about."""
    asked = Counter(map(subject_of_literal, literals(rule.condition)))
    return {subject for subject, times in asked.items() if times > 1}


def _steps(rule: Rule) -> int:
    """Count the literals that are tried in one combination, once for each subject whose absence is tried."""
    return sum(1 for _ in literals(rule.condition)) * (1 + len(asked_twice(rule)))


def _classes(subject: TestedSubject, tests: set[Test], base: RuleBase) -> list[frozenset[Test]]:
    """List the sets of tests that some answer to the subject passes together."""
    values = _values(subject, base)
    if values is not None:
        passed = {frozenset(t for t in tests if isinstance(t, OneOf) and value in t.values) for value in values}
        return sorted(passed, key=repr)
    numbers = {edge for t in tests if isinstance(t, Between) for edge in _edges(t)}
    if numbers:
        inside = {frozenset(t for t in tests if isinstance(t, Between) and _inside(t, number)) for number in numbers}
        return sorted(inside, key=repr)
    ages = sorted((t for t in tests if isinstance(t, OlderThan)), key=lambda t: t.age.add_to(SOME_DAY))
    if ages:
        return [frozenset(ages[:count]) for count in range(len(ages) + 1)]
    members = [t for t in sorted(tests, key=repr) if isinstance(t, Includes)]
    return [
        frozenset(t for t, chosen in zip(members, holds, strict=True) if chosen)
        for holds in product((False, True), repeat=len(members))
    ]


def _values(subject: TestedSubject, base: RuleBase) -> list[str | bool | None] | None:
    name, on_decision = subject
    if on_decision:
        decision = base.decisions[name]
        return [*decision.values] if decision.hit_policy in SINGLE_VALUED else None
    fact = base.question(name)
    if fact.kind == "yes_no":
        return [True, False]
    return list(fact.values) if fact.kind == "choice" else None


def _edges(test: Between) -> set[int]:
    low = {test.low - 1, test.low} if test.low is not None else set()
    return low | ({test.high, test.high + 1} if test.high is not None else set())


def _inside(test: Between, number: int) -> bool:
    return (test.low is None or test.low <= number) and (test.high is None or number <= test.high)
