"""Chooses how a plan runs: by NumPy until so many rows have come that compiling pays, and compiled from then on.

What comes out is the same either way.
"""

from typing import TYPE_CHECKING

from engine.interpret.columnar import compiles
from engine.interpret.columnar.plan import Plan
from engine.interpret.columnar.run import BLOCK, BoundPlan, Planes

if TYPE_CHECKING:
    from engine.interpret.columnar.compiled import CompiledPlan

SMALLEST_BLOCK = 6
"""The binary logarithm of the fewest words that are worked on at a time: below that, fewer take no less time."""

TO_LOAD = 1 << 14
"""Words of a plane (a million rows) after which object code that was kept is looked for."""

TO_COMPILE = 1 << 17
"""Words of a plane (eight million rows) after which a plan is compiled. By then NumPy has lost as much time as that
takes. Both grow with the plan, so that one number serves every plan."""


class ChosenWay:
    """One plan, run as suits the rows that have come so far. Not to be shared between threads."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._words = 0
        self._bound: dict[int, BoundPlan] = {}
        self._waiting = [(TO_LOAD, _kept), (TO_COMPILE, _compiled)] if compiles() else []
        self._way = self._by_numpy

    def run(self, inputs: Planes) -> Planes:
        """Work out the output planes from the input planes, in the order of the plan."""
        self._words += inputs.shape[1]
        while self._waiting and self._words >= self._waiting[0][0]:
            self._change(self._waiting.pop(0)[1](self._plan))
        return self._way(inputs)

    def _by_numpy(self, inputs: Planes) -> Planes:
        """Run it in memory no larger than what is to be worked on."""
        block = min(BLOCK, 1 << max(SMALLEST_BLOCK, (inputs.shape[1] - 1).bit_length()))
        if block not in self._bound:
            self._bound[block] = BoundPlan(self._plan, block)
        return self._bound[block].run(inputs)

    def _change(self, found: "CompiledPlan | None") -> None:
        if found is not None:
            self._way = found.run
            self._waiting.clear()
            self._bound.clear()


def _kept(plan: Plan) -> "CompiledPlan | None":
    from engine.interpret.columnar.compiled import kept_compiled

    return kept_compiled(plan)


def _compiled(plan: Plan) -> "CompiledPlan":
    from engine.interpret.columnar.compiled import compiled

    return compiled(plan)
