"""Asking z3: is there a profile for which this holds? It is found, or there is none, or the question was too hard.

How hard a question may be is counted in z3's own steps, never in seconds: the same pack gives the same answers on every
machine, at every speed.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import z3

from engine.frozen import frozen
from engine.interpret.symbolic.terms import Term

RLIMIT = 50_000_000
"""Steps that one question of a proof may take. The shipped pack needs a thousandth of it, and every machine counts them
alike. Beyond it: `undecided`; `--rlimit` allows more."""


AnswerKind = Literal["none", "found", "undecided"]


@frozen
class SolverAnswer:
    """What came of one question: `none` (proved that there is none), `found` (with a model), or `undecided`."""

    kind: AnswerKind
    model: Any = None

    def holds(self, term: Term) -> bool:
        """Tell whether a term holds in the model found."""
        return term if isinstance(term, bool) else z3.is_true(self.model.eval(term, model_completion=True))


NONE, UNDECIDED = SolverAnswer("none"), SolverAnswer("undecided")


class Solver:
    """Asks one question after another about the same open answers; what it learns from one serves the next."""

    def __init__(self, constraints: Iterable[Term], rlimit: int = RLIMIT) -> None:
        self._constraints, self._rlimit = tuple(constraints), rlimit
        self._solver = _solver(rlimit)
        self._asked = 0
        for term in self._constraints:
            self._add(term)

    def example(self, goal: Term) -> SolverAnswer:
        """Find a profile for which the goal holds: the same one, whatever was asked before or else is written down."""
        kind = next(self.find_each([goal], models=False)).kind
        return self.shown(goal) if kind == "found" else SolverAnswer(kind)

    def shown(self, goal: Term) -> SolverAnswer:
        """Show the profile for a goal of which it is known that there is one.

        Which one z3 finds hangs on the order in which it came to know the terms, and a copy made by z3 still shows
        that. So it gets them as text.
        """
        alone = z3.Context()
        solver = _solver(self._rlimit, alone)
        told = z3.Solver()
        told.add([term for term in (*self._constraints, goal) if term is not True])
        solver.from_string(told.sexpr())
        result = solver.check()
        return SolverAnswer("found", solver.model().translate(z3.main_ctx())) if result == z3.sat else UNDECIDED

    def find(self, goal: Term) -> SolverAnswer:
        """Find a profile for which the goal holds."""
        return next(self.find_each([goal]))

    def find_each(self, goals: Iterable[Term], *, models: bool = True) -> Iterator[SolverAnswer]:
        """Find a profile for each goal. All are told to the solver before the first is asked, which is much faster.

        Without `models` it is only said whether there is one, which is faster still.
        """
        for asked in [self._assumption(goal) for goal in goals]:
            yield self._check(asked, models=models)

    def _assumption(self, goal: Term) -> Term:
        if isinstance(goal, bool):
            return goal
        self._asked += 1
        asked = z3.Bool(f"asked {self._asked}")
        self._solver.add(z3.Implies(asked, goal))
        return asked

    def _check(self, asked: Term, *, models: bool) -> SolverAnswer:
        if asked is False:
            return NONE
        result = self._solver.check(*([] if asked is True else [asked]))
        if result == z3.sat:
            return SolverAnswer("found", self._solver.model() if models else None)
        return NONE if result == z3.unsat else UNDECIDED

    def _add(self, term: Term) -> None:
        if term is not True:
            self._solver.add(term)


def _solver(rlimit: int, context: z3.Context | None = None) -> z3.Solver:
    solver = z3.SolverFor("QF_FD", ctx=context)
    solver.set("rlimit", rlimit)
    solver.set("random_seed", 0)
    return solver


def solver_version() -> str:
    """Name the version of z3."""
    return str(z3.get_full_version())
