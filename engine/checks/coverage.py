"""What the cases of a pack never tried: rules that never fire in any of them, tests on which nothing ever hangs.

A test is *decisive* in a case if the rule is fired or ruled out there, and would have another status with this one test
the other way round. A test that never decides anything could be deleted, and no case would notice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.checks.check import by_place
from engine.checks.places import WrittenPlaces
from engine.checks.run import Ran
from engine.interpret.evaluation import Evaluation
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.applicability import expand
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import ALWAYS, All, AnyOf, AtLeast, Condition, Literal, Not
from engine.rulebase.notation import to_notation
from engine.rulebase.rules import Rule
from engine.rulebase.truth import Truth, all_of, any_of, at_least, negate
from engine.rulebase.written_tests import WrittenTest, asks_for_a_class, written_tests
from engine.source.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many points there were to be tried, and those that no case tried."""

    points: int
    missing: tuple[Diagnostic, ...]

    @property
    def percent(self) -> float:
        """The share of points that were tried; of none at all, everything was."""
        return 100.0 if not self.points else 100 * (self.points - len(self.missing)) / self.points


def coverage(base: RuleBase, ran: Iterable[Ran]) -> Coverage:
    """Tell which rules the cases saw fired, ruled out and open, and which tests they saw decide."""
    situations = [_Situation(base, each) for each in ran]
    places = WrittenPlaces(base)
    missing: list[Diagnostic] = []
    points = 0
    for rule in base.rules.values():
        points += len(_statuses(rule)) + sum(1 for _ in written_tests(rule.when))
        missing += _never_so(rule, situations)
        missing += _never_decisive(rule, situations, places)
    return Coverage(points, tuple(sorted(missing, key=by_place)))


def _statuses(rule: Rule) -> tuple[Truth, ...]:
    """List what a rule can be; one that always fires can be nothing else."""
    return (True,) if rule.when == ALWAYS else (True, False, None)


def _never_so(rule: Rule, situations: "list[_Situation]") -> Iterator[Diagnostic]:
    seen = {each.evaluation.rules[rule.name] for each in situations}
    for status in _statuses(rule):
        if status not in seen:
            yield _never(rule, status)


def _never(rule: Rule, status: Truth) -> Diagnostic:
    message = f"no case has rule `{rule.name}`"
    if status is True:
        return Diagnostic("never-fired", f"{message} fired", rule.span, "warning")
    if status is False:
        return Diagnostic("never-ruled-out", f"{message} ruled out", rule.span, "warning")
    return Diagnostic("never-open", f"{message} open", rule.span, "warning")


def _never_decisive(rule: Rule, situations: "list[_Situation]", places: WrittenPlaces) -> Iterator[Diagnostic]:
    listed = list(written_tests(rule.when))
    left = set(range(len(listed)))
    for each in situations:
        if not left:
            return
        if each.evaluation.rules[rule.name] is not None:
            left -= each.decisive(rule.when, left)
    for index in sorted(left):
        message = f"no case hangs on `{to_notation(listed[index])}` of rule `{rule.name}`"
        yield Diagnostic("never-decisive", message, places.asked(rule, index), "warning")


class _Situation:
    """One case with all that came out of it, asked what would be if one test had come out the other way."""

    def __init__(self, base: RuleBase, ran: Ran) -> None:
        self.evaluation: Evaluation = ran.evaluation
        self._base = base
        self._reference = Reference(base, ran.case.profile.facts(), ran.case.as_of)
        self._truths: dict[WrittenTest, Truth] = {}

    def decisive(self, condition: Condition, wanted: set[int]) -> set[int]:
        """Pick those of the wanted questions, by their number, that decide the condition."""
        truths = [self._truth(question) for question in written_tests(condition)]
        truth = _with(condition, iter(truths))
        return {index for index in wanted if _turned(condition, truths, index) != truth}

    def _truth(self, question: WrittenTest) -> Truth:
        """Work out a question as it is meant: with the `applies_when` of its facts."""
        if question not in self._truths:
            self._truths[question] = self._reference.truth(expand(question, self._base.facts))
        return self._truths[question]


def _turned(condition: Condition, truths: list[Truth], index: int) -> Truth:
    """Work out a condition with one question the other way round."""
    return _with(condition, iter([*truths[:index], negate(truths[index]), *truths[index + 1 :]]))


def _with(condition: Condition, truths: Iterator[Truth]) -> Truth:
    """Work out a condition from the truths of what it asks, from left to right; each takes its own."""
    match condition:
        case Literal():
            return next(truths)
        case AnyOf() if asks_for_a_class(condition):
            return next(truths)
        case Not(part):
            return negate(_with(part, truths))
        case All(parts):
            return all_of([_with(part, truths) for part in parts])
        case AnyOf(parts):
            return any_of([_with(part, truths) for part in parts])
        case AtLeast(n, parts):
            return at_least(n, [_with(part, truths) for part in parts])
