"""Runs a plan over planes of bits, block by block, so that what is being worked on stays in the cache."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.interpret.columnar.circuit import AND, JOIN, NOT, OR, XOR
from engine.interpret.columnar.plan import Instruction, Plan

Planes = NDArray[np.uint64]
"""One row a plane; bit `i % 64` of word `i // 64` belongs to profile `i`."""

BLOCK = 1024
"""How many words of each plane are worked on at a time: 65,536 profiles, 8 KiB a plane."""

LINE = 8
"""Words in a line of the cache."""

LINES_IN_A_PAGE, LINES_ON = 64, 5
"""Each plane starts so many lines further on in its page of memory than the one before it. Were they a power of two
apart, they would drive one another out of the cache."""

_UFUNCS: dict[int, Any] = {AND: np.bitwise_and, OR: np.bitwise_or, XOR: np.bitwise_xor}


def room_for(planes: int, words: int) -> Planes:
    """Make planes of zeros, each at the start of a line of the cache, with whole lines of room."""
    lines = -(-words // LINE)
    apart = (lines + (LINES_ON - lines) % LINES_IN_A_PAGE) * LINE
    memory: Planes = np.zeros(planes * apart + LINE, np.uint64)
    start = (-memory.ctypes.data // memory.itemsize) % LINE
    return memory[start : start + planes * apart].reshape(planes, apart)[:, :words]


class BoundPlan:
    """The memory of one plan, with every instruction bound to its rows. Not to be shared between threads."""

    def __init__(self, plan: Plan, block: int = BLOCK) -> None:
        self.plan = plan
        self.block = block
        self._memory: Planes = np.zeros((plan.rows, block), np.uint64)
        self._memory[0] = ~np.uint64(0)
        self._outputs = np.array(plan.outputs, np.intp)
        self._literals = _Literals(plan, self._memory)
        self._steps = [self._bound(each) for each in plan.instructions]

    def _bound(self, each: Instruction) -> tuple[Callable[..., object], tuple[Planes, ...]]:
        memory, height = self._memory, each.height
        one, other, into = (memory[row : row + height] for row in (each.one, each.other, each.into))
        if each.operation == JOIN:
            return np.copyto, (into, one)
        if each.operation == NOT:
            return np.invert, (one[::-1], into)
        return _UFUNCS[each.operation], (one, other, into)

    def run(self, inputs: Planes) -> Planes:
        """Work out the output planes from the input planes, in the order of the plan."""
        words = inputs.shape[1]
        outputs = np.empty((len(self._outputs), words), np.uint64)
        for start in range(0, words, self.block):
            end = min(start + self.block, words)
            self._literals.take(inputs[:, start:end])
            for operation, operands in self._steps:
                operation(*operands)
            outputs[:, start:end] = self._memory[self._outputs, : end - start]
        return outputs


class _Literals:
    """All literals at once: handed in, possible where they are certain or unknown, and turned round."""

    def __init__(self, plan: Plan, memory: Planes) -> None:
        count, block = len(plan.unknown), memory.shape[1]
        pairs = memory[2 : plan.others].reshape(count, 2, block)
        self._memory = memory
        self._certain, self._possible = pairs[:, 0], pairs[:, 1]
        self._others = memory[plan.others : plan.turned_from]
        self._rows = np.array(plan.unknown, np.intp)
        self._unknown: Planes = np.empty((count, block), np.uint64)
        self._as_they_are = pairs[: plan.turned, ::-1]
        self._turned = memory[plan.turned_from : plan.turned_from + 2 * plan.turned].reshape(plan.turned, 2, block)

    def take(self, inputs: Planes) -> None:
        """Take the planes of one block."""
        count, words = len(self._certain), inputs.shape[1]
        self._certain[:, :words] = inputs[:count]
        self._others[:, :words] = inputs[count:]
        np.take(self._memory, self._rows, axis=0, out=self._unknown, mode="clip")
        np.bitwise_or(self._certain, self._unknown, out=self._possible)
        np.invert(self._as_they_are, out=self._turned)
