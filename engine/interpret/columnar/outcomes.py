"""The outcome of a decision as planes: for each value those for which it is possible, and the rest that follows."""

from collections.abc import Iterator, Mapping
from typing import Literal as OneOfTheseWords

from engine.frozen import frozen
from engine.interpret.columnar.circuit import Circuit, Wire
from engine.rulebase.conditions import Between, Includes, Literal, OneOf, Test


@frozen
class SinglePlanes:
    """A decision with one value: the planes of `Single`, or of `Highest` where the hit policy is `max`.

    `possible` has a plane for each value, and for no value at all (`None`). `against` tells where two values fired
    against each other, and `fired` which. `interim` has a plane for each value that may have to be applied meanwhile.
    """

    possible: Mapping[str | None, Wire]
    against: Wire
    fired: Mapping[str, Wire]
    settled: Wire
    interim: Mapping[str, Wire]


@frozen
class CollectedPlanes:
    """A set: for each member its truth, and where it is to hold meanwhile."""

    truths: Mapping[str, Wire]
    open: Wire
    interim: Mapping[str, Wire]


@frozen
class CountedPlanes:
    """A number: how many rules fired and may have, or what they add up to, in binary digits, the lowest first."""

    digits: tuple[Wire, ...]
    open: Wire


OutcomePlanes = SinglePlanes | CollectedPlanes | CountedPlanes

OutcomePart = OneOfTheseWords["possible", "certain", "interim", "conflict"]
"""What a plane says: of a value or member, that it is possible, certain, to be held meanwhile, or at odds with another
value; of a binary digit, that it is possibly or certainly there."""

OutcomeKey = tuple[OutcomePart, str | int | None]
"""Such a part, and the value, the member, or the place of the digit that it is said of."""


def planes_of(circuit: Circuit, outcome: OutcomePlanes) -> Iterator[tuple[OutcomeKey, Wire]]:
    """Walk all planes of an outcome, each with its part and what that is said of; two outcomes with all alike are one.

    A plane that one outcome lacks holds for nobody there.
    """
    match outcome:
        case SinglePlanes(possible, _, fired, _, interim):
            yield from ((("possible", value), wire) for value, wire in possible.items())
            yield from ((("conflict", value), wire) for value, wire in fired.items())
            yield from ((("interim", value), wire) for value, wire in interim.items())
        case CollectedPlanes(truths, _, interim):
            for member, truth in truths.items():
                yield ("certain", member), circuit.certain(truth)
                yield ("possible", member), circuit.possible(truth)
            yield from ((("interim", member), wire) for member, wire in interim.items())
        case CountedPlanes(digits):
            for place, digit in enumerate(digits):
                yield ("certain", place), circuit.certain(digit)
                yield ("possible", place), circuit.possible(digit)


def truth_of(circuit: Circuit, outcome: OutcomePlanes, test: Test) -> Wire:
    """Build a test of a decision: unknown unless every value still possible agrees."""
    match outcome, test:
        case SinglePlanes(), OneOf(values):
            inside = circuit.any_of((n for value, n in outcome.possible.items() if value in values), height=1)
            outside = circuit.any_of((n for value, n in outcome.possible.items() if value not in values), height=1)
            certain = circuit.negated(circuit.either(outside, outcome.against))
            return circuit.truth(certain, circuit.either(inside, outcome.against))
        case CollectedPlanes(truths=truths), Includes(member):
            return truths.get(member, circuit.false)
        case CountedPlanes(digits=digits), Between(low, high):
            reached = circuit.reaches(digits, low or 0)
            passed = circuit.false if high is None else circuit.reaches(digits, high + 1)
            return circuit.both(reached, circuit.negated(passed))
    raise TypeError(f"a {type(test).__name__} test can't be asked of a {type(outcome).__name__} outcome")


def interim_truth(circuit: Circuit, outcome: OutcomePlanes, literal: Literal) -> Wire:
    """Build the same test where an open decision with an interim value is taken as settled at it."""
    truth = truth_of(circuit, outcome, literal.test)
    if not isinstance(outcome, SinglePlanes) or not isinstance(literal.test, OneOf):
        return truth
    given = circuit.any_of(outcome.interim.values(), height=1)
    passes = circuit.any_of((n for value, n in outcome.interim.items() if value in literal.test.values), height=1)
    certain = circuit.either(passes, circuit.without(circuit.certain(truth), given))
    return circuit.truth(certain, circuit.either(passes, circuit.without(circuit.possible(truth), given)))
