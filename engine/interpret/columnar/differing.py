"""Which of many profiles come out otherwise by one rule base than by another: one pass by each, plane against plane.

What is told to be the same is the same in every decision; what is told to differ is for others to look at one by one.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from engine.interpret.columnar.answers import to_planes
from engine.interpret.columnar.chosen_way import ChosenWay
from engine.interpret.columnar.circuit import Wire
from engine.interpret.columnar.coding import columns_of
from engine.interpret.columnar.outcomes import OutcomePart, planes_of
from engine.interpret.columnar.plan import to_plan
from engine.interpret.columnar.rule_circuit import RuleCircuit
from engine.interpret.columnar.run import Planes
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import ADVICE, WARNINGS
from engine.rulebase.facts import Facts
from engine.rulebase.in_force import in_force

PartKey = tuple[str, OutcomePart, str | int | None]
"""A decision, a part of its outcome, and the value or the member that it is said of."""


class OutcomePlan:
    """Every part of every outcome of a rule base on one day, each a plane under its own key."""

    def __init__(self, base: RuleBase, as_of: date | None, renamed: Mapping[str, str]) -> None:
        self._base, self._as_of = in_force(base, as_of), as_of
        circuit = RuleCircuit(self._base)
        found: dict[PartKey, Wire] = {}
        for name in self._base.decisions:
            if name != ADVICE:
                called = renamed if name == WARNINGS else {}
                for (part, value), wire in planes_of(circuit.circuit, circuit.outcome(name)):
                    found[name, part, called.get(value, value) if isinstance(value, str) else value] = wire
        self.keys = tuple(found)
        places = {wire: place for place, wire in enumerate(dict.fromkeys(found.values()))}
        self._places = [places[wire] for wire in found.values()]
        self._plan = to_plan(circuit.circuit, tuple(places))
        self._way = ChosenWay(self._plan)

    def run(self, profiles: Sequence[Facts]) -> dict[PartKey, Planes]:
        """Work out every part for these profiles."""
        columns = columns_of(self._base, profiles)
        inputs = to_planes(self._plan.inputs, columns, self._base.question, self._as_of)
        planes = self._way.run(inputs)
        return {key: planes[place] for key, place in zip(self.keys, self._places, strict=True)}


class TwoOutcomePlans:
    """Two rule bases on one day. `renamed` gives the earlier name of a rule of the second that has another name now."""

    def __init__(self, before: RuleBase, after: RuleBase, as_of: date | None, renamed: Mapping[str, str]) -> None:
        self._plans = OutcomePlan(before, as_of, {}), OutcomePlan(after, as_of, renamed)

    def differing(self, before: Sequence[Facts], after: Sequence[Facts]) -> NDArray[np.bool_]:
        """Tell of each profile, given as either reads it, whether anything comes out otherwise."""
        one, other = (plan.run(facts) for plan, facts in zip(self._plans, (before, after), strict=True))
        found = np.zeros(-(-len(before) // 64), np.uint64)
        nothing = np.zeros_like(found)
        for key in {**one, **other}:
            found |= one.get(key, nothing) ^ other.get(key, nothing)
        return np.unpackbits(found.view(np.uint8), bitorder="little", count=len(before)).astype(bool)
