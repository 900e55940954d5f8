"""Whole evaluations out of planes, as the reference works them out, for whoever has a profile and no table."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

import numpy as np

from engine.interpret.columnar.answers import AnswerColumns, to_planes
from engine.interpret.columnar.circuit import Wire
from engine.interpret.columnar.coding import columns_of
from engine.interpret.columnar.outcomes import CollectedPlanes, CountedPlanes, OutcomePlanes, SinglePlanes
from engine.interpret.columnar.plan import Plan, to_plan
from engine.interpret.columnar.rule_circuit import RuleCircuit
from engine.interpret.columnar.run import BoundPlan
from engine.interpret.evaluation import Collected, Counted, Evaluation, Highest, Outcome, Single
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision
from engine.rulebase.facts import Facts
from engine.rulebase.in_force import in_force


def evaluate(base: RuleBase, facts: Facts, as_of: date | None) -> Evaluation:
    """Evaluate one profile as a table of one row, by the rules that are in force on the day of assessment."""
    (found,) = evaluate_all(base, [facts], as_of)
    return found


def evaluate_all(base: RuleBase, profiles: Sequence[Facts], as_of: date | None) -> list[Evaluation]:
    """Evaluate many profiles in one pass, all on one day."""
    base = in_force(base, as_of)
    return _plan(_ByHash(base)).evaluations(columns_of(base, profiles), as_of)


class _ByHash:
    """A rule base that is known again by the hash of its meaning."""

    def __init__(self, base: RuleBase) -> None:
        self.base = base

    def __hash__(self) -> int:
        return hash(self.base.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByHash) and other.base.sha256 == self.base.sha256


@lru_cache(maxsize=2)
def _plan(known: _ByHash) -> "EvaluationPlan":
    return EvaluationPlan(known.base)


class EvaluationPlan:
    """A plan for all that there is to know: every rule and every decision, with bounds and interim values."""

    def __init__(self, base: RuleBase) -> None:
        self._base = base
        circuit = RuleCircuit(base)
        self._circuit = circuit.circuit
        self._rules = {rule.name: circuit.rule(rule) for rule in base.rules.values()}
        self._outcomes = {name: circuit.outcome(name) for name in base.decisions}
        planes = [plane for truth in self._rules.values() for plane in self._two(truth)]
        planes += [plane for outcome in self._outcomes.values() for plane in self._planes(outcome)]
        self._places = {wire: place for place, wire in enumerate(dict.fromkeys(planes))}
        self.plan: Plan = to_plan(self._circuit, tuple(self._places))

    def _two(self, truth: Wire) -> tuple[Wire, Wire]:
        return self._circuit.certain(truth), self._circuit.possible(truth)

    def _planes(self, outcome: OutcomePlanes) -> Iterator[Wire]:
        match outcome:
            case SinglePlanes():
                for planes in (outcome.possible, outcome.fired, outcome.interim):
                    yield from planes.values()
            case CollectedPlanes():
                for truth in outcome.truths.values():
                    yield from self._two(truth)
                yield from outcome.interim.values()
            case CountedPlanes():
                for digit in outcome.digits:
                    yield from self._two(digit)

    def evaluations(self, columns: AnswerColumns, as_of: date | None) -> list[Evaluation]:
        """Evaluate every profile, and read each off."""
        inputs = to_planes(self.plan.inputs, columns, self._base.question, as_of)
        planes = BoundPlan(self.plan, inputs.shape[1]).run(inputs)
        bits = np.unpackbits(planes.view(np.uint8), axis=1, bitorder="little", count=columns.profiles).astype(bool)
        found = bits[[self._places[wire] for wire in self._places]]
        return [self._evaluation(dict(zip(self._places, map(bool, row), strict=True))) for row in found.T]

    def _evaluation(self, bits: Mapping[Wire, bool]) -> Evaluation:
        rules = {}
        for name, truth in self._rules.items():
            certain, possible = (bits[plane] for plane in self._two(truth))
            rules[name] = True if certain else None if possible else False
        outcomes = {
            name: self._outcome(self._base.decisions[name], planes, bits) for name, planes in self._outcomes.items()
        }
        return Evaluation(rules, outcomes)

    def _outcome(self, decision: Decision, planes: OutcomePlanes, bits: Mapping[Wire, bool]) -> Outcome:
        match planes:
            case CollectedPlanes(truths, _, interim):
                members = frozenset(each for each, truth in truths.items() if bits[self._two(truth)[0]])
                perhaps = frozenset(each for each, truth in truths.items() if bits[self._two(truth)[1]])
                held = frozenset(each for each, plane in interim.items() if bits[plane])
                return Collected(members, perhaps - members, held)
            case CountedPlanes(digits):
                low, high = (
                    sum(bits[self._two(digit)[side]] << place for place, digit in enumerate(digits)) for side in (0, 1)
                )
                return Counted(low, high)
            case SinglePlanes(possible, _, fired, _, interim):
                return _one(
                    decision,
                    frozenset(value for value, plane in possible.items() if bits[plane]),
                    frozenset(value for value, plane in fired.items() if bits[plane]),
                    next((value for value, plane in interim.items() if bits[plane]), None),
                )


def _one(decision: Decision, possible: frozenset[str | None], fired: frozenset[str], interim: str | None) -> Single:
    if decision.hit_policy != "max":
        return Single(possible, fired, interim)
    if None in possible:
        return Highest(possible)
    ladder = [value for value in decision.values if value in possible]
    return Highest(possible, interim=interim, at_least=ladder[0], at_most=ladder[-1])
