"""How the statuses of rules make the planes of an outcome: one function a hit policy, as DMN names them."""

from collections.abc import Callable, Mapping, Sequence

from engine.interpret.columnar.circuit import Circuit, Wire
from engine.interpret.columnar.outcomes import CollectedPlanes, CountedPlanes, OutcomePlanes, SinglePlanes
from engine.rulebase.decisions import Decision, HitPolicy
from engine.rulebase.rules import added

HitWires = Sequence[tuple[Wire, Sequence[str]]]
"""The rules that conclude the decision, in order: the truth of each, and the values it gives."""


def outcome(circuit: Circuit, decision: Decision, hits: HitWires) -> OutcomePlanes:
    """Build the outcome of a decision from the truths of its rules; what holds meanwhile in a set is added later."""
    return _POLICIES[decision.hit_policy](circuit, decision, hits)


def _by_value(circuit: Circuit, decision: Decision, hits: HitWires) -> dict[str, Wire]:
    """Give for each value the truth of "a rule for it fired"."""
    found = dict.fromkeys(decision.values, circuit.false)
    for truth, values in hits:
        for value in values:
            found[value] = circuit.either(found[value], truth)
    return found


def _any(circuit: Circuit, decision: Decision, hits: HitWires) -> SinglePlanes:
    truths = _by_value(circuit, decision, hits)
    against, _ = _twice(circuit, [circuit.certain(truth) for truth in truths.values()])
    return _agreed(circuit, decision, truths, against)


def _unique(circuit: Circuit, decision: Decision, hits: HitWires) -> SinglePlanes:
    truths = _by_value(circuit, decision, hits)
    two_rules, _ = _twice(circuit, [circuit.certain(truth) for truth, _ in hits])
    two_values, _ = _twice(circuit, [circuit.certain(truth) for truth in truths.values()])
    return _agreed(circuit, decision, truths, circuit.either(two_rules, two_values))


def _twice(circuit: Circuit, planes: Sequence[Wire]) -> tuple[Wire, Wire]:
    """Build where two planes at least hold, and where one at least does."""
    some = more = circuit.none
    for plane in planes:
        more = circuit.either(more, circuit.both(some, plane))
        some = circuit.either(some, plane)
    return more, some


def _agreed(circuit: Circuit, decision: Decision, truths: Mapping[str, Wire], against: Wire) -> SinglePlanes:
    """Build what `any` and `unique` share: values of fired and open rules, and the default while none has fired."""
    fired = {value: circuit.certain(truth) for value, truth in truths.items()}
    possible: dict[str | None, Wire] = {value: circuit.possible(truth) for value, truth in truths.items()}
    _default(circuit, decision, possible, circuit.negated(circuit.any_of(fired.values(), height=1)))
    possible = {value: circuit.without(plane, against) for value, plane in possible.items()}
    conflict = {value: circuit.both(against, plane) for value, plane in fired.items()}
    return _one_value(circuit, decision, possible, against, conflict)


def _default(circuit: Circuit, decision: Decision, possible: dict[str | None, Wire], where: Wire) -> None:
    """Add the default, or no value at all, where no rule decides."""
    value = decision.default.value if decision.default else None
    possible[value] = circuit.either(possible.get(value, circuit.none), where)


def _one_value(
    circuit: Circuit,
    decision: Decision,
    possible: Mapping[str | None, Wire],
    against: Wire,
    conflict: Mapping[str, Wire],
) -> SinglePlanes:
    several, some = _twice(circuit, list(possible.values()))
    settled = circuit.without(some, several)
    interim = {}
    if decision.while_open is not None:
        interim = {decision.while_open: circuit.both(several, possible[decision.while_open])}
    return SinglePlanes(possible, against, conflict, settled, interim)


def _max(circuit: Circuit, decision: Decision, hits: HitWires) -> SinglePlanes:
    """Build from the highest value down: one is possible where no higher one has fired, and it fired or still may."""
    truths = _by_value(circuit, decision, hits)
    if decision.default is not None:
        truths[decision.default.value] = circuit.true
    possible: dict[str | None, Wire] = {}
    higher = circuit.none
    for value in reversed(list(decision.values)):
        possible[value] = circuit.without(circuit.possible(truths[value]), higher)
        higher = circuit.either(higher, circuit.certain(truths[value]))
    no_floor = circuit.negated(higher)
    possible = {None: no_floor, **dict(reversed(possible.items()))}
    several, some = _twice(circuit, list(possible.values()))
    interim = _between(circuit, decision, possible, circuit.without(several, no_floor))
    return SinglePlanes(possible, circuit.none, {}, circuit.without(some, several), interim)


def _between(circuit: Circuit, decision: Decision, possible: Mapping[str | None, Wire], where: Wire) -> dict[str, Wire]:
    """Build the interim value: the declared one, brought up to the lowest or down to the highest that is possible.

    A value that is not for meanwhile does not keep it up, and is not it unless it is the lowest that is possible.
    """
    declared = decision.while_open
    if declared is None:
        return {}
    order = list(decision.values)
    place = order.index(declared)
    held = [_held(circuit, decision, possible, value) for value in order]
    below = circuit.any_of((possible[value] for value in order[: place + 1]), height=1)
    above = circuit.any_of(held[place:], height=1)
    interim = {declared: circuit.both(where, circuit.both(below, above))}
    passed = circuit.none
    for value in order[place + 1 :]:  # all lie above the declared one: the lowest of them
        lowest = circuit.without(possible[value], circuit.either(passed, below))
        interim[value] = circuit.both(where, lowest)
        passed = circuit.either(passed, possible[value])
    passed = circuit.none
    for lower in reversed(range(place)):  # all lie below it: the highest of them
        interim[order[lower]] = circuit.both(where, circuit.without(held[lower], circuit.either(passed, above)))
        passed = circuit.either(passed, held[lower])
    return interim


def _held(circuit: Circuit, decision: Decision, possible: Mapping[str | None, Wire], value: str) -> Wire:
    """Build where a value may be applied meanwhile: it is for that, or else the lowest that is possible."""
    if decision.values[value].meanwhile:
        return possible[value]
    lower = list(decision.values)[: decision.rank(value)]
    return circuit.without(possible[value], circuit.any_of((possible[each] for each in lower), height=1))


def _collect(circuit: Circuit, decision: Decision, hits: HitWires) -> CollectedPlanes:
    truths = _by_value(circuit, decision, hits)
    still_open = circuit.any_of((circuit.open(truth) for truth in truths.values()), height=1)
    return CollectedPlanes(truths, still_open, {})


def _count(circuit: Circuit, _: Decision, hits: HitWires) -> CountedPlanes:
    truths = [truth for truth, _ in hits]
    still_open = circuit.any_of((circuit.open(truth) for truth in truths), height=1)
    return CountedPlanes(tuple(circuit.counted(truths)), still_open)


def _sum(circuit: Circuit, _: Decision, hits: HitWires) -> CountedPlanes:
    given = [(truth, added(value)) for truth, values in hits for value in values if added(value)]
    still_open = circuit.any_of((circuit.open(truth) for truth, _ in given), height=1)
    return CountedPlanes(tuple(circuit.summed(given)), still_open)


def _first(circuit: Circuit, decision: Decision, hits: HitWires) -> SinglePlanes:
    """Build from the top: a rule still counts where no rule before it has fired."""
    possible: dict[str | None, Wire] = dict.fromkeys(decision.values, circuit.none)
    reached = circuit.every
    for truth, values in hits:
        for value in values:
            here = circuit.both(reached, circuit.possible(truth))
            possible[value] = circuit.either(possible[value], here)
        reached = circuit.without(reached, circuit.certain(truth))
    _default(circuit, decision, possible, reached)
    return _one_value(circuit, decision, possible, circuit.none, {})


_POLICIES: Mapping[HitPolicy, Callable[[Circuit, Decision, HitWires], OutcomePlanes]] = {
    "any": _any,
    "unique": _unique,
    "max": _max,
    "collect": _collect,
    "output_order": _collect,
    "count": _count,
    "sum": _sum,
    "first": _first,
}
"""One function for each hit policy."""
