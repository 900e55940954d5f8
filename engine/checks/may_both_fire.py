"""Rules for different values of one decision contradict each other in a literal.

Where they do, one that fires rules the others out by itself, whatever is still unknown: what is settled stays settled,
two values never fire at once, and nothing has to be proved to see it.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from math import comb

from engine.checks.candidate_pairs import close_pairs
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import (
    All,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Includes,
    Literal,
    Not,
    OneOf,
    literals,
)
from engine.rulebase.rules import Rule
from engine.source.diagnostics import Diagnostic

Signed = tuple[Literal, bool]
"""A literal, and whether it must hold or fail."""

Branches = list[frozenset[Signed]] | None
"""Alternatives, each a set of literals with a sign; `None` where they grow too large."""

MOST_BRANCHES = 256
"""Alternatives into which a condition is laid out to look for a contradiction. More multiply with each `all`; such a
rule is taken to be able to fire with any other."""

MOST_LITERALS = 500
"""Tests in a condition that is laid out so. A larger one is taken to be able to fire with any other."""

MOST_COMPARED = 20_000_000
"""Steps for comparing rules in pairs. A check is to end soon. Beyond it: `not-compared`."""

COST_OF_A_PAIR = 500
MOST_NAMED = 1_000
"""Pairs of rules that are named. Nobody reads more; the first few show what is wrong. Beyond it: `not-compared`."""


def rules_that_may_both_fire(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each pair of rules for different values of an `any` or `unique` decision without a contradiction.

    Where there are so many rules that to compare them would take long, that is reported instead.
    """
    left, named = MOST_COMPARED, 0
    for name, decision in base.decisions.items():
        if decision.hit_policy not in ("any", "unique"):
            continue
        rules = base.rules_of[name]
        alternatives = {rule.name: _of_rule(rule) for rule in rules}
        sizes = [sum(map(len, alternatives[rule.name] or ())) for rule in rules]
        for place, later in close_pairs([alternatives[rule.name] for rule in rules]):
            one, other = rules[place], rules[later]
            left -= COST_OF_A_PAIR + sizes[place] * sizes[later]
            if left < 0 or named > MOST_NAMED:
                message = f"the rules of `{name}` are too many to be compared in pairs"
                yield Diagnostic("not-compared", f"{message}; whether two may fire is left open", decision.span)
                return
            same = one.values_for(name) == other.values_for(name) and decision.hit_policy == "any"
            if not same and one.meets(other) and not _exclusive(alternatives[one.name], alternatives[other.name]):
                message = (
                    f"rules `{one.name}` and `{other.name}` conclude `{name}` and do not contradict each other "
                    "in any literal, so both might fire"
                )
                named += 1
                yield Diagnostic("may-both-fire", message, one.span)


def _of_rule(rule: Rule) -> Branches:
    return None if sum(1 for _ in literals(rule.condition)) > MOST_LITERALS else branches(rule.condition)


def _exclusive(mine: Branches, theirs: Branches) -> bool:
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
