"""Rules for different values of one decision contradict each other in a literal.

Where they do, one that fires rules the others out by itself, whatever is still unknown: what is settled stays settled,
two values never fire at once, and nothing has to be proved to see it.
"""

from collections.abc import Iterator
from itertools import combinations, product

from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, AnyOf, AtLeast, Between, Condition, Includes, Literal, Not, OneOf
from engine.rulebase.rules import Rule
from engine.source.diagnostics import Diagnostic

Signed = tuple[Literal, bool]
"""A literal, and whether it must hold or fail."""

MOST_BRANCHES = 256


def rules_that_may_both_fire(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each pair of rules for different values of an `any` or `unique` decision without a contradiction."""
    for name, decision in base.decisions.items():
        if decision.hit_policy not in ("any", "unique"):
            continue
        for one, other in combinations(base.rules_of[name], 2):
            same = one.values_for(name) == other.values_for(name) and decision.hit_policy == "any"
            if not same and not _exclusive(one, other):
                message = (
                    f"rules `{one.name}` and `{other.name}` conclude `{name}` and do not contradict each other "
                    "in any literal, so both might fire"
                )
                yield Diagnostic("may-both-fire", message, one.span)


def _exclusive(one: Rule, other: Rule) -> bool:
    mine, theirs = branches(one.condition), branches(other.condition)
    if mine is None or theirs is None:
        return False
    return all(_contradict(left, right) for left, right in product(mine, theirs))


def branches(condition: Condition, holds: bool = True) -> list[frozenset[Signed]] | None:
    """Write a condition as alternatives, each a set of literals with a sign; `None` where it grows too large."""
    match condition:
        case Literal():
            return [frozenset({(condition, holds)})]
        case Not(part):
            return branches(part, not holds)
        case AtLeast(n, parts):
            needed = n if holds else len(parts) - n + 1
            return _either([_both(chosen, holds) for chosen in combinations(parts, needed)])
        case All(parts) | AnyOf(parts):
            if isinstance(condition, All) is holds:
                return _both(parts, holds)
            return _either([branches(part, holds) for part in parts])


def _either(alternatives: list[list[frozenset[Signed]] | None]) -> list[frozenset[Signed]] | None:
    found: list[frozenset[Signed]] = []
    for each in alternatives:
        if each is None or len(found) + len(each) > MOST_BRANCHES:
            return None
        found += each
    return found


def _both(parts: tuple[Condition, ...], holds: bool) -> list[frozenset[Signed]] | None:
    found: list[frozenset[Signed]] = [frozenset()]
    for part in parts:
        more = branches(part, holds)
        if more is None or len(found) * len(more) > MOST_BRANCHES:
            return None
        found = [one | other for one, other in product(found, more)]
        found = [each for each in found if not _contradict(each, each)]
    return found


def _contradict(left: frozenset[Signed], right: frozenset[Signed]) -> bool:
    return any(
        contradictory(one, other)
        for one in left
        for other in right
        if one[0].subject == other[0].subject and one[0].on_decision == other[0].on_decision
    )


def contradictory(one: Signed, other: Signed) -> bool:
    """Tell whether two literals over one subject can't both be so."""
    (first, first_holds), (second, second_holds) = one, other
    if first_holds and second_holds:
        match first.test, second.test:
            case OneOf(mine), OneOf(theirs):
                return not mine & theirs
            case Between(low, high), Between(bottom, top):
                return (high is not None and bottom is not None and high < bottom) or (
                    low is not None and top is not None and top < low
                )
        return False
    if first_holds is second_holds:
        return False
    positive, negative = (first, second) if first_holds else (second, first)
    match positive.test, negative.test:
        case OneOf(mine), OneOf(theirs):
            return mine <= theirs
        case Includes(member), Includes(other_member):
            return member == other_member
    return positive.test == negative.test
