"""Outcomes read off planes, one profile at a time: the values that the reference works out, whatever ran the planes."""

from collections.abc import Iterator, Mapping
from dataclasses import field

from engine.frozen import frozen
from engine.interpret.columnar.circuit import Circuit, Wire
from engine.interpret.columnar.outcomes import CollectedPlanes, CountedPlanes, OutcomePlanes, SinglePlanes
from engine.interpret.evaluation import Collected, Counted, Highest, Outcome, Single
from engine.rulebase.decisions import Decision
from engine.rulebase.truth import Truth

Bits = Mapping[Wire, bool]
"""Of one profile: for each plane that ran, whether its bit is set."""


@frozen
class ReadingOff:
    """Knows which planes of a circuit have to run for a truth or an outcome, and what their bits say."""

    circuit: Circuit
    _of_truths: dict[Wire, tuple[Wire, Wire]] = field(default_factory=dict)

    def planes_of_truth(self, truth: Wire) -> tuple[Wire, Wire]:
        """Name the planes of those for whom it certainly holds, and for whom it may."""
        found = self._of_truths.get(truth)
        if found is None:
            found = self._of_truths[truth] = self.circuit.certain(truth), self.circuit.possible(truth)
        return found

    def planes_of_outcome(self, outcome: OutcomePlanes) -> Iterator[Wire]:
        """Name the planes of all that there is to know of an outcome."""
        match outcome:
            case SinglePlanes():
                for planes in (outcome.possible, outcome.fired, outcome.interim):
                    yield from planes.values()
            case CollectedPlanes():
                for truth in outcome.truths.values():
                    yield from self.planes_of_truth(truth)
                yield from outcome.interim.values()
            case CountedPlanes():
                for digit in outcome.digits:
                    yield from self.planes_of_truth(digit)

    def truth(self, truth: Wire, bits: Bits) -> Truth:
        """Tell whether it holds for the profile."""
        certain, possible = self.planes_of_truth(truth)
        return True if bits[certain] else None if bits[possible] else False

    def outcome(self, decision: Decision, planes: OutcomePlanes, bits: Bits) -> Outcome:
        """Give the outcome of a decision for the profile."""
        match planes:
            case CollectedPlanes(truths, _, interim):
                found = {member: self.truth(truth, bits) for member, truth in truths.items()}
                members = frozenset(member for member, truth in found.items() if truth)
                perhaps = frozenset(member for member, truth in found.items() if truth is None)
                return Collected(members, perhaps, frozenset(each for each, plane in interim.items() if bits[plane]))
            case CountedPlanes(digits):
                low, high = (
                    sum(bits[self.planes_of_truth(digit)[side]] << place for place, digit in enumerate(digits))
                    for side in (0, 1)
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
