"""Conditions and decisions as a net of bitwise operations, in which the same thing stands only once.

A node of height 1 is a plane: one bit for each profile. A node of height 2 is a truth: the plane of those for which it
is certainly true, above the plane of those for which it is possibly true (not false). Kleene's `and` and `or` are then
one operation on both planes at once, and `not` turns both over and round. Certainly true implies possibly true.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce

Node = int
"""A node is named by its number; those that it is made of have lower numbers."""

INPUT, LITERAL, TURNED, AND, OR, XOR, NOT, TOP, BOTTOM, JOIN, CONSTANT = range(11)


@dataclass(frozen=True, slots=True)
class Made:
    """What a node is made of: an operation, the nodes it reads (or the number of an input), and its height."""

    operation: int
    parts: tuple[int, ...]
    height: int


@dataclass
class Circuit:
    """A net in the making. Every method gives the node for what was asked, a known one where there is one."""

    nodes: list[Made] = field(default_factory=list)
    inputs: dict[object, Node] = field(default_factory=dict)
    _known: dict[Made, Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.none = self._make(CONSTANT, (0,), 1)
        self.every = self._make(CONSTANT, (1,), 1)
        self.false = self._make(JOIN, (self.none, self.none), 2)
        self.true = self._make(JOIN, (self.every, self.every), 2)
        self.unknown = self._make(JOIN, (self.none, self.every), 2)

    def _make(self, operation: int, parts: tuple[int, ...], height: int) -> Node:
        made = Made(operation, parts, height)
        node = self._known.get(made)
        if node is None:
            node = self._known[made] = len(self.nodes)
            self.nodes.append(made)
        return node

    def input(self, key: object) -> Node:
        """Give the plane that is handed in under this key."""
        if key not in self.inputs:
            self.inputs[key] = self._make(INPUT, (len(self.inputs),), 1)
        return self.inputs[key]

    def literal(self, certain: Node, unknown: Node) -> Node:
        """Give the truth that certainly holds where one input says so, and possibly where the other does as well."""
        return self._make(LITERAL, (certain, unknown), 2)

    def both(self, one: Node, other: Node) -> Node:
        """Where both hold; of truths: Kleene's `and`."""
        lowest, highest = self._ends(one)
        if one in (other, lowest) or other == highest:
            return one
        if one == highest or other == lowest:
            return other
        return self._make(AND, (min(one, other), max(one, other)), self.nodes[one].height)

    def either(self, one: Node, other: Node) -> Node:
        """Where one at least holds; of truths: Kleene's `or`."""
        lowest, highest = self._ends(one)
        if one in (other, highest) or other == lowest:
            return one
        if one == lowest or other == highest:
            return other
        return self._make(OR, (min(one, other), max(one, other)), self.nodes[one].height)

    def differ(self, one: Node, other: Node) -> Node:
        """Where exactly one of two holds, plane by plane."""
        lowest, _ = self._ends(one)
        if one == other:
            return lowest
        if lowest in (one, other):
            return one if other == lowest else other
        return self._make(XOR, (min(one, other), max(one, other)), self.nodes[one].height)

    def negated(self, one: Node) -> Node:
        """Where it does not hold; of a truth: Kleene's `not`, which leaves unknown unknown."""
        lowest, highest = self._ends(one)
        if one in (lowest, highest):
            return highest if one == lowest else lowest
        if one == self.unknown:
            return one
        made = self.nodes[one]
        if made.operation in (NOT, TURNED):
            return made.parts[0]
        return self._make(TURNED if made.operation == LITERAL else NOT, (one,), made.height)

    def _ends(self, one: Node) -> tuple[Node, Node]:
        return (self.none, self.every) if self.nodes[one].height == 1 else (self.false, self.true)

    def all_of(self, parts: Iterable[Node], height: int = 2) -> Node:
        """Where all hold; of none: everywhere."""
        return reduce(self.both, parts, self.true if height == 2 else self.every)

    def any_of(self, parts: Iterable[Node], height: int = 2) -> Node:
        """Where one at least holds; of none: nowhere."""
        return reduce(self.either, parts, self.false if height == 2 else self.none)

    def certain(self, truth: Node) -> Node:
        """Give the plane of those for which a truth certainly holds."""
        return self._row(truth, TOP, 0)

    def possible(self, truth: Node) -> Node:
        """Give the plane of those for which a truth may hold."""
        return self._row(truth, BOTTOM, 1)

    def _row(self, truth: Node, operation: int, place: int) -> Node:
        made = self.nodes[truth]
        if made.operation == JOIN or (made.operation == LITERAL and operation == TOP):
            return made.parts[place]
        return self._make(operation, (truth,), 1)

    def open(self, truth: Node) -> Node:
        """Give the plane of those for which a truth is unknown."""
        return self.differ(self.certain(truth), self.possible(truth))

    def truth(self, certain: Node, possible: Node) -> Node:
        """Make a truth of two planes; the first must imply the second."""
        return self._make(JOIN, (certain, possible), 2)

    def without(self, one: Node, other: Node) -> Node:
        """Where the one plane holds and the other does not."""
        return self.both(one, self.negated(other))

    def counted(self, parts: Sequence[Node], height: int = 2) -> list[Node]:
        """Count, for each profile, how many hold: binary digits, the lowest first. Of truths: certainly and possibly.

        Carry-save adders: three digits of one weight become one of that weight and one of the next.
        """
        digits: list[Node] = []
        waiting = list(parts)
        while waiting:
            carried: list[Node] = []
            while len(waiting) > 1:
                one, other = waiting.pop(), waiting.pop()
                third = waiting.pop() if waiting else (self.false if height == 2 else self.none)
                half = self.differ(one, other)
                waiting.append(self.differ(half, third))
                carried.append(self.either(self.both(one, other), self.both(half, third)))
            digits.append(waiting[0])
            waiting = carried
        return digits

    def reaches(self, digits: Sequence[Node], least: int, height: int = 2) -> Node:
        """Where a number in binary digits is at least so large."""
        found = self.true if height == 2 else self.every
        if least <= 0:
            return found
        if least >> len(digits):
            return self.false if height == 2 else self.none
        for place, digit in enumerate(digits):
            found = self.both(digit, found) if least >> place & 1 else self.either(digit, found)
        return found
