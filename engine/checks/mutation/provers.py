"""One rule base, held against others that differ from it in little: do they say the same, and keep what it claims?

Everything that the change can't reach is written down for the solver once, and shared.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date

from engine.interpret.symbolic.equivalence import differing
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.questions import open_questions
from engine.interpret.symbolic.reading import facts_of
from engine.interpret.symbolic.solving import NONE, RLIMIT, Solver, SolverAnswer
from engine.interpret.symbolic.terms import Term, both, either, equal, no
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition
from engine.rulebase.facts import Facts
from engine.rulebase.in_force import in_force
from engine.rulebase.periods import ALWAYS, Period


def in_force_on(stretch: Period, base: RuleBase) -> RuleBase:
    """Give a rule base as it is on the days of a stretch."""
    return in_force(base, stretch.day or date.min)


def is_changed(decision: str, base: RuleBase, changed: RuleBase) -> bool:
    """Tell whether a decision is changed itself, or one of its rules is."""
    return any(
        one[decision] != other[decision]
        for one, other in ((base.decisions, changed.decisions), (base.rules_of, changed.rules_of))
    )


class EquivalenceProver:
    """What one rule base says of every profile on the days of a stretch, held against others that differ in little."""

    def __init__(
        self, base: RuleBase, also: tuple[Condition, ...] = (), rlimit: int = RLIMIT, stretch: Period = ALWAYS
    ) -> None:
        """Take the base, and the conditions beside its own that the others will ask."""
        self._stretch = stretch
        self._base = in_force_on(stretch, base)
        self.questions = open_questions(self._base, complete=False, also=also, stretch=stretch)
        self._world = SymbolicWorld(self._base, self.questions.known)
        self._rlimit = rlimit

    def difference(self, changed: RuleBase, rules: Set[str], decisions: Set[str]) -> SolverAnswer:
        """Find a profile for which one of these decisions comes out otherwise by the changed base.

        `rules` names every rule whose status may be another, and `decisions` every decision that may come out
        otherwise; nothing else may differ. A rule that is changed itself must stand otherwise, or at least count: that
        is quickly found out, and leaves little to look through. Of the decisions only those are looked at that are
        changed themselves: where none of them comes out otherwise, nothing that reads them does.
        """
        changed = in_force_on(self._stretch, changed)
        other = self._world.over(changed, rules, decisions)
        stands = either(term for name in sorted(rules) for term in self._stands_otherwise(other, name))
        if any(self._base.decisions[name] != changed.decisions[name] for name in decisions):
            stands = True
        if self._ask(stands).kind == "none":
            return NONE
        direct = [name for name in sorted(decisions) if is_changed(name, self._base, changed)]
        terms = (term for name in direct for _, term in differing(self._world, other, name, rules))
        return self._ask(both((stands, either(terms))))

    def profile(self, found: SolverAnswer) -> tuple[Facts, date]:
        """Read the profile that was found, and the day."""
        return facts_of(found, self.questions, self.questions.known)

    def _ask(self, goal: Term) -> SolverAnswer:
        return Solver(self.questions.constraints, self._rlimit).find(goal)

    def _stands_otherwise(self, other: SymbolicWorld, name: str) -> Iterator[Term]:
        """Say of a rule that its own change counts: by its condition, by what it concludes, or by where it stands."""
        before, after = self._base.rules.get(name), other.base.rules.get(name)
        if before is None or after is None or before == after:
            return
        mine, theirs = self._world.rule(before), other.rule(after)
        interim = self._world.fires_in_interim(before), other.fires_in_interim(after)
        if (before.then, before.position) != (after.then, after.position):
            yield from (mine.possible, *interim)
        for one, another in ((mine.true, theirs.true), (mine.possible, theirs.possible), interim):
            yield no(equal(one, another))


class ClaimProver:
    """What one rule base claims of every complete profile on the days of a stretch, held against others."""

    def __init__(
        self,
        base: RuleBase,
        claims: Mapping[str, tuple[Condition, Condition]],
        also: tuple[Condition, ...] = (),
        rlimit: int = RLIMIT,
        stretch: Period = ALWAYS,
    ) -> None:
        """Take the base, its claims (where the first condition holds, so does the second), and what else is asked."""
        self._stretch = stretch
        asked = (*also, *(part for claim in claims.values() for part in claim))
        base = in_force_on(stretch, base)
        self._questions = open_questions(base, complete=True, also=asked, stretch=stretch)
        self._world = SymbolicWorld(base, self._questions.known)
        self._rlimit = rlimit
        self._claims = {name: claim for name, claim in claims.items() if self._breaks(self._world, claim) == "none"}

    def broken(self, asked: Iterable[str], changed: RuleBase, rules: Set[str], decisions: Set[str]) -> str | None:
        """Name the first of these claims that holds for the base and not for the changed one."""
        other = self._world.over(in_force_on(self._stretch, changed), rules, decisions)
        held = (name for name in asked if name in self._claims)
        return next((name for name in held if self._breaks(other, self._claims[name]) == "found"), None)

    def _breaks(self, world: SymbolicWorld, claim: tuple[Condition, Condition]) -> str:
        when, then = (world.truth(condition).true for condition in claim)
        return Solver(self._questions.constraints, self._rlimit).find(both((when, no(then)))).kind
