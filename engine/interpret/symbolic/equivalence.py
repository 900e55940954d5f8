"""Two worlds over the same answers: where does a decision come out otherwise in the other, and where is it open?"""

from collections.abc import Iterator, Mapping, Set

from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.outcomes import CollectedTerms, CountedTerms, SingleTerms
from engine.interpret.symbolic.terms import Term, TruthTerms, both, either, equal, no, settled, some

NOT_RENAMED: Mapping[str, str] = {}


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
    """Say that a decision is open in a world; of a set, that nobody knows yet whether this member, or any, is in it."""
    match world.outcome(name):
        case SingleTerms(possible):
            return some(2, list(possible.values()))
        case CollectedTerms(members):
            asked = [members.get(member, settled(False))] if member else members.values()
            return either(pair.open for pair in asked)
        case CountedTerms(rules):
            return either(rule.open for rule in rules)


def _given(world: SymbolicWorld, name: str, rules: Set[str]) -> set[str]:
    """List the members that some of these rules give."""
    return {value for rule in world.base.rules_of[name] if rule.name in rules for value in rule.values_for(name)}


def _member(pair: TruthTerms, held: Term) -> Mapping[str, Term]:
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
