"""A circuit as a list of instructions over rows of memory: what runs, block after block, on whole planes."""

from collections.abc import Sequence

from engine.frozen import frozen
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
    Gate,
    Wire,
)


@frozen
class Instruction:
    """One bitwise operation on rows: `height` rows from `one` and `other` into `height` rows from `into`.

    A `NOT` of height 2 turns the two rows over as well. A `JOIN` copies one row.
    """

    operation: int
    height: int
    one: int
    other: int
    into: int


@frozen
class Plan:
    """What runs: the planes to hand in, by their keys; instructions in order; and the rows that come out.

    Row 0 holds nothing but ones, row 1 nothing but zeros. From row 2 on stand the literals, two rows each, of which the
    first is handed in; behind them the other inputs, and then the first `turned` literals turned round. `unknown` names
    for each literal the row in which stands where it is unknown. The inputs are those of the literals, then the others.
    """

    inputs: tuple[object, ...]
    unknown: tuple[int, ...]
    turned: int
    instructions: tuple[Instruction, ...]
    outputs: tuple[int, ...]
    rows: int

    @property
    def others(self) -> int:
        """Give the first row of the inputs that are no literals."""
        return 2 + 2 * len(self.unknown)

    @property
    def turned_from(self) -> int:
        """Give the first row of the literals that are turned round."""
        return self.others + len(self.inputs) - len(self.unknown)


def to_plan(circuit: Circuit, outputs: Sequence[Wire]) -> Plan:
    """Lay out what the outputs (planes) need, and only that, in as few rows as will do."""
    return _Layout(circuit, outputs).plan()


class _Layout:
    """Gives rows to wires: a row is free again once the last instruction that reads it has been written."""

    def __init__(self, circuit: Circuit, outputs: Sequence[Wire]) -> None:
        self._gates = circuit.gates
        self._outputs = outputs
        self._uses = self._count_uses()
        self._rows: dict[Wire, int] = {circuit.every: 0, circuit.none: 1}
        self._top = 2
        self._place_inputs(circuit)
        self._permanent = frozenset(self._rows)
        self._free: dict[int, list[int]] = {1: [], 2: []}
        self._instructions: list[Instruction] = []

    def _place_inputs(self, circuit: Circuit) -> None:
        """Put all literals side by side, those that are turned round first, so that one step does the same to all."""
        needed = [(wire, self._gates[wire]) for wire in sorted(self._uses)]
        turned = {gate.parts[0]: wire for wire, gate in needed if gate.operation == TURNED}
        literals = [wire for wire, gate in needed if gate.operation == LITERAL]
        literals.sort(key=lambda wire: wire not in turned)
        of_literals = [self._gates[wire].parts[0] for wire in literals]
        for wire, certain in zip(literals, of_literals, strict=True):
            self._rows[wire] = self._rows[certain] = self._take_new(2)
        others = [wire for wire, gate in needed if gate.operation == INPUT and wire not in self._rows]
        for wire in others:
            self._rows[wire] = self._take_new(1)
        for wire in literals:
            if wire in turned:
                self._rows[turned[wire]] = self._take_new(2)
        keys = {wire: key for key, wire in circuit.inputs.items()}
        self._inputs = tuple(keys[wire] for wire in [*of_literals, *others])
        self._unknown = tuple(self._rows[self._gates[wire].parts[1]] for wire in literals)
        self._turned = len(turned)

    def _count_uses(self) -> dict[Wire, int]:
        """Count, for every wire that is needed, how often it is read."""
        uses: dict[Wire, int] = {}
        waiting = list(self._outputs)
        while waiting:
            wire = waiting.pop()
            uses[wire] = uses.get(wire, 0) + 1
            if uses[wire] == 1:
                waiting += self._read_by(wire)
        return uses

    def _read_by(self, wire: Wire) -> tuple[Wire, ...]:
        gate = self._gates[wire]
        return () if gate.operation in (INPUT, CONSTANT) else gate.parts

    def plan(self) -> Plan:
        for output in self._outputs:
            self._lay(output)
        rows = tuple(self._rows[output] for output in self._outputs)
        return Plan(self._inputs, self._unknown, self._turned, tuple(self._instructions), rows, self._top)

    def _lay(self, wanted: Wire) -> None:
        """Lay out a wire and first all that it needs, without recursion: conditions may be deep."""
        waiting = [wanted]
        while waiting:
            wire = waiting[-1]
            missing = [] if wire in self._rows else [each for each in self._needs(wire) if each not in self._rows]
            if missing:
                waiting += reversed(missing)
                continue
            waiting.pop()
            if wire not in self._rows:
                self._write(wire, self._gates[wire])

    def _needs(self, wire: Wire) -> list[Wire]:
        """List what must have its rows before a wire; a part that is worked out in place needs none of its own."""
        found: list[Wire] = []
        for part in self._read_by(wire):
            found += self._read_by(part) if self._in_place(wire, part) else (part,)
        return found

    def _in_place(self, wire: Wire, part: Wire) -> bool:
        """Tell whether a plane is worked out in the truth's own row: only this truth reads it."""
        own = self._gates[part].operation in (AND, OR, XOR, NOT)
        return own and self._gates[wire].operation == JOIN and self._uses[part] == 1 and part not in self._rows

    def _write(self, wire: Wire, gate: Gate) -> None:
        """Write the instructions for a wire whose parts have their rows."""
        if gate.operation in (TOP, BOTTOM):
            self._look_into(wire, gate)
        elif gate.operation == JOIN:
            self._join(wire, gate)
        else:
            self._rows[wire] = self._operate(gate)

    def _operate(self, gate: Gate, into: int | None = None) -> int:
        """Write one operation; its result may take the place of what it reads, except where rows are turned over."""
        one, other = self._rows[gate.parts[0]], self._rows[gate.parts[-1]]
        if into is None and gate.operation == NOT:
            into = self._take(gate.height)
        for part in gate.parts:
            self._let_go(part)
        into = self._take(gate.height) if into is None else into
        self._instructions.append(Instruction(gate.operation, gate.height, one, other, into))
        return into

    def _join(self, wire: Wire, gate: Gate) -> None:
        into = self._take(2)
        for row, part in enumerate(gate.parts, start=into):
            if self._in_place(wire, part):
                self._operate(self._gates[part], row)
            else:
                self._instructions.append(Instruction(JOIN, 1, self._rows[part], self._rows[part], row))
        self._rows[wire] = into
        for part in gate.parts:
            if part in self._rows:
                self._let_go(part)

    def _look_into(self, wire: Wire, gate: Gate) -> None:
        """Place a plane of a truth, without an instruction: one of its two rows, which stay as long as it does."""
        self._rows[wire] = self._rows[gate.parts[0]] + (gate.operation == BOTTOM)

    def _take(self, height: int) -> int:
        return self._free[height].pop() if self._free[height] else self._take_new(height)

    def _take_new(self, height: int) -> int:
        self._top += height
        return self._top - height

    def _let_go(self, wire: Wire) -> None:
        """Count one reader less; with the last, the rows are free, and those of the truth that a plane looked into."""
        if wire in self._permanent:
            return
        self._uses[wire] -= 1
        if self._uses[wire]:
            return
        gate = self._gates[wire]
        if gate.operation in (TOP, BOTTOM):
            self._let_go(gate.parts[0])
        else:
            self._free[gate.height].append(self._rows[wire])
