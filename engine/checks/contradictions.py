"""Whether two conditions contradict each other in a literal, so that nothing has to be proved to see it."""

from collections.abc import Iterable
from itertools import combinations, product
from math import comb

from engine.rulebase.conditions import All, AnyOf, AtLeast, Between, Condition, Includes, Literal, Not, OneOf, literals
from engine.rulebase.rules import Rule

Signed = tuple[Literal, bool]
"""A literal, and whether it must hold or fail."""

Branches = list[frozenset[Signed]] | None
"""Alternatives, each a set of literals with a sign; `None` where they grow too large."""

MOST_BRANCHES = 256
"""Alternatives into which a condition is laid out to look for a contradiction. More multiply with each `all`; such a
rule is taken to be able to fire with any other."""

MOST_LITERALS = 500
"""Tests in a condition that is laid out so. A larger one is taken to be able to fire with any other."""


def branches_of(rule: Rule, *, holds: bool = True) -> Branches:
    """Write the condition of a rule as alternatives: for it to hold, or to fail."""
    return None if sum(1 for _ in literals(rule.condition)) > MOST_LITERALS else branches(rule.condition, holds)


def are_exclusive(mine: Branches, theirs: Branches) -> bool:
    """Tell whether every alternative of one condition contradicts every alternative of another."""
    if mine is None or theirs is None:
        return False
    return all(_contradict(left, right) for left, right in product(mine, theirs))


def branches(condition: Condition, holds: bool = True) -> Branches:
    """Write a condition as alternatives."""
    match condition:
        case Literal():
            return [frozenset({(condition, holds)})]
        case Not(part):
            return branches(part, not holds)
        case AtLeast(n, parts):
            needed = n if holds else len(parts) - n + 1
            if comb(len(parts), needed) > MOST_BRANCHES:
                return None
            return _either([_both(chosen, holds) for chosen in combinations(parts, needed)])
        case All(parts) | AnyOf(parts):
            if isinstance(condition, All) is holds:
                return _both(parts, holds)
            return _either([branches(part, holds) for part in parts])


def _either(alternatives: Iterable[Branches]) -> Branches:
    found: list[frozenset[Signed]] = []
    for each in alternatives:
        if each is None or len(found) + len(each) > MOST_BRANCHES:
            return None
        found += each
    return found


def _both(parts: tuple[Condition, ...], holds: bool) -> Branches:
    found: list[frozenset[Signed]] = [frozenset()]
    for part in parts:
        more = branches(part, holds)
        if more is None or len(found) * len(more) > MOST_BRANCHES:
            return None
        found = [one | other for one, other in product(found, more) if not _contradict(one, other)]
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
