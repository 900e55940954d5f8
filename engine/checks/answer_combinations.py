"""Every combination of answers that the tests of one rule can tell apart, as long as there are not too many.

What is beyond that size is left to the proofs.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from itertools import accumulate
from math import prod
from operator import and_, mul, or_

from engine.frozen import frozen
from engine.interpret.columnar.circuit import Circuit, Wire
from engine.interpret.columnar.conditions import Conditions
from engine.interpret.columnar.integers import IntegerPlan, WholePlanes
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


def subject_of_literal(literal: Literal) -> TestedSubject:
    """Name what a literal asks about."""
    return literal.subject, literal.on_decision


@frozen
class AnswerClasses:
    """The answers to one subject, in classes of those that pass the same tests.

    `passing` says of each test which classes pass it: a plane with a bit for each of them, the first lowest.
    """

    count: int
    passing: Mapping[Test, int]


class AnswerCombinations:
    """The combinations of answers that the tests of one rule can tell apart: planes of a bit each, the first lowest.

    The place of a combination is a number with a digit for each subject, the class of its answer; the first subject has
    the lowest digit.
    """

    def __init__(self, rule: Rule, base: RuleBase, classes: Mapping[TestedSubject, AnswerClasses]) -> None:
        self._classes = classes
        counts = [each.count for each in classes.values()]
        self._weights = dict(zip(classes, accumulate(counts, mul, initial=1), strict=False))
        self._size = prod(counts)
        self.every = (1 << self._size) - 1
        circuit = Circuit()
        truth = _OverTests(base, circuit).truth(rule.condition)
        self._fired, self._possible = circuit.certain(truth), circuit.possible(truth)
        self._plan = IntegerPlan(circuit, (self._fired, self._possible))

    def fired(self) -> int:
        """Give the plane of the combinations that fire the rule; every other rules it out."""
        return self._run(None)[self._fired]

    def waits_for_nothing(self, subject: TestedSubject) -> bool:
        """Tell whether the rule is open, for some other answers, on a subject whose every answer gives the same."""
        first = self._where(subject, 1)
        fired = self.fired()
        same = (self._joined(subject, and_, fired) | ~self._joined(subject, or_, fired)) & first
        without = self._run(subject)
        return same & without[self._possible] & ~without[self._fired] != 0

    def _joined(self, subject: TestedSubject, operation: Callable[[int, int], int], plane: int) -> int:
        """Join a plane over all answers to a subject, in the places of the first; twice as many at each step."""
        weight, count = self._weights[subject], self._classes[subject].count
        joined = 1
        while joined < count:
            more = min(joined, count - joined)  # to join one twice changes nothing
            plane = operation(plane, plane >> more * weight)
            joined += more
        return plane

    def _run(self, unknown: TestedSubject | None) -> WholePlanes:
        def plane(key: object) -> int:
            if not isinstance(key, Literal):
                return self.every if key == unknown else 0
            subject = subject_of_literal(key)
            return 0 if subject == unknown else self._where(subject, self._classes[subject].passing[key.test])

        return self._plan.run(self._size, plane)

    def _where(self, subject: TestedSubject, classes: int) -> int:
        """Give the plane of the combinations with answers of some classes: one pattern again and again."""
        weight, count = self._weights[subject], self._classes[subject].count
        pattern = f"{classes:0{count}b}".translate({ord("0"): "0" * weight, ord("1"): "1" * weight})
        return int(pattern * (self._size // (weight * count)), 2)


class _OverTests(Conditions):
    """Conditions over what answers pass: certain where the test is passed, open where the subject is not answered."""

    def __init__(self, base: RuleBase, circuit: Circuit) -> None:
        super().__init__(base, circuit, self.of_fact)

    def of_fact(self, literal: Literal) -> Wire:
        return self.circuit.literal(self.circuit.input(literal), self.circuit.input(subject_of_literal(literal)))


def answer_combinations(rule: Rule, base: RuleBase) -> AnswerCombinations | None:
    """Find the combinations of answers that the tests of a rule can tell apart; none where they are too many."""
    tests: dict[TestedSubject, set[Test]] = {}
    for literal in literals(rule.condition):
        tests.setdefault(subject_of_literal(literal), set()).add(literal.test)
    if any(2 ** len(asked) > MOST_COMBINATIONS for asked in tests.values()):
        return None
    classes = {subject: _classes(subject, asked, base) for subject, asked in tests.items()}
    size = prod(each.count for each in classes.values())
    if size > MOST_COMBINATIONS or size * _steps(rule) > MOST_STEPS:
        return None
    return AnswerCombinations(rule, base, classes)


def constant_truth(rule: Rule, base: RuleBase) -> Truth:
    """Say whether a rule always fires, or never does; `None` where that hangs on the answers, or is not known."""
    combinations = answer_combinations(rule, base)
    if combinations is None:
        return None
    fired = combinations.fired()
    return True if fired == combinations.every else False if fired == 0 else None


def asked_twice(rule: Rule) -> set[TestedSubject]:
    """List the subjects that more than one literal of a rule asks about."""
    asked = Counter(map(subject_of_literal, literals(rule.condition)))
    return {subject for subject, times in asked.items() if times > 1}


def _steps(rule: Rule) -> int:
    """Count the literals that are tried in one combination, once for each subject whose absence is tried."""
    return sum(1 for _ in literals(rule.condition)) * (1 + len(asked_twice(rule)))


def _classes(subject: TestedSubject, tests: set[Test], base: RuleBase) -> AnswerClasses:
    """Part the answers to a subject into classes; each member of a set may be in or out."""
    members = [t for t in sorted(tests, key=repr) if isinstance(t, Includes)]
    if members:
        count = 1 << len(members)
        return AnswerClasses(count, {t: _digit(place, count) for place, t in enumerate(members)})
    passed = sorted(_passed(subject, tests, base), key=repr)
    return AnswerClasses(
        len(passed), {t: sum(1 << place for place, each in enumerate(passed) if t in each) for t in tests}
    )


def _digit(place: int, count: int) -> int:
    """Give the plane of the numbers below `count`, a power of two, whose binary digit at this place is 1."""
    run = (1 << (1 << place)) - 1
    return ((1 << count) - 1) // (run << (1 << place) | run) * (run << (1 << place))


def _passed(subject: TestedSubject, tests: set[Test], base: RuleBase) -> set[frozenset[Test]]:
    """List the sets of tests that some answer to the subject passes together."""
    values = _values(subject, base)
    if values is not None:
        return {frozenset(t for t in tests if isinstance(t, OneOf) and value in t.values) for value in values}
    within = _within(subject, base)
    numbers = {within(edge) for t in tests if isinstance(t, Between) for edge in _edges(t)}
    if numbers:
        return {frozenset(t for t in tests if isinstance(t, Between) and _inside(t, number)) for number in numbers}
    ages = sorted((t for t in tests if isinstance(t, OlderThan)), key=lambda t: t.age.add_to(SOME_DAY))
    return {frozenset(ages[:count]) for count in range(len(ages) + 1)}


def _values(subject: TestedSubject, base: RuleBase) -> list[str | bool | None] | None:
    name, on_decision = subject
    if on_decision:
        decision = base.decisions[name]
        return [*decision.values] if decision.hit_policy in SINGLE_VALUED else None
    fact = base.question(name)
    if fact.kind == "yes_no":
        return [True, False]
    return list(fact.values) if fact.kind == "choice" else None


def _within(subject: TestedSubject, base: RuleBase) -> Callable[[int], int]:
    """Give the number that can be answered next to any other: within the range of a question."""
    name, on_decision = subject
    allowed = None if on_decision else base.question(name).range
    if allowed is None:
        return lambda number: number
    low, high = allowed
    return lambda number: max(low, min(high, number))


def _edges(test: Between) -> set[int]:
    low = {test.low - 1, test.low} if test.low is not None else set()
    return low | ({test.high, test.high + 1} if test.high is not None else set())


def _inside(test: Between, number: int) -> bool:
    return (test.low is None or test.low <= number) and (test.high is None or number <= test.high)
