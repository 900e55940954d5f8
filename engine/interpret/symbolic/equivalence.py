"""Rule bases that differ: does any profile come out otherwise, and is what one claims true of the other?

Where they differ in little, everything that the change can't reach is written down for the solver once, and shared.
"""

from collections.abc import Iterable, Iterator, Mapping, Set

from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.outcomes import CollectedTerms, CountedTerms, SingleTerms
from engine.interpret.symbolic.questions import open_questions
from engine.interpret.symbolic.solving import RLIMIT, Solver, SolverAnswer
from engine.interpret.symbolic.terms import Pair, Term, both, either, equal, no, settled, some
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition

NOT_RENAMED: Mapping[str, str] = {}


class EquivalenceProver:
    """One rule base, held against others that differ from it in little."""

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


def differing(
    one: SymbolicWorld, other: SymbolicWorld, name: str, rules: Set[str], renamed: Mapping[str, str] = NOT_RENAMED
) -> Iterator[tuple[str, Term]]:
    """Say when a decision comes out otherwise in two worlds in which only these rules can stand otherwise.

    Of a set, that is said of each member, else once, under no name. `renamed` gives, for members of the other world
    that are called otherwise in the first one, the name there.
    """
    here, there = one.outcome(name), other.outcome(name)
    if not isinstance(here, CollectedTerms) or not isinstance(there, CollectedTerms):
        more, others = _more(one, other, name)
        yield "", _unequal({**here.parts(), **more}, {**there.parts(), **others})
        return
    never = settled(False)
    other_names = {old: new for new, old in renamed.items()}
    theirs = {renamed.get(member, member) for member in _given(other, name, rules)}
    for member in sorted(_given(one, name, rules) | theirs):
        called = other_names.get(member, member)
        yield (
            member,
            _unequal(
                _member(here.members.get(member, never), _held(one, name, member)),
                _member(there.members.get(called, never), _held(other, name, called)),
            ),
        )


def is_open(world: SymbolicWorld, name: str, member: str = "") -> Term:
    """Say that a decision is open in a world; of a set, that nobody knows yet whether this member is in it."""
    match world.outcome(name):
        case SingleTerms(possible):
            return some(2, list(possible.values()))
        case CollectedTerms(members):
            return members.get(member, settled(False)).open
        case CountedTerms(rules):
            return either(rule.open for rule in rules)


def _given(world: SymbolicWorld, name: str, rules: Set[str]) -> set[str]:
    """List the members that some of these rules give."""
    return {value for rule in world.base.rules_of[name] if rule.name in rules for value in rule.values_for(name)}


def _member(pair: Pair, held: Term) -> Mapping[str, Term]:
    return {"certain": pair.true, "possible": pair.possible, "held": both((held, no(pair.true)))}


def _held(world: SymbolicWorld, name: str, member: str) -> Term:
    """Say that a member is required while every interim value stands."""
    rules = (rule for rule in world.base.rules_of[name] if member in rule.values_for(name))
    return either(world.fires_in_interim(rule) for rule in rules)


def _more(one: SymbolicWorld, other: SymbolicWorld, name: str) -> tuple[Mapping[str, Term], Mapping[str, Term]]:
    """Name what else makes up the outcomes of a decision with one value: what is at odds, and its ends."""
    worlds = (one, other)
    ordered = all(world.base.decisions[name].hit_policy == "max" for world in worlds)
    here, there = ({**_at_odds(world, name), **(_ends(world, name) if ordered else {})} for world in worlds)
    return here, there


def _at_odds(world: SymbolicWorld, name: str) -> Mapping[str, Term]:
    """Say of each value that it is one of those that fired against each other."""
    found = world.outcome(name)
    if not isinstance(found, SingleTerms) or found.conflict is False:
        return {}
    decision, hits = world.hits(name)
    fired = {value: either(pair.true for pair, values in hits if value in values) for value in decision.values}
    return {f"at odds {value}": both((found.conflict, term)) for value, term in fired.items()}


def _ends(world: SymbolicWorld, name: str) -> Mapping[str, Term]:
    """Say of each value of a `max` decision that it is the lowest, or the highest, that is still possible.

    That follows from what is possible as long as the values have one order; two packs may order them otherwise.
    """
    found = world.outcome(name)
    if not isinstance(found, SingleTerms):
        return {}
    values = list(world.base.decisions[name].values)
    steps = list(zip(values, [*values[1:], None], strict=True))
    return {
        f"{end} {value}": both((levels[value], no(levels[above] if above is not None else False)))
        for end, levels in (("lowest", found.floor), ("highest", found.top))
        for value, above in steps
    }


def _unequal(one: Mapping[str, Term], other: Mapping[str, Term]) -> Term:
    """Say that two outcomes differ in some part; a part that one of them lacks is false there."""
    return either(no(equal(one.get(name, False), other.get(name, False))) for name in sorted({*one, *other}))
