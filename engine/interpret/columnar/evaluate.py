"""Whole evaluations out of planes, as the reference works them out, for whoever has a profile and no table."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.interpret.columnar.answers import AnswerColumns, to_planes
from engine.interpret.columnar.chosen_way import ChosenWay
from engine.interpret.columnar.coding import columns_of
from engine.interpret.columnar.plan import Plan, to_plan
from engine.interpret.columnar.reading_off import ReadingOff
from engine.interpret.columnar.rule_circuit import RuleCircuit
from engine.interpret.evaluation import Evaluation, Outcome
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from engine.rulebase.in_force import in_force
from engine.rulebase.truth import Truth

BitRows = NDArray[np.uint8]
"""A row a plane, a column a profile: 1 where it holds."""

_TRUTHS: tuple[Truth, ...] = (False, None, True)
"""The status of a rule by how many of its two planes hold: that it may, and that it certainly does."""


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
        rules = [self._reading.planes_of_truth(circuit.rule(rule)) for rule in base.rules.values()]
        self._outcomes = {name: circuit.outcome(name) for name in base.decisions}
        wires = {name: list(self._reading.planes_of_outcome(each)) for name, each in self._outcomes.items()}
        planes = [wire for each in (*rules, *wires.values()) for wire in each]
        places = {wire: place for place, wire in enumerate(dict.fromkeys(planes))}
        self._certain, self._possible = ([places[pair[side]] for pair in rules] for side in (0, 1))
        self._wires = {name: (each, [places[wire] for wire in each]) for name, each in wires.items()}
        self.plan: Plan = to_plan(circuit.circuit, tuple(places))

    def of(self, profiles: Sequence[Facts], as_of: date | None) -> list[Evaluation]:
        """Evaluate every profile, given by its facts."""
        return self.evaluations(columns_of(self._base, profiles), as_of)

    def evaluations(self, columns: AnswerColumns, as_of: date | None) -> list[Evaluation]:
        """Evaluate every profile, and read each off."""
        inputs = to_planes(self.plan.inputs, columns, self._base.question, as_of)
        planes = ChosenWay(self.plan).run(inputs)
        bits = np.unpackbits(planes.view(np.uint8), axis=1, bitorder="little", count=columns.profiles)
        names = list(self._base.decisions)
        outcomes = zip(*(self._outcomes_of(name, bits) for name in names), strict=True)
        return [
            Evaluation(rules, dict(zip(names, found, strict=True)))
            for rules, found in zip(self._rules_of(bits), outcomes, strict=True)
        ]

    def _rules_of(self, bits: BitRows) -> Iterator[dict[str, Truth]]:
        """Walk the status of every rule, profile by profile."""
        names = list(self._base.rules)
        for row in (bits[self._possible] + bits[self._certain]).T:
            yield dict(zip(names, map(_TRUTHS.__getitem__, row.tobytes()), strict=True))

    def _outcomes_of(self, name: str, bits: BitRows) -> Iterator[Outcome]:
        """Walk the outcome of a decision, profile by profile; many share theirs."""
        wires, places = self._wires[name]
        decision, planes, known = self._base.decisions[name], self._outcomes[name], dict[bytes, Outcome]()
        for row in bits[places].T:
            key = row.tobytes()
            if key not in known:
                known[key] = self._reading.outcome(decision, planes, dict(zip(wires, map(bool, key), strict=True)))
            yield known[key]
