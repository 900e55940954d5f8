"""Many sets of answers decided at once, with no library: a bit for each trial, and whole numbers as planes of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from engine.interpret.columnar.circuit import Wire
from engine.interpret.columnar.conditions import Answered, Unanswered
from engine.interpret.columnar.integers import IntegerPlan, WholePlanes
from engine.interpret.columnar.outcomes import OutcomePlanes, SinglePlanes, truth_of
from engine.interpret.columnar.reading_off import ReadingOff
from engine.interpret.columnar.relevance import RelevancePlanes
from engine.interpret.columnar.rule_circuit import RuleCircuit
from engine.interpret.evaluation import Outcome
from engine.interpret.reference.answers import answer_truth
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Includes, Literal
from engine.rulebase.facts import Answer, Facts, Members
from engine.rulebase.in_force import in_force
from engine.rulebase.pack import Pack

Part = tuple[str, str]
"""What has one answer: a question and `""`, or a question with several choices and one of them (yes, no, not known)."""

Spread = Mapping[Part, Sequence[tuple[Answer | None, int]]]
"""Of a part, its answers, each with the plane of the trials that give it; no trial stands in two of them.

A trial that stands in none of them, and every part that is not named, keeps the answer of the profile.
"""


class Trials:
    """Decides many sets of answers at once, by the rules of one day; made once for a rule base and some decisions."""

    def __init__(
        self, base: RuleBase, as_of: date | None, decisions: Iterable[str], tests: Iterable[Literal] = ()
    ) -> None:
        """Build what the outcomes of these decisions rest on, and these tests of decisions."""
        self.base = in_force(base, as_of)
        self.as_of = as_of
        self._rules = RuleCircuit(self.base)
        self.reading = ReadingOff(self._rules.circuit)
        self._waits: dict[str, RelevancePlanes] = {}
        self._tests = {
            each: truth_of(self._rules.circuit, self._rules.outcome(each.subject), each.test) for each in tests
        }
        self._take(decisions)

    def only(self, decisions: Iterable[str], waits_for: str = "") -> "Trials":
        """Decide fewer decisions, over what is built; see as well where they wait for a question, if one is named."""
        fewer = copy(self)
        fewer.__dict__.pop("parts", None)
        fewer._take(decisions, waits_for)
        return fewer

    def _take(self, decisions: Iterable[str], waits_for: str = "") -> None:
        self.outcomes: Mapping[str, OutcomePlanes] = {name: self._rules.outcome(name) for name in decisions}
        self.told = {name: _Told(self._rules, name) for name in self.outcomes}
        self.waiting = self._waiting(waits_for)
        outputs = [wire for each in self.outcomes.values() for wire in self.reading.planes_of_outcome(each)]
        outputs += [wire for truth in self._tests.values() for wire in self.reading.planes_of_truth(truth)]
        outputs += [wire for each in self.told.values() for wire in (each.left_out, each.certain)]
        self._plan = IntegerPlan(self._rules.circuit, [*outputs, self.waiting])

    def _waiting(self, question: str) -> Wire:
        """Build where the decisions, or those by which one may be left out, wait for a question."""
        found = self._rules.circuit.none
        for name in with_what_leaves_out(self.base.pack, self.outcomes) if question else ():
            if name not in self._waits:
                self._waits[name] = RelevancePlanes(self._rules, name)
            wire = self._waits[name].questions.get(question, found)
            found = self._rules.circuit.either(found, wire)
        return found

    @property
    def size(self) -> int:
        """Count the operations that each run makes."""
        return self._plan.size

    @cached_property
    def parts(self) -> frozenset[Part]:
        """Name all that the decisions read of answers."""
        return frozenset(_part(key) for key in self._plan.inputs)

    def planes_of(self, test: Literal) -> tuple[Wire, Wire]:
        """Name the planes of the trials in which a test of a decision certainly holds, and in which it may."""
        return self.reading.planes_of_truth(self._tests[test])

    def run(self, facts: Facts, count: int, spread: Spread) -> "Tried":
        """Decide so many trials, each with the answers of a profile but for those that the spread gives it."""
        answers = _Answers(self, facts, count, spread)
        return Tried(self, count, self._plan.run(count, answers.plane))

    def run_each(self, facts: Facts, trials: Sequence[Mapping[Part, Answer | None]]) -> "Tried":
        """Decide trials that are written out one by one, each by the parts that it answers otherwise."""
        return self.run(facts, len(trials), spread_of(trials))


def spread_of(trials: Sequence[Mapping[Part, Answer | None]]) -> Spread:
    """Gather, for each part, who gives which answer."""
    found: dict[Part, dict[Answer | None, int]] = {}
    for place, trial in enumerate(trials):
        for part, answer in trial.items():
            of_part = found.setdefault(part, {})
            of_part[answer] = of_part.get(answer, 0) | 1 << place
    return {part: tuple(planes.items()) for part, planes in found.items()}


def parts_of(name: str, answer: Answer | None, now: Answer | None = None) -> dict[Part, Answer | None]:
    """Write an answer as the answers to its parts: of a set, each member that it knows or that `now` knows."""
    if not isinstance(answer, Members) and not isinstance(now, Members):
        return {(name, ""): answer}
    sides = (answer.holds, answer.fails) if isinstance(answer, Members) else (frozenset[str](), frozenset[str]())
    known = now.holds | now.fails if isinstance(now, Members) else frozenset[str]()
    members = sorted(sides[0] | sides[1] | known)
    return {(name, each): True if each in sides[0] else False if each in sides[1] else None for each in members}


@dataclass(frozen=True)
class Tried:
    """What came out of some trials. Planes hold a bit for each trial, the first one lowest."""

    trials: Trials
    count: int
    planes: WholePlanes

    @property
    def every(self) -> int:
        """Give the plane of all trials."""
        return (1 << self.count) - 1

    def outcome(self, decision: str, place: int) -> Outcome:
        """Give the outcome of a decision in one trial."""
        bits = {wire: bool(plane >> place & 1) for wire, plane in self._of(decision)}
        return self.trials.reading.outcome(self.trials.base.decisions[decision], self.trials.outcomes[decision], bits)

    def holding(self, test: Literal) -> int:
        """Give the plane of the trials in which a test of a decision certainly holds."""
        return self.planes[self.trials.planes_of(test)[0]]

    def failing(self, test: Literal) -> int:
        """Give the plane of the trials in which it certainly does not hold."""
        return self.every & ~self.planes[self.trials.planes_of(test)[1]]

    def by_outcome(self, decision: str) -> dict[Outcome, int]:
        """Part the trials by the outcome of a decision: each outcome that came out, with the plane of its trials."""
        found: dict[Outcome, int] = {}
        for plane in self.parted(decision):
            outcome = self.outcome(decision, (plane & -plane).bit_length() - 1)
            found[outcome] = found.get(outcome, 0) | plane
        return found

    def parted(self, *decisions: str) -> list[int]:
        """Part the trials into those for which the decisions come out alike; each plane holds one trial at least."""
        groups = [self.every] if self.count else []
        for decision in decisions:
            for _, plane in self._of(decision):
                groups = [part for group in groups for part in (group & plane, group & ~plane) if part]
        return groups

    def certain(self, decision: str) -> int:
        """Give the trials in which no answer that is still missing makes people be told otherwise of a decision."""
        return self.planes[self.trials.told[decision].certain]

    def waiting(self) -> int:
        """Give the trials in which the decisions still wait for the question that the trials were made to see."""
        return self.planes[self.trials.waiting]

    def left_out(self, decision: str) -> int:
        """Give the trials in which the pack leaves a decision out."""
        return self.planes[self.trials.told[decision].left_out]

    def outcome_planes(self, decision: str) -> list[int]:
        """Give planes in which two trials are alike if a decision comes out the same."""
        return [plane for _, plane in self._of(decision)]

    def told(self, decision: str) -> list[int]:
        """Give planes in which two trials are alike if people are told the same of a decision, or of both nothing."""
        left_out = self.left_out(decision)
        return [left_out, *(plane & ~left_out for plane in self.outcome_planes(decision))]

    def _of(self, decision: str) -> Iterator[tuple[Wire, int]]:
        for wire in self.trials.reading.planes_of_outcome(self.trials.outcomes[decision]):
            yield wire, self.planes[wire]


def with_what_leaves_out(pack: Pack, decisions: Iterable[str]) -> list[str]:
    """List some decisions, and those by whose outcome the pack may leave one of them out."""
    names = dict.fromkeys(decisions)
    return list(names | dict.fromkeys(each.other for each in pack.left_out if each.name in names))


class _Told:
    """Where a pack leaves a decision out, and where it is certain what people are told: that, or what comes out."""

    def __init__(self, rules: RuleCircuit, decision: str) -> None:
        circuit = rules.circuit
        self.left_out = may_be = circuit.none
        for each in rules.base.pack.left_out:
            other = rules.outcome(each.other)
            if each.name == decision and isinstance(other, SinglePlanes):
                inside = circuit.any_of((n for name, n in other.possible.items() if name in each.values), height=1)
                outside = circuit.any_of((n for name, n in other.possible.items() if name not in each.values), height=1)
                self.left_out = circuit.either(self.left_out, circuit.without(other.settled, outside))
                may_be = circuit.either(may_be, inside)
        self.certain = circuit.either(self.left_out, circuit.without(rules.settled(decision), may_be))


def _part(key: object) -> Part:
    match key:
        case Unanswered(subject, member):
            return subject, member
        case Answered(subject, test):
            return subject, test.member if isinstance(test, Includes) else ""
    raise TypeError(f"no trial can be asked for {key}")


class _Answers:
    """The planes that are handed in, as the answers of the trials make them."""

    def __init__(self, trials: Trials, facts: Facts, count: int, spread: Spread) -> None:
        self._base, self._as_of = trials.base, trials.as_of
        self._facts, self._spread = facts, spread
        self._every = (1 << count) - 1

    def plane(self, key: object) -> int:
        """Answer what is asked, for each trial."""
        found = 0
        for answer, plane in self._planes(_part(key)):
            if self._holds(key, answer):
                found |= plane
        return found

    def _planes(self, part: Part) -> Iterator[tuple[Answer | None, int]]:
        left = self._every
        for answer, plane in self._spread.get(part, ()):
            left &= ~plane
            yield answer, plane
        if left:
            yield self._given(part), left

    def _given(self, part: Part) -> Answer | None:
        name, member = part
        return side(self._facts.get(name), member) if member else self._facts.get(name)

    def _holds(self, key: object, answer: Answer | None) -> bool:
        name, member = _part(key)
        fact = self._base.question(name)
        if answer is None and fact.when_silent is not None:
            answer = side(fact.when_silent, member) if member else fact.when_silent
        if isinstance(key, Answered) and not member:
            return answer_truth(key.test, answer, self._as_of) is True
        if isinstance(key, Answered):
            return answer is True
        return answer is None or (fact.kind == "date" and self._as_of is None)


def side(answer: Answer | None, member: str) -> bool | None:
    """Tell of a set whether a member belongs to it, and nothing where that is not known."""
    if not isinstance(answer, Members):
        return None
    return True if member in answer.holds else False if member in answer.fails else None
