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

_UFUNCS: dict[int, Any] = {AND: np.bitwise_and, OR: np.bitwise_or, XOR: np.bitwise_xor}


class Machine:
    """The memory of one plan, with every instruction bound to its rows. Not to be shared between threads."""

    def __init__(self, plan: Plan, block: int = BLOCK) -> None:
        self.plan = plan
        self.block = block
        self._memory: Planes = np.zeros((plan.rows, block), np.uint64)
        self._memory[0] = ~np.uint64(0)
        self._inputs = np.array(plan.input_rows, np.intp)
        self._outputs = np.array(plan.outputs, np.intp)
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
            self._memory[self._inputs, : end - start] = inputs[:, start:end]
            for operation, operands in self._steps:
                operation(*operands)
            outputs[:, start:end] = self._memory[self._outputs, : end - start]
        return outputs
