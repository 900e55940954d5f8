"""What the cases of a pack never tried: rules that never fire in any of them, tests on which nothing ever hangs.

A test is *decisive* in a case if the rule is fired or ruled out there, and would have another status with this one test
the other way round. A test that never decides anything could be deleted, and no case would notice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from engine.checks.check import Check, by_place
from engine.checks.decided_profiles import DecidedProfiles, by_rules_in_force
from engine.checks.places import WrittenPlaces
from engine.checks.run import CaseRun
from engine.frozen import frozen
from engine.rulebase.applicability import expand
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import ALWAYS, Condition, Not, literals, parts_of, with_parts
from engine.rulebase.facts import Fact
from engine.rulebase.notation import to_notation
from engine.rulebase.rules import Rule
from engine.rulebase.truth import Truth
from engine.rulebase.written_tests import written_tests
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
    situations = [(each.case.profile.facts(), each.case.as_of) for each in ran]
    decided = [profiles for profiles, _ in by_rules_in_force(base, situations)]
    places = WrittenPlaces(base)
    missing: list[Diagnostic] = []
    points = 0
    may_open = _rules_that_may_be_open(base)
    for rule in base.rules.values():
        seen = {status for each in decided for status in _seen(rule, each)}
        statuses = seen.union(_statuses(rule, may_open))
        points += len(statuses) + sum(1 for _ in written_tests(rule.when))
        missing += _never_so(rule, [each for each in NEVER_SO if each in statuses - seen])
        missing += _never_decisive(rule, decided, places)
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


def _seen(rule: Rule, cases: DecidedProfiles) -> Iterator[Truth]:
    """Walk what some cases see a rule be; where it is not in force they see it ruled out."""
    circuit, truth = cases.circuit, cases.rule(rule.name)
    planes = {True: circuit.certain(truth), False: circuit.negated(circuit.possible(truth)), None: circuit.open(truth)}
    return (status for status, plane in planes.items() if plane)


def _never_decisive(rule: Rule, decided: Sequence[DecidedProfiles], places: WrittenPlaces) -> Iterator[Diagnostic]:
    left = dict(enumerate(_turned(rule.when)))
    for cases in decided:
        left = {number: other for number, other in left.items() if not _decides(rule, other, cases)}
    listed = list(written_tests(rule.when))
    for number in left:
        message = f"no case hangs on `{to_notation(listed[number])}` of rule `{rule.name}`"
        yield NEVER_DECISIVE.finding(message, places.asked(rule, number))


def _decides(rule: Rule, other: Condition, cases: DecidedProfiles) -> bool:
    """Tell whether some case that sees a rule fired, or ruled out, would see it otherwise with this other condition."""
    if rule.name not in cases.base.rules:
        return False
    settled = cases.circuit.negated(cases.circuit.open(cases.rule(rule.name)))
    truth, turned = (cases.truth(expand(each, cases.base.facts)) for each in (rule.when, other))
    found = cases.circuit.differ(truth, turned)
    return bool(settled & (cases.circuit.certain(found) | cases.circuit.possible(found)))


def _turned(condition: Condition) -> Iterator[Condition]:
    """Walk a condition with each of its tests, in their order, the other way round."""
    if next(written_tests(condition), None) is condition:
        yield Not(condition)
        return
    parts = parts_of(condition)
    for place, part in enumerate(parts):
        for other in _turned(part):
            yield with_parts(condition, (*parts[:place], other, *parts[place + 1 :]))


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
