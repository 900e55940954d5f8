"""A circuit over Python's own whole numbers as planes: a bit a profile, with no library, for some thousands at once.

The kernel in `run` is the quicker one for tables, and needs NumPy. This one is for whoever tries many answers of one
profile, wherever the program runs.
"""

from collections.abc import Callable, Sequence

from engine.interpret.columnar.circuit import (
    AND,
    BOTTOM,
    CONSTANT,
    INPUT,
    JOIN,
    LITERAL,
    NOT,
    OR,
    TOP,
    TURNED,
    XOR,
    Circuit,
    Wire,
)

WholePlanes = dict[Wire, int]
"""The plane that came out for each wire that was asked for: a bit for each profile, the first one lowest."""


class IntegerPlan:
    """What of a circuit has to run for some planes, in an order in which each gate stands after all that it reads."""

    def __init__(self, circuit: Circuit, outputs: Sequence[Wire]) -> None:
        """Take the planes that are asked for: wires of height 1."""
        self._circuit = circuit
        self._outputs = tuple(dict.fromkeys(outputs))
        self._gates = tuple((wire, circuit.gates[wire]) for wire in sorted(_needed(circuit, self._outputs)))
        keys = {wire: key for key, wire in circuit.inputs.items()}
        self.inputs = tuple(keys[wire] for wire, gate in self._gates if gate.operation == INPUT)

    @property
    def size(self) -> int:
        """Count the gates that each run goes through."""
        return len(self._gates)

    def run(self, profiles: int, plane: Callable[[object], int]) -> WholePlanes:
        """Run it over so many profiles; `plane` gives what is handed in under each key of `inputs`."""
        every = (1 << profiles) - 1
        keys = iter(self.inputs)
        # Of a truth, both planes; of a plane, the same twice, so that each operation is written once.
        high: dict[Wire, int] = {}
        low: dict[Wire, int] = {}
        for wire, gate in self._gates:
            parts = gate.parts
            operation = gate.operation
            if operation == AND:
                high[wire], low[wire] = high[parts[0]] & high[parts[1]], low[parts[0]] & low[parts[1]]
            elif operation == OR:
                high[wire], low[wire] = high[parts[0]] | high[parts[1]], low[parts[0]] | low[parts[1]]
            elif operation == XOR:
                high[wire], low[wire] = high[parts[0]] ^ high[parts[1]], low[parts[0]] ^ low[parts[1]]
            elif operation in (NOT, TURNED):
                high[wire], low[wire] = low[parts[0]] ^ every, high[parts[0]] ^ every
            elif operation == LITERAL:
                high[wire], low[wire] = high[parts[0]], high[parts[0]] | high[parts[1]]
            elif operation == JOIN:
                high[wire], low[wire] = high[parts[0]], high[parts[1]]
            elif operation in (TOP, BOTTOM):
                high[wire] = low[wire] = (high if operation == TOP else low)[parts[0]]
            elif operation == INPUT:
                high[wire] = low[wire] = plane(next(keys))
            else:
                high[wire] = low[wire] = every if parts[0] else 0
        return {wire: high[wire] for wire in self._outputs}


def _needed(circuit: Circuit, outputs: Sequence[Wire]) -> set[Wire]:
    """Find all gates that the outputs rest on."""
    found: set[Wire] = set()
    waiting = list(outputs)
    while waiting:
        wire = waiting.pop()
        if wire not in found:
            found.add(wire)
            gate = circuit.gates[wire]
            waiting += () if gate.operation in (INPUT, CONSTANT) else gate.parts
    return found
