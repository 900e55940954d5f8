"""Every combination of answers to the questions behind a decision, counted exactly: how many profiles, which rows.

Numbers are cut into the intervals that the rules tell apart, so that one combination stands for as many profiles as its
intervals hold numbers. What has no bounds (a date, a number without a range) can't be counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.frozen import frozen
from engine.interpret.columnar.answers import FAILS, HOLDS, AnswerColumns, AnswerNumbers, Coded, to_planes
from engine.interpret.columnar.circuit import Wire
from engine.interpret.columnar.outcomes import SinglePlanes
from engine.interpret.columnar.plan import to_plan
from engine.interpret.columnar.rule_circuit import RuleCircuit
from engine.interpret.columnar.run import BoundPlan
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Between, literals
from engine.rulebase.facts import Fact
from engine.rulebase.rules import Rule

MOST_COMBINATIONS = 1_000_000
"""Combinations of answers that are counted out, a second of work. Beyond it: nothing is said of how many there are."""
MOST_PROFILES = 2**62
"""Profiles that all combinations may stand for, so that their sum can be counted. Beyond it: nothing is said either."""


@frozen
class ProfileCount:
    """How many profiles are of some kind, and of how many."""

    profiles: int
    of: int


def profiles_in_gap(base: RuleBase, decision: str) -> ProfileCount | None:
    """Count the complete profiles that a decision of one value leaves without one; None where that can't be counted."""
    every = _EveryAnswer.of(base, decision)
    if every is None:
        return None
    circuit = RuleCircuit(base)
    found = circuit.outcome(decision)
    if not isinstance(found, SinglePlanes):
        return None
    build = circuit.circuit
    others = build.any_of((plane for value, plane in found.possible.items() if value is not None), height=1)
    (gap,) = every.where(circuit, [build.without(found.possible.get(None, build.none), others)])
    return ProfileCount(int(every.weights[gap].sum()), int(every.weights.sum()))


def profiles_of_pair(base: RuleBase, decision: str, pair: tuple[Rule, Rule]) -> ProfileCount | None:
    """Count the complete profiles for which two rules of a decision fire; None where that can't be counted."""
    every = _EveryAnswer.of(base, decision)
    if every is None:
        return None
    circuit = RuleCircuit(base)
    one, other = every.where(circuit, [circuit.circuit.certain(circuit.rule(rule)) for rule in pair])
    return ProfileCount(int(every.weights[one & other].sum()), int(every.weights.sum()))


def overlapping_pairs(base: RuleBase, decision: str) -> int | None:
    """Count the pairs of rules of a decision that fire together for some complete profile and give different values."""
    every = _EveryAnswer.of(base, decision)
    if every is None:
        return None
    circuit, rules = RuleCircuit(base), base.rules_of[decision]
    planes = every.where(circuit, [circuit.circuit.certain(circuit.rule(rule)) for rule in rules])
    fired = [(rule.values_for(decision), np.packbits(plane)) for rule, plane in zip(rules, planes, strict=True)]
    return sum(one[0] != other[0] and bool((one[1] & other[1]).any()) for one, other in combinations(fired, 2))


@dataclass(frozen=True)
class _EveryAnswer:
    """All combinations as columns; `weights` says for how many profiles each stands."""

    base: RuleBase
    asked: Sequence[Fact]
    columns: AnswerColumns
    weights: NDArray[np.int64]

    @classmethod
    def of(cls, base: RuleBase, decision: str) -> "_EveryAnswer | None":
        """Lay out the answers to everything behind a decision; None where they have no bounds, or are too many."""
        asked = [base.question(name) for name in sorted(base.reads.questions_behind(decision))]
        if not all(fact.values or fact.kind == "yes_no" or fact.range for fact in asked):
            return None
        sizes = {fact.name: _sizes(base, fact) for fact in asked}
        shape = [len(each) for each in sizes.values()]
        if prod(shape) > MOST_COMBINATIONS or prod(map(sum, sizes.values())) > MOST_PROFILES:
            return None
        return cls(base, asked, *_laid_out(base, asked, sizes, shape))

    def where(self, circuit: RuleCircuit, wires: Sequence[Wire]) -> list[NDArray[np.bool_]]:
        """Find for each plane the combinations for which it holds."""
        places = {wire: place for place, wire in enumerate(dict.fromkeys(wires))}
        plan = to_plan(circuit.circuit, tuple(places))
        inputs = to_planes(plan.inputs, self.columns, self.base.question, None)
        planes = BoundPlan(plan).run(inputs)
        bits = [
            np.unpackbits(row.view(np.uint8), bitorder="little", count=self.columns.profiles).astype(bool)
            for row in planes
        ]
        return [bits[places[wire]] for wire in wires]


def _sizes(base: RuleBase, fact: Fact) -> list[int]:
    """List for how many answers each place of a question stands; a set has a place for each of its subsets."""
    if fact.kind == "number":
        return [end - start for start, end in _intervals(base, fact)]
    return [1] * (2 ** len(fact.values) if fact.kind == "choices" else len(fact.values) or 2)


def _intervals(base: RuleBase, fact: Fact) -> list[tuple[int, int]]:
    """Cut the range of a number where the rules do: the first of each interval, and the one after its last."""
    low, high = fact.range or (0, 0)
    cuts = {low, high + 1}
    for rule in base.rules.values():
        for each in literals(rule.condition):
            if each.subject == fact.name and isinstance(each.test, Between):
                cuts |= {each.test.low} if each.test.low is not None else set()
                cuts |= {each.test.high + 1} if each.test.high is not None else set()
    return list(pairwise(sorted(cut for cut in cuts if low <= cut <= high + 1)))


def _laid_out(
    base: RuleBase, asked: Sequence[Fact], sizes: Mapping[str, list[int]], shape: Sequence[int]
) -> tuple[AnswerColumns, NDArray[np.int64]]:
    places = [axis.reshape(-1) for axis in np.indices(shape)] if shape else []
    weights = np.ones(prod(shape), np.int64)
    codes: dict[str, Coded] = {}
    members: dict[tuple[str, str], Coded] = {}
    numbers: dict[str, AnswerNumbers] = {}
    for fact, place in zip(asked, places, strict=True):
        weights *= np.array(sizes[fact.name], np.int64)[place]
        if fact.kind == "number":
            firsts = np.array([start for start, _ in _intervals(base, fact)], np.int64)
            numbers[fact.name] = AnswerNumbers(firsts[place], np.ones(len(place), np.bool_))
        elif fact.kind == "choices":
            for n, member in enumerate(fact.values):
                members[fact.name, member] = _side(place >> n & 1)
        else:
            codes[fact.name] = Coded(place, tuple(range(len(sizes[fact.name]))))
    return AnswerColumns(len(weights), codes, members, numbers), weights


def _side(inside: NDArray[np.integer[Any]]) -> Coded:
    return Coded(inside, (FAILS, HOLDS))
