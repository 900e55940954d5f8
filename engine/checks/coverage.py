"""What the cases of a pack never tried: rules that never fire in any of them, tests on which nothing ever hangs.

A test is *decisive* in a case if the rule is fired or ruled out there, and would have another status with this one test
the other way round. A test that never decides anything could be deleted, and no case would notice.
"""

from collections.abc import Iterable, Iterator, Mapping, Set

from engine.checks.check import Check, by_place
from engine.checks.condition_truth import condition_truth
from engine.checks.places import WrittenPlaces
from engine.checks.run import CaseRun
from engine.frozen import frozen
from engine.interpret.evaluation import Evaluation
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.applicability import expand
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import ALWAYS, Condition, literals
from engine.rulebase.facts import Fact
from engine.rulebase.notation import to_notation
from engine.rulebase.rules import Rule
from engine.rulebase.truth import Truth, negate
from engine.rulebase.written_tests import WrittenTest, written_tests
from engine.source.diagnostics import Diagnostic


@frozen
class Coverage:
    """How many points there were to be tried, and those that no case tried."""

    points: int
    missing: tuple[Diagnostic, ...]

    @property
    def percent(self) -> float:
        """The share of points that were tried; of none at all, everything was."""
        return 100.0 if not self.points else 100 * (self.points - len(self.missing)) / self.points


def coverage(base: RuleBase, ran: Iterable[CaseRun]) -> Coverage:
    """Tell which rules the cases saw fired, ruled out and open, and which tests they saw decide.

    >>> coverage(base, run_cases(base, "reference").runs).percent > 50
    True
    """
    situations = [_CoveringCase(base, each) for each in ran]
    places = WrittenPlaces(base)
    missing: list[Diagnostic] = []
    points = 0
    may_open = _rules_that_may_be_open(base)
    for rule in base.rules.values():
        seen = {each.evaluation.rules.get(rule.name, False) for each in situations}  # ruled out where not in force
        statuses = seen.union(_statuses(rule, may_open))
        points += len(statuses) + sum(1 for _ in written_tests(rule.when))
        missing += _never_so(rule, [each for each in NEVER_SO if each in statuses - seen])
        missing += _never_decisive(rule, situations, places)
    return Coverage(points, tuple(sorted(missing, key=by_place)))


def _statuses(rule: Rule, may_open: Set[str]) -> tuple[Truth, ...]:
    """List what a rule can be: one that always fires nothing else, save on a day on which it is not in force."""
    can_be: tuple[Truth, ...] = (True,) if rule.when == ALWAYS and not rule.is_dated() else (True, False)
    return (*can_be, None) if rule.name in may_open else can_be


def _rules_that_may_be_open(base: RuleBase) -> set[str]:
    """Name the rules that read something that may be unknown: silence is no answer to it, or it needs a day.

    What is open only while other rules contradict each other is left out: nobody is asked for a case of a fault.
    """
    decisions: set[str] = set()
    found: set[str] = set()
    for name in base.decisions:  # each stands after all that its rules read
        opened = {
            rule.name for rule in base.rules_of[name] if rule.is_dated() or _may_be_unknown(base, rule, decisions)
        }
        found |= opened
        decisions |= {name} if opened else set()
    return found


def _may_be_unknown(base: RuleBase, rule: Rule, decisions: Set[str]) -> bool:
    return any(
        each.subject in decisions if each.on_decision else _is_unknown_at_times(base.question(each.subject))
        for each in literals(rule.condition)
    )


def _is_unknown_at_times(question: Fact) -> bool:
    return question.when_silent is None or question.kind == "date"


def _never_so(rule: Rule, statuses: Iterable[Truth]) -> Iterator[Diagnostic]:
    """Report what a rule never is."""
    for status in statuses:
        check, words = NEVER_SO[status]
        yield check.finding(f"no case has rule `{rule.name}` {words}", rule.span)


def _never_decisive(rule: Rule, situations: "list[_CoveringCase]", places: WrittenPlaces) -> Iterator[Diagnostic]:
    listed = list(written_tests(rule.when))
    left = set(range(len(listed)))
    for each in situations:
        if not left:
            return
        if each.evaluation.rules.get(rule.name) is not None:
            left -= each.decisive(rule.when, left)
    for index in sorted(left):
        message = f"no case hangs on `{to_notation(listed[index])}` of rule `{rule.name}`"
        yield NEVER_DECISIVE.finding(message, places.asked(rule, index))


class _CoveringCase:
    """One case with all that came out of it, asked what would be if one test had come out the other way."""

    def __init__(self, base: RuleBase, ran: CaseRun) -> None:
        self.evaluation: Evaluation = ran.evaluation
        self._base = base
        self._reference = Reference(base, ran.case.profile.facts(), ran.case.as_of)
        self._truths: dict[WrittenTest, Truth] = {}

    def decisive(self, condition: Condition, wanted: set[int]) -> set[int]:
        """Pick those of the wanted questions, by their number, that decide the condition."""
        truths = [self._truth(question) for question in written_tests(condition)]
        truth = _truth_from(condition, truths)
        return {index for index in wanted if _turned(condition, truths, index) != truth}

    def _truth(self, question: WrittenTest) -> Truth:
        """Work out a question as it is meant: with the `applies_when` of its facts."""
        if question not in self._truths:
            self._truths[question] = self._reference.truth(expand(question, self._base.facts))
        return self._truths[question]


def _turned(condition: Condition, truths: list[Truth], index: int) -> Truth:
    """Work out a condition with one question the other way round."""
    return _truth_from(condition, [*truths[:index], negate(truths[index]), *truths[index + 1 :]])


def _truth_from(condition: Condition, truths: Iterable[Truth]) -> Truth:
    """Work out a condition from the truths of what it asks, from left to right; each takes its own."""
    left = iter(truths)
    return condition_truth(condition, lambda _: next(left), lambda _: next(left))


NEVER_FIRED = Check(
    "never-fired",
    says="`rules test --coverage` reports each rule that fires in no case. What it concludes is never looked at.",
    why="A slip in its condition or in what it concludes would go unnoticed.",
    severity="warning",
)
NEVER_RULED_OUT = Check(
    "never-ruled-out",
    says="`rules test --coverage` reports each rule that no case rules out. It might as well always fire, and no case "
    "would notice.",
    why="The condition might be missing as a whole, and no case would tell.",
    severity="warning",
)
NEVER_OPEN = Check(
    "never-open",
    says="`rules test --coverage` reports each rule that is open in no case. Nobody has looked at what comes out while "
    "its questions are unanswered.",
    why="Most profiles have gaps. What people see of them is what nobody has looked at.",
    severity="warning",
)
NEVER_DECISIVE = Check(
    "never-decisive",
    says="`rules test --coverage` reports each test of a rule on which the rule hangs in no case: with this one test "
    "the other way round, it would everywhere be fired or ruled out just the same.",
    why="The test might be left out or turned round, and no case would tell.",
    severity="warning",
)
COVERAGE_CHECKS = (NEVER_FIRED, NEVER_RULED_OUT, NEVER_OPEN, NEVER_DECISIVE)

NEVER_SO: Mapping[Truth, tuple[Check, str]] = {
    True: (NEVER_FIRED, "fired"),
    False: (NEVER_RULED_OUT, "ruled out"),
    None: (NEVER_OPEN, "open"),
}
"""By the status of a rule that no case shows: the check, and the word for it."""
