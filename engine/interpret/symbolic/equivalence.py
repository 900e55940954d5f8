"""Rule bases that differ in little: does any profile come out otherwise, and is what one claims true of the other?

Everything that the change can't reach is written down for the solver once, and shared by both.
"""

from collections.abc import Iterable, Mapping, Set

from engine.interpret.symbolic.outcomes import CollectedTerms
from engine.interpret.symbolic.solving import RLIMIT, Answer, Solver
from engine.interpret.symbolic.terms import Pair, Term, both, either, equal, no, settled
from engine.interpret.symbolic.world import World, open_questions
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition


class Compared:
    """One rule base, held against others that differ from it in little."""

    def __init__(self, base: RuleBase, also: tuple[Condition, ...] = (), rlimit: int = RLIMIT) -> None:
        """Take the base, and the conditions beside its own that the others will ask."""
        self.questions = open_questions(base, complete=False, also=also)
        self._world = World(base, self.questions.known)
        self._rlimit = rlimit

    def difference(self, changed: RuleBase, rules: Set[str], decisions: Set[str]) -> Answer:
        """Find a profile for which one of these decisions comes out otherwise by the changed base.

        `rules` names every rule whose status may be another, and `decisions` every decision that may come out
        otherwise; nothing else may differ.
        """
        other = self._world.over(changed, rules, decisions)
        goal = either(_differs(self._world, other, name, rules) for name in sorted(decisions))
        return Solver(self.questions.constraints, self._rlimit).find(goal)


class Claimed:
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
        self._world = World(base, self._questions.known)
        self._rlimit = rlimit
        self._claims = {name: claim for name, claim in claims.items() if self._breaks(self._world, claim) == "none"}

    def broken(self, asked: Iterable[str], changed: RuleBase, rules: Set[str], decisions: Set[str]) -> str | None:
        """Name the first of these claims that holds for the base and not for the changed one."""
        other = self._world.over(changed, rules, decisions)
        held = (name for name in asked if name in self._claims)
        return next((name for name in held if self._breaks(other, self._claims[name]) == "found"), None)

    def _breaks(self, world: World, claim: tuple[Condition, Condition]) -> str:
        when, then = (world.truth(condition).true for condition in claim)
        return Solver(self._questions.constraints, self._rlimit).find(both((when, no(then)))).kind


def _differs(one: World, other: World, name: str, rules: Set[str]) -> Term:
    """Say that a decision comes out otherwise in two worlds in which only these rules can stand otherwise."""
    here, there = one.outcome(name), other.outcome(name)
    if not isinstance(here, CollectedTerms) or not isinstance(there, CollectedTerms):
        return _unequal(here.parts(), there.parts())
    never = settled(False)
    return either(
        _unequal(
            _member(here.members.get(member, never), _held(one, name, member)),
            _member(there.members.get(member, never), _held(other, name, member)),
        )
        for member in sorted(_given(one, name, rules) | _given(other, name, rules))
    )


def _given(world: World, name: str, rules: Set[str]) -> set[str]:
    """List the members that some of these rules give."""
    return {value for rule in world.base.rules_of[name] if rule.name in rules for value in rule.values_for(name)}


def _member(pair: Pair, held: Term) -> Mapping[str, Term]:
    return {"certain": pair.true, "possible": pair.possible, "held": both((held, no(pair.true)))}


def _held(world: World, name: str, member: str) -> Term:
    """Say that a member is required while every interim value stands."""
    rules = (rule for rule in world.base.rules_of[name] if member in rule.values_for(name))
    return either(world.fires_meanwhile(rule) for rule in rules)


def _unequal(one: Mapping[str, Term], other: Mapping[str, Term]) -> Term:
    """Say that two outcomes differ in some part; a part that one of them lacks is false there."""
    return either(no(equal(one.get(name, False), other.get(name, False))) for name in sorted({*one, *other}))
