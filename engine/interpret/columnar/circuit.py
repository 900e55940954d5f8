"""Conditions and decisions as a circuit of bitwise operations, in which the same thing stands only once.

A wire of height 1 is a plane: one bit for each profile. A wire of height 2 is a truth: the plane of those for which it
is certainly true, above the plane of those for which it is possibly true (not false). Kleene's `and` and `or` are then
one operation on both planes at once, and `not` turns both over and round. Certainly true implies possibly true.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce

from engine.frozen import frozen

Wire = int
"""What comes out of a gate, named by the number of the gate; what the gate reads has lower numbers."""

INPUT, LITERAL, TURNED, AND, OR, XOR, NOT, TOP, BOTTOM, JOIN, CONSTANT = range(11)


@frozen
class Gate:
    """One operation: what it does, the wires it reads (or the number of an input), and the height of what comes out."""

    operation: int
    parts: tuple[int, ...]
    height: int


@dataclass
class Circuit:
    """A circuit in the making. Every method gives the wire for what was asked, a known one where there is one."""

    gates: list[Gate] = field(default_factory=list)
    inputs: dict[object, Wire] = field(default_factory=dict)
    _known: dict[Gate, Wire] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.none = self._make(CONSTANT, (0,), 1)
        self.every = self._make(CONSTANT, (1,), 1)
        self.false = self._make(JOIN, (self.none, self.none), 2)
        self.true = self._make(JOIN, (self.every, self.every), 2)
        self.unknown = self._make(JOIN, (self.none, self.every), 2)

    def _make(self, operation: int, parts: tuple[int, ...], height: int) -> Wire:
        gate = Gate(operation, parts, height)
        wire = self._known.get(gate)
        if wire is None:
            wire = self._known[gate] = len(self.gates)
            self.gates.append(gate)
        return wire

    def input(self, key: object) -> Wire:
        """Give the plane that is handed in under this key."""
        if key not in self.inputs:
            self.inputs[key] = self._make(INPUT, (len(self.inputs),), 1)
        return self.inputs[key]

    def literal(self, certain: Wire, unknown: Wire) -> Wire:
        """Give the truth that certainly holds where one input says so, and possibly where the other does as well."""
        return self._make(LITERAL, (certain, unknown), 2)

    def both(self, one: Wire, other: Wire) -> Wire:
        """Build where both hold; of truths: Kleene's `and`."""
        lowest, highest = self._ends(one)
        if one in (other, lowest) or other == highest:
            return one
        if one == highest or other == lowest:
            return other
        return self._make(AND, (min(one, other), max(one, other)), self.gates[one].height)

    def either(self, one: Wire, other: Wire) -> Wire:
        """Build where one at least holds; of truths: Kleene's `or`."""
        lowest, highest = self._ends(one)
        if one in (other, highest) or other == lowest:
            return one
        if one == lowest or other == highest:
            return other
        return self._make(OR, (min(one, other), max(one, other)), self.gates[one].height)

    def differ(self, one: Wire, other: Wire) -> Wire:
        """Build where exactly one of two holds, plane by plane."""
        lowest, _ = self._ends(one)
        if one == other:
            return lowest
        if lowest in (one, other):
            return one if other == lowest else other
        return self._make(XOR, (min(one, other), max(one, other)), self.gates[one].height)

    def negated(self, one: Wire) -> Wire:
        """Build where it does not hold; of a truth: Kleene's `not`, which leaves unknown unknown."""
        lowest, highest = self._ends(one)
        if one in (lowest, highest):
            return highest if one == lowest else lowest
        if one == self.unknown:
            return one
        gate = self.gates[one]
        if gate.operation in (NOT, TURNED):
            return gate.parts[0]
        return self._make(TURNED if gate.operation == LITERAL else NOT, (one,), gate.height)

    def _ends(self, one: Wire) -> tuple[Wire, Wire]:
        return (self.none, self.every) if self.gates[one].height == 1 else (self.false, self.true)

    def all_of(self, parts: Iterable[Wire], height: int = 2) -> Wire:
        """Build where all hold; of none: everywhere."""
        return reduce(self.both, parts, self.true if height == 2 else self.every)

    def any_of(self, parts: Iterable[Wire], height: int = 2) -> Wire:
        """Build where one at least holds; of none: nowhere."""
        return reduce(self.either, parts, self.false if height == 2 else self.none)

    def certain(self, truth: Wire) -> Wire:
        """Give the plane of those for which a truth certainly holds."""
        return self._row(truth, TOP, 0)

    def possible(self, truth: Wire) -> Wire:
        """Give the plane of those for which a truth may hold."""
        return self._row(truth, BOTTOM, 1)

    def _row(self, truth: Wire, operation: int, place: int) -> Wire:
        gate = self.gates[truth]
        if gate.operation == JOIN or (gate.operation == LITERAL and operation == TOP):
            return gate.parts[place]
        return self._make(operation, (truth,), 1)

    def open(self, truth: Wire) -> Wire:
        """Give the plane of those for which a truth is unknown."""
        return self.differ(self.certain(truth), self.possible(truth))

    def truth(self, certain: Wire, possible: Wire) -> Wire:
        """Make a truth of two planes; the first must imply the second."""
        return self._make(JOIN, (certain, possible), 2)

    def without(self, one: Wire, other: Wire) -> Wire:
        """Build where the one plane holds and the other does not."""
        return self.both(one, self.negated(other))

    def counted(self, parts: Sequence[Wire], height: int = 2) -> list[Wire]:
        """Count, for each profile, how many hold: binary digits, the lowest first. Of truths: certainly and possibly.

        Carry-save adders: three digits of one weight become one of that weight and one of the next.
        """
        return self.summed([(part, 1) for part in parts], height)

    def summed(self, parts: Sequence[tuple[Wire, int]], height: int = 2) -> list[Wire]:
        """Add up, for each profile, the weights of those that hold, as `counted` does; each comes in by its digits."""
        digits: list[Wire] = []
        waiting: list[Wire] = []
        widest = max((weight.bit_length() for _, weight in parts), default=0)
        while waiting or len(digits) < widest:
            waiting += [part for part, weight in parts if weight >> len(digits) & 1]
            carried: list[Wire] = []
            waiting = waiting or [self.false if height == 2 else self.none]
            while len(waiting) > 1:
                one, other = waiting.pop(), waiting.pop()
                third = waiting.pop() if waiting else (self.false if height == 2 else self.none)
                half = self.differ(one, other)
                waiting.append(self.differ(half, third))
                carried.append(self.either(self.both(one, other), self.both(half, third)))
            digits.append(waiting[0])
            waiting = carried
        return digits

    def reaches(self, digits: Sequence[Wire], least: int, height: int = 2) -> Wire:
        """Build where a number in binary digits is at least so large."""
        found = self.true if height == 2 else self.every
        if least <= 0:
            return found
        if least >> len(digits):
            return self.false if height == 2 else self.none
        for place, digit in enumerate(digits):
            found = self.both(digit, found) if least >> place & 1 else self.either(digit, found)
        return found
