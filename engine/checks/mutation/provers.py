"""One rule base, held against others that differ from it in little: do they say the same, and keep what it claims?

Everything that the change can't reach is written down for the solver once, and shared.
"""

from collections.abc import Iterable, Mapping, Set

from engine.interpret.symbolic.equivalence import differing
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.questions import open_questions
from engine.interpret.symbolic.solving import RLIMIT, Solver, SolverAnswer
from engine.interpret.symbolic.terms import both, either, no
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition


class EquivalenceProver:
    """What one rule base says of every profile, held against others that differ from it in little."""

    def __init__(self, base: RuleBase, also: tuple[Condition, ...] = (), rlimit: int = RLIMIT) -> None:
        """Take the base, and the conditions beside its own that the others will ask."""
        self.questions = open_questions(base, complete=False, also=also)
        self._world = SymbolicWorld(base, self.questions.known)
        self._rlimit = rlimit

    def difference(self, changed: RuleBase, rules: Set[str], decisions: Set[str]) -> SolverAnswer:
        """Find a profile for which one of these decisions comes out otherwise by the changed base.

        `rules` names every rule whose status may be another, and `decisions` every decision that may come out
        otherwise; nothing else may differ.
        """
        other = self._world.over(changed, rules, decisions)
        goal = either(term for name in sorted(decisions) for _, term in differing(self._world, other, name, rules))
        return Solver(self.questions.constraints, self._rlimit).find(goal)


class ClaimProver:
    """What one rule base claims of every complete profile, held against others that differ from it in little."""

    def __init__(
        self,
        base: RuleBase,
        claims: Mapping[str, tuple[Condition, Condition]],
        also: tuple[Condition, ...] = (),
        rlimit: int = RLIMIT,
    ) -> None:
        """Take the base, its claims (where the first condition holds, so does the second), and what else is asked."""
        asked = (*also, *(part for claim in claims.values() for part in claim))
        self._questions = open_questions(base, complete=True, also=asked)
        self._world = SymbolicWorld(base, self._questions.known)
        self._rlimit = rlimit
        self._claims = {name: claim for name, claim in claims.items() if self._breaks(self._world, claim) == "none"}

    def broken(self, asked: Iterable[str], changed: RuleBase, rules: Set[str], decisions: Set[str]) -> str | None:
        """Name the first of these claims that holds for the base and not for the changed one."""
        other = self._world.over(changed, rules, decisions)
        held = (name for name in asked if name in self._claims)
        return next((name for name in held if self._breaks(other, self._claims[name]) == "found"), None)

    def _breaks(self, world: SymbolicWorld, claim: tuple[Condition, Condition]) -> str:
        when, then = (world.truth(condition).true for condition in claim)
        return Solver(self._questions.constraints, self._rlimit).find(both((when, no(then)))).kind
