"""The outcome of a decision as planes: for each value those for which it is possible, and the rest that follows."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.interpret.columnar.circuit import Circuit, Node
from engine.rulebase.conditions import Between, Includes, Literal, OneOf, Test


@dataclass(frozen=True, slots=True)
class OneValue:
    """A decision with one value: the planes of `Single`, or of `Highest` where the hit policy is `max`.

    `possible` has a plane for each value, and for no value at all (`None`). `against` tells where two values fired
    against each other, and `fired` which. `interim` has a plane for each value that may have to be applied meanwhile.
    """

    possible: Mapping[str | None, Node]
    against: Node
    fired: Mapping[str, Node]
    settled: Node
    interim: Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Members:
    """A `collect` decision: for each member its truth, and where it is to hold meanwhile."""

    truths: Mapping[str, Node]
    open: Node
    interim: Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Number:
    """A `count` decision: how many rules fired and how many may have, in binary digits, the lowest first."""

    digits: tuple[Node, ...]
    open: Node


Decided = OneValue | Members | Number


def asked(circuit: Circuit, decided: Decided, test: Test) -> Node:
    """Build a test of a decision: unknown unless every value still possible agrees."""
    match decided, test:
        case OneValue(), OneOf(values):
            inside = circuit.any_of((n for value, n in decided.possible.items() if value in values), height=1)
            outside = circuit.any_of((n for value, n in decided.possible.items() if value not in values), height=1)
            certain = circuit.negated(circuit.either(outside, decided.against))
            return circuit.truth(certain, circuit.either(inside, decided.against))
        case Members(truths=truths), Includes(member):
            return truths.get(member, circuit.false)
        case Number(digits=digits), Between(low, high):
            reached = circuit.reaches(digits, low or 0)
            passed = circuit.false if high is None else circuit.reaches(digits, high + 1)
            return circuit.both(reached, circuit.negated(passed))
    raise TypeError(f"a {type(test).__name__} test can't be asked of a {type(decided).__name__} outcome")


def asked_meanwhile(circuit: Circuit, decided: Decided, literal: Literal) -> Node:
    """Build the same test where an open decision with an interim value is taken as settled at it."""
    truth = asked(circuit, decided, literal.test)
    if not isinstance(decided, OneValue) or not isinstance(literal.test, OneOf):
        return truth
    given = circuit.any_of(decided.interim.values(), height=1)
    passes = circuit.any_of((n for value, n in decided.interim.items() if value in literal.test.values), height=1)
    certain = circuit.either(passes, circuit.without(circuit.certain(truth), given))
    return circuit.truth(certain, circuit.either(passes, circuit.without(circuit.possible(truth), given)))
