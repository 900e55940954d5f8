"""A circuit that is worked out while it is built, over Python's own whole numbers: a wire is what comes out of it.

Whoever holds many rule bases that differ in little against the same profiles builds each but once, and shares what is
the same; a plan would have to be made for each. Everything that builds a circuit builds this one as well.
"""

from collections.abc import Callable

from engine.interpret.columnar.circuit import Circuit, Wire


class CircuitAtOnce(Circuit):
    """Planes of so many profiles, the first one lowest.

    A truth is one number, too: where it is certain, above that where it is possible, and above both one more bit, by
    which it is told from a plane.
    """

    def __init__(self, profiles: int, plane: Callable[[object], int]) -> None:
        """Take how many profiles there are, and what gives the plane that is handed in under a key."""
        super().__init__()
        self._profiles = profiles
        self._plane = plane
        self._mark = 1 << 2 * profiles
        self.none, self.every = 0, (1 << profiles) - 1
        self.false, self.true = self.truth(0, 0), self.truth(self.every, self.every)
        self.unknown = self.truth(0, self.every)

    def input(self, key: object) -> Wire:
        """Give the plane that is handed in under this key."""
        if key not in self.inputs:
            self.inputs[key] = self._plane(key)
        return self.inputs[key]

    def literal(self, certain: Wire, unknown: Wire) -> Wire:
        """Give the truth that certainly holds where one plane says so, and possibly where the other does as well."""
        return self.truth(certain, certain | unknown)

    def both(self, one: Wire, other: Wire) -> Wire:
        """Find where both hold; of truths: Kleene's `and`."""
        return one & other

    def either(self, one: Wire, other: Wire) -> Wire:
        """Find where one at least holds; of truths: Kleene's `or`."""
        return one | other

    def differ(self, one: Wire, other: Wire) -> Wire:
        """Find where exactly one of two holds, plane by plane."""
        found = one ^ other
        return found | self._mark if one >= self._mark else found

    def negated(self, one: Wire) -> Wire:
        """Find where it does not hold; of a truth: Kleene's `not`, which leaves unknown unknown."""
        if one < self._mark:
            return one ^ self.every
        return self.truth(self.possible(one) ^ self.every, self.certain(one) ^ self.every)

    def certain(self, truth: Wire) -> Wire:
        """Give the plane of those for which a truth certainly holds."""
        return truth & self.every

    def possible(self, truth: Wire) -> Wire:
        """Give the plane of those for which a truth may hold."""
        return truth >> self._profiles & self.every

    def truth(self, certain: Wire, possible: Wire) -> Wire:
        """Make a truth of two planes; the first must imply the second."""
        return self._mark | possible << self._profiles | certain
