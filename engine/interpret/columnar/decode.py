"""Whole evaluations out of planes, as the reference works them out: read off for the rows somebody looks at."""

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from engine.interpret.columnar.answers import Columns, to_planes
from engine.interpret.columnar.circuit import Node
from engine.interpret.columnar.outcomes import Decided, Members, Number, OneValue
from engine.interpret.columnar.plan import Plan, to_plan
from engine.interpret.columnar.rule_circuit import Net
from engine.interpret.columnar.run import Machine
from engine.interpret.evaluation import Collected, Counted, Evaluation, Highest, Outcome, Single
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision


class Everything:
    """A plan for all that there is to know: every rule and every decision, with bounds and interim values."""

    def __init__(self, base: RuleBase) -> None:
        self._base = base
        self._net = Net(base)
        circuit = self._net.circuit
        self._rules = {rule.name: self._net.rule(rule) for rule in base.rules.values()}
        self._decided = {name: self._net.decided(name) for name in base.decisions}
        planes = [plane for truth in self._rules.values() for plane in self._two(truth)]
        planes += [plane for decided in self._decided.values() for plane in self._planes(decided)]
        self._places = {node: place for place, node in enumerate(dict.fromkeys(planes))}
        self.plan: Plan = to_plan(circuit, tuple(self._places))

    def _two(self, truth: Node) -> tuple[Node, Node]:
        return self._net.circuit.certain(truth), self._net.circuit.possible(truth)

    def _planes(self, decided: Decided) -> Iterator[Node]:
        match decided:
            case OneValue():
                for planes in (decided.possible, decided.fired, decided.interim):
                    yield from planes.values()
            case Members():
                for truth in decided.truths.values():
                    yield from self._two(truth)
                yield from decided.interim.values()
            case Number():
                for digit in decided.digits:
                    yield from self._two(digit)

    def evaluations(self, columns: Columns, as_of: date | None) -> list[Evaluation]:
        """Evaluate every profile, and read each off."""
        inputs = to_planes(self.plan.inputs, columns, self._base.question, as_of)
        planes = Machine(self.plan, inputs.shape[1]).run(inputs)
        bits = np.unpackbits(planes.view(np.uint8), axis=1, bitorder="little", count=columns.profiles).astype(bool)
        found = bits[[self._places[node] for node in self._places]]
        return [self._evaluation(dict(zip(self._places, map(bool, row), strict=True))) for row in found.T]

    def _evaluation(self, bits: Mapping[Node, bool]) -> Evaluation:
        rules = {}
        for name, truth in self._rules.items():
            certain, possible = (bits[plane] for plane in self._two(truth))
            rules[name] = True if certain else None if possible else False
        outcomes = {
            name: self._outcome(self._base.decisions[name], decided, bits) for name, decided in self._decided.items()
        }
        return Evaluation(rules, outcomes)

    def _outcome(self, decision: Decision, decided: Decided, bits: Mapping[Node, bool]) -> Outcome:
        match decided:
            case Members(truths, _, interim):
                members = frozenset(each for each, truth in truths.items() if bits[self._two(truth)[0]])
                perhaps = frozenset(each for each, truth in truths.items() if bits[self._two(truth)[1]])
                held = frozenset(each for each, plane in interim.items() if bits[plane])
                return Collected(members, perhaps - members, held)
            case Number(digits):
                low, high = (
                    sum(bits[self._two(digit)[side]] << place for place, digit in enumerate(digits)) for side in (0, 1)
                )
                return Counted(low, high)
            case OneValue(possible, _, fired, _, interim):
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
