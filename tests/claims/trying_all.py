"""What must hold of a pack, told by trying every profile: the laws and its own properties, in the plainest words.

Each function walks what breaks one claim, as a text that says where; of nothing, the claim is true.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.interpret.evaluation import Collected, Evaluation, Highest, Outcome, Single
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import questions_in
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.facts import Answer, Fact, Members
from engine.rulebase.properties import ChangesOnly, Implies, Leaves, Property
from tests.packs.every_profile import EveryProfile, Place

UPWARDS = ("yes", "higher", "more")


def gaps(space: EveryProfile) -> set[str]:
    """Name the decisions of one value that some complete profile leaves without one."""
    return {name for place in space.complete for name, found in _single(space[place]) if found.possible == {None}}


def conflicts(space: EveryProfile) -> set[str]:
    """Name the decisions that get two values from some complete profile."""
    return {name for place in space.complete for name, found in _single(space[place]) if found.conflict}


def unsettled(space: EveryProfile) -> set[str]:
    """Name the decisions that are settled in some profile, and otherwise, or not any more, in one answered further."""
    changed = set()
    for place in space.places:
        for further in space.further(place):
            for name, found in space[place].decisions.items():
                if found.status == "settled" and _without_interim(space[further].decisions[name]) != _without_interim(
                    found
                ):
                    changed.add(name)
    return changed


def lighter(space: EveryProfile) -> set[str]:
    """Name the levels that fall, and the controls that drop, in some profile when one answer gets worse."""
    fallen = set()
    for fact in space.questions.values():
        if fact.worse is None or fact.name not in space.base.facts:
            continue
        for before, after in _worse_steps(space, fact):
            one, other = space[before], space[after]
            fallen |= {name for name in space.base.decisions if _falls(space.base, name, one, other)}
            fallen |= {name for name in space.base.controls if _drops(name, one, other)}
    return fallen


def _worse_steps(space: EveryProfile, fact: Fact) -> Iterator[tuple[Place, Place]]:
    """Walk the pairs of profiles of which the second has the worse answer to one question."""
    states = space.states[fact.name]
    for place in space.places:
        mine = states[place[space.names.index(fact.name)]]
        for state, theirs in enumerate(states):
            if mine is None or theirs is None:
                continue
            if _is_above(fact, mine, theirs):
                pair = place, space.with_state(place, fact.name, state)
                upwards = fact.worse in (*UPWARDS, "later")
                yield pair if upwards else pair[::-1]


def _is_above(fact: Fact, mine: Answer, theirs: Answer) -> bool:
    """Tell whether the second of two answers is further up, or is the same set with one member more."""
    if isinstance(mine, Members) and isinstance(theirs, Members):
        more = theirs.holds - mine.holds
        return (
            len(more) == 1 and mine.holds <= theirs.holds and mine.fails - more == theirs.fails and more <= mine.fails
        )
    if isinstance(mine, str) and isinstance(theirs, str):
        order = list(fact.values)
        return order.index(mine) < order.index(theirs)
    if isinstance(mine, date) and isinstance(theirs, date):
        return mine < theirs
    return isinstance(mine, int) and isinstance(theirs, int) and mine < theirs


def _falls(base: RuleBase, name: str, one: Evaluation, other: Evaluation) -> bool:
    old, new = one.decisions[name], other.decisions[name]
    if not isinstance(old, Highest) or not isinstance(new, Highest):
        return False
    ends = (
        (old.at_least, new.at_least),
        (old.at_most, new.at_most),
        (old.interim or old.at_least, new.interim or new.at_least),
    )
    rank = base.decisions[name].rank
    return any(was is not None and (now is None or rank(now) < rank(was)) for was, now in ends)


def _drops(control: str, one: Evaluation, other: Evaluation) -> bool:
    old, new = one.collected(CONTROLS), other.collected(CONTROLS)
    if control in old.members:
        return control not in new.members
    return control in old.interim and control not in new.members | new.interim


def broken(space: EveryProfile, declared: Property) -> bool:
    """Tell whether some profile breaks a property that the pack claims of itself."""
    claim = declared.claim
    if isinstance(claim, Implies):
        at = [Reference(space.base, space.facts(place), space.day) for place in space.complete]
        return any(each.truth(claim.when) is True and each.truth(claim.then) is not True for each in at)
    if isinstance(claim, Leaves):
        return any(
            one.decisions[name] != other.decisions[name]
            for one, other in _other_answers(space, claim.fact)
            for name in claim.decisions
        )
    if isinstance(claim, ChangesOnly):
        return any(_changes_more(space.base, claim, *pair) for pair in _other_answers(space, claim.fact))
    return False


def says_nothing(space: EveryProfile, claim: Implies) -> bool:
    """Tell whether no complete profile meets the `when` of a property."""
    return not any(Reference(space.base, space.facts(p), space.day).truth(claim.when) for p in space.complete)


def _other_answers(space: EveryProfile, name: str) -> Iterator[tuple[Evaluation, Evaluation]]:
    for place in space.places:
        for state in range(len(space.states[name])):
            yield space[place], space[space.with_state(place, name, state)]


def _changes_more(base: RuleBase, claim: ChangesOnly, one: Evaluation, other: Evaluation) -> bool:
    for name in base.decisions:
        if name not in claim.decisions:
            if one.decisions[name] != other.decisions[name]:
                return True
        elif any(
            one.rules.get(rule.name) is not other.rules.get(rule.name)
            for rule in base.rules_of[name]
            if claim.fact not in questions_in(rule.condition)
        ):
            return True
    return False


def fires(space: EveryProfile) -> dict[str, set[bool]]:
    """Give for each rule in force whether complete profiles fire it, and whether some do not."""
    rules = space[space.places[0]].rules
    return {name: {space[place].rules[name] is True for place in space.complete} for name in rules}


def idle(space: EveryProfile, name: str) -> bool:
    """Tell whether the answer to a question changes no result of any complete profile."""
    return all(
        space[place].decisions == space[space.with_state(place, name, state)].decisions
        for place in space.complete
        for state in space.whole_states(name)
    )


def never_decides(space: EveryProfile, rows: Sequence[str]) -> set[str]:
    """Name the rows of a table read from the top that fire for somebody, and always below another that does."""
    firing, deciding = set(), set()
    for place in space.complete:
        fired = [name for name in rows if space[place].rules[name] is True]
        firing |= set(fired)
        deciding |= set(fired[:1])
    return firing - deciding


def without_rule(base: RuleBase, name: str) -> RuleBase:
    """Take a rule out."""
    rules_of = {each: tuple(rule for rule in rules if rule.name != name) for each, rules in base.rules_of.items()}
    return replace(base, rules={n: rule for n, rule in base.rules.items() if n != name}, rules_of=rules_of)


def _single(found: Evaluation) -> Iterator[tuple[str, Single]]:
    return ((name, each) for name, each in found.decisions.items() if isinstance(each, Single))


def _without_interim(outcome: Outcome) -> Outcome:
    return replace(outcome, interim=frozenset()) if isinstance(outcome, Collected) else outcome
