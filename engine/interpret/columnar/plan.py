"""A circuit as a list of instructions over rows of memory: what runs, block after block, on whole planes."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    Made,
    Node,
)


@dataclass(frozen=True, slots=True)
class Instruction:
    """One bitwise operation on rows: `height` rows from `one` and `other` into `height` rows from `into`.

    A `NOT` of height 2 turns the two rows over as well. A `JOIN` copies one row.
    """

    operation: int
    height: int
    one: int
    other: int
    into: int


@dataclass(frozen=True, slots=True)
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
        """The first row of the inputs that are no literals."""
        return 2 + 2 * len(self.unknown)

    @property
    def turned_from(self) -> int:
        """The first row of the literals that are turned round."""
        return self.others + len(self.inputs) - len(self.unknown)


def to_plan(circuit: Circuit, outputs: Sequence[Node]) -> Plan:
    """Lay out what the outputs (planes) need, and only that, in as few rows as will do."""
    return _Layout(circuit, outputs).plan()


class _Layout:
    """Gives rows to nodes: a row is free again once the last instruction that reads it has been written."""

    def __init__(self, circuit: Circuit, outputs: Sequence[Node]) -> None:
        self._nodes = circuit.nodes
        self._outputs = outputs
        self._uses = self._count_uses()
        self._rows: dict[Node, int] = {circuit.every: 0, circuit.none: 1}
        self._top = 2
        self._place_inputs(circuit)
        self._permanent = frozenset(self._rows)
        self._free: dict[int, list[int]] = {1: [], 2: []}
        self._instructions: list[Instruction] = []

    def _place_inputs(self, circuit: Circuit) -> None:
        """Put all literals side by side, those that are turned round first, so that one step does the same to all."""
        needed = [(node, self._nodes[node]) for node in sorted(self._uses)]
        turned = {made.parts[0]: node for node, made in needed if made.operation == TURNED}
        literals = [node for node, made in needed if made.operation == LITERAL]
        literals.sort(key=lambda node: node not in turned)
        of_literals = [self._nodes[node].parts[0] for node in literals]
        for node, certain in zip(literals, of_literals, strict=True):
            self._rows[node] = self._rows[certain] = self._take_new(2)
        others = [node for node, made in needed if made.operation == INPUT and node not in self._rows]
        for node in others:
            self._rows[node] = self._take_new(1)
        for node in literals:
            if node in turned:
                self._rows[turned[node]] = self._take_new(2)
        keys = {node: key for key, node in circuit.inputs.items()}
        self._inputs = tuple(keys[node] for node in [*of_literals, *others])
        self._unknown = tuple(self._rows[self._nodes[node].parts[1]] for node in literals)
        self._turned = len(turned)

    def _count_uses(self) -> dict[Node, int]:
        """Count, for every node that is needed, how often it is read."""
        uses: dict[Node, int] = {}
        waiting = list(self._outputs)
        while waiting:
            node = waiting.pop()
            uses[node] = uses.get(node, 0) + 1
            if uses[node] == 1:
                waiting += self._read_by(node)
        return uses

    def _read_by(self, node: Node) -> tuple[Node, ...]:
        made = self._nodes[node]
        return () if made.operation in (INPUT, CONSTANT) else made.parts

    def plan(self) -> Plan:
        for output in self._outputs:
            self._lay(output)
        rows = tuple(self._rows[output] for output in self._outputs)
        return Plan(self._inputs, self._unknown, self._turned, tuple(self._instructions), rows, self._top)

    def _lay(self, wanted: Node) -> None:
        """Lay out a node and first all that it needs, without recursion: conditions may be deep."""
        waiting = [wanted]
        while waiting:
            node = waiting[-1]
            missing = [] if node in self._rows else [each for each in self._needs(node) if each not in self._rows]
            if missing:
                waiting += reversed(missing)
                continue
            waiting.pop()
            if node not in self._rows:
                self._write(node, self._nodes[node])

    def _needs(self, node: Node) -> list[Node]:
        """List what must have its rows before a node; a part that is worked out in place needs none of its own."""
        found: list[Node] = []
        for part in self._read_by(node):
            found += self._read_by(part) if self._in_place(node, part) else (part,)
        return found

    def _in_place(self, node: Node, part: Node) -> bool:
        """A plane that only this truth reads is worked out in the truth's own row."""
        own = self._nodes[part].operation in (AND, OR, XOR, NOT)
        return own and self._nodes[node].operation == JOIN and self._uses[part] == 1 and part not in self._rows

    def _write(self, node: Node, made: Made) -> None:
        """Write the instructions for a node whose parts have their rows."""
        if made.operation in (TOP, BOTTOM):
            self._look_into(node, made)
        elif made.operation == JOIN:
            self._join(node, made)
        else:
            self._rows[node] = self._operate(made)

    def _operate(self, made: Made, into: int | None = None) -> int:
        """Write one operation; its result may take the place of what it reads, except where rows are turned over."""
        one, other = self._rows[made.parts[0]], self._rows[made.parts[-1]]
        if into is None and made.operation == NOT:
            into = self._take(made.height)
        for part in made.parts:
            self._let_go(part)
        into = self._take(made.height) if into is None else into
        self._instructions.append(Instruction(made.operation, made.height, one, other, into))
        return into

    def _join(self, node: Node, made: Made) -> None:
        into = self._take(2)
        for row, part in enumerate(made.parts, start=into):
            if self._in_place(node, part):
                self._operate(self._nodes[part], row)
            else:
                self._instructions.append(Instruction(JOIN, 1, self._rows[part], self._rows[part], row))
        self._rows[node] = into
        for part in made.parts:
            if part in self._rows:
                self._let_go(part)

    def _look_into(self, node: Node, made: Made) -> None:
        """A plane of a truth needs no instruction: it is one of its two rows, which stay as long as the plane does."""
        self._rows[node] = self._rows[made.parts[0]] + (made.operation == BOTTOM)

    def _take(self, height: int) -> int:
        return self._free[height].pop() if self._free[height] else self._take_new(height)

    def _take_new(self, height: int) -> int:
        self._top += height
        return self._top - height

    def _let_go(self, node: Node) -> None:
        """One reader less; with the last, the rows are free, and those of the truth that a plane looked into."""
        if node in self._permanent:
            return
        self._uses[node] -= 1
        if self._uses[node]:
            return
        made = self._nodes[node]
        if made.operation in (TOP, BOTTOM):
            self._let_go(made.parts[0])
        else:
            self._free[made.height].append(self._rows[node])
