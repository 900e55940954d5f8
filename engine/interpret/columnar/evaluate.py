"""Whole evaluations out of planes, as the reference works them out, for whoever has a profile and no table."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

import numpy as np

from engine.interpret.columnar.answers import AnswerColumns, to_planes
from engine.interpret.columnar.chosen_way import ChosenWay
from engine.interpret.columnar.circuit import Wire
from engine.interpret.columnar.coding import columns_of
from engine.interpret.columnar.plan import Plan, to_plan
from engine.interpret.columnar.reading_off import ReadingOff
from engine.interpret.columnar.rule_circuit import RuleCircuit
from engine.interpret.evaluation import Evaluation
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from engine.rulebase.in_force import in_force


def evaluate(base: RuleBase, facts: Facts, as_of: date | None) -> Evaluation:
    """Evaluate one profile as a table of one row, by the rules that are in force on the day of assessment."""
    (found,) = evaluate_all(base, [facts], as_of)
    return found


def evaluate_all(base: RuleBase, profiles: Sequence[Facts], as_of: date | None) -> list[Evaluation]:
    """Evaluate many profiles in one pass, all on one day."""
    base = in_force(base, as_of)
    return _plan(_ByHash(base)).of(profiles, as_of)


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
        self._reading = ReadingOff(circuit.circuit)
        self._rules = {rule.name: circuit.rule(rule) for rule in base.rules.values()}
        self._outcomes = {name: circuit.outcome(name) for name in base.decisions}
        planes = [plane for truth in self._rules.values() for plane in self._reading.planes_of_truth(truth)]
        planes += [plane for outcome in self._outcomes.values() for plane in self._reading.planes_of_outcome(outcome)]
        self._outputs = tuple(dict.fromkeys(planes))
        self.plan: Plan = to_plan(circuit.circuit, self._outputs)

    def of(self, profiles: Sequence[Facts], as_of: date | None) -> list[Evaluation]:
        """Evaluate every profile, given by its facts."""
        return self.evaluations(columns_of(self._base, profiles), as_of)

    def evaluations(self, columns: AnswerColumns, as_of: date | None) -> list[Evaluation]:
        """Evaluate every profile, and read each off."""
        inputs = to_planes(self.plan.inputs, columns, self._base.question, as_of)
        planes = ChosenWay(self.plan).run(inputs)
        bits = np.unpackbits(planes.view(np.uint8), axis=1, bitorder="little", count=columns.profiles).astype(bool)
        return [self._evaluation(dict(zip(self._outputs, row, strict=True))) for row in bits.T.tolist()]

    def _evaluation(self, bits: Mapping[Wire, bool]) -> Evaluation:
        rules = {name: self._reading.truth(truth, bits) for name, truth in self._rules.items()}
        outcomes = {
            name: self._reading.outcome(self._base.decisions[name], planes, bits)
            for name, planes in self._outcomes.items()
        }
        return Evaluation(rules, outcomes)
