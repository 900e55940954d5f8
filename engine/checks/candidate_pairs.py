"""Which rules are close to each other: all pairs but those that one subject keeps apart at a glance.

Of hundreds of rows most differ in one column. That is found by sorting, so that only the pairs that are left have to be
held against each other test by test.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import comb, inf

from engine.checks.answer_combinations import TestedSubject, subject_of_literal
from engine.frozen import frozen
from engine.rulebase.conditions import Between, Literal, OneOf, Value

Alternatives = Sequence[frozenset[tuple[Literal, bool]]]
"""What a rule asks: sets of literals, each to hold or to fail, of which one must be so as a whole."""


@frozen
class Extent:
    """Which answers to one subject a rule may fire with: from `low` to `high`, or one of `values`."""

    low: float = -inf
    high: float = inf
    values: frozenset[Value] | None = None


Extents = Mapping[int, Extent]
"""By the place of a rule; a rule that the subject does not narrow down has none."""


def close_pairs(rules: Sequence[Alternatives | None]) -> Iterator[tuple[int, int]]:
    """Walk the pairs of rules, by their places, that the subject which parts them best does not keep apart.

    A rule whose alternatives are `None` is close to every other.
    """
    by_subject: dict[TestedSubject, dict[int, Extent]] = defaultdict(dict)
    for place, alternatives in enumerate(rules):
        for subject, extent in _extents(alternatives or ()).items():
            by_subject[subject][place] = extent
    count = len(rules)
    best = min(by_subject.values(), key=lambda extents: _left(extents, count), default={})
    loose = [place for place in range(count) if place not in best]
    for place in loose:
        yield from ((min(place, other), max(place, other)) for other in range(count) if _once(place, other, best))
    yield from _overlapping(best)


def _once(place: int, other: int, best: Extents) -> bool:
    """Pair a loose rule with each that is not loose, and with the loose ones behind it."""
    return other in best or other > place


def _extents(alternatives: Alternatives) -> dict[TestedSubject, Extent]:
    """Find the subjects that every alternative of a rule narrows down, and to what they do together."""
    narrowed = [_narrowed(each) for each in alternatives]
    subjects = set.intersection(*map(set, narrowed)) if narrowed else set()
    return {subject: _joined([each[subject] for each in narrowed]) for subject in subjects}


def _narrowed(literals: frozenset[tuple[Literal, bool]]) -> dict[TestedSubject, Extent]:
    """Find what each subject is narrowed down to, by single literals: only these rule each other out one by one.

    Of several sets of values the smallest counts, not what they have in common.
    """
    found: dict[TestedSubject, Extent] = {}
    for literal, holds in literals:
        subject = subject_of_literal(literal)
        before = found.get(subject, Extent())
        match literal.test:
            case Between(low, high) if holds:
                lowest, highest = (-inf if low is None else low), (inf if high is None else high)
                found[subject] = Extent(max(before.low, lowest), min(before.high, highest))
            case OneOf(values) if holds:
                found[subject] = Extent(values=min(values, before.values or values, key=_smallest))
    return found


def _smallest(values: frozenset[Value]) -> tuple[int, list[str]]:
    """Sort key: the fewest values first, and among equals always the same."""
    return len(values), sorted(map(str, values))


def _joined(extents: Sequence[Extent]) -> Extent:
    values = frozenset[Value]().union(*(each.values or () for each in extents))
    sets = all(each.values is not None for each in extents)
    return Extent(min(e.low for e in extents), max(e.high for e in extents), values if sets else None)


def _left(extents: Extents, count: int) -> int:
    """Count the pairs that a subject leaves to be compared, at most."""
    loose = count - len(extents)
    left = comb(count, 2) - comb(count - loose, 2)
    if any(each.values is not None for each in extents.values()):
        return left + sum(comb(len(places), 2) for places in _by_value(extents).values())
    lows = sorted(each.low for each in extents.values())
    apart = sum(len(lows) - bisect_right(lows, each.high) for each in extents.values())
    return left + comb(len(extents), 2) - apart


def _by_value(extents: Extents) -> dict[Value, list[int]]:
    found: dict[Value, list[int]] = defaultdict(list)
    for place, each in extents.items():
        for value in each.values or ():
            found[value].append(place)
    return found


def _overlapping(extents: Extents) -> Iterator[tuple[int, int]]:
    if any(each.values is not None for each in extents.values()):
        shared = (pair for places in _by_value(extents).values() for pair in combinations(places, 2))
        yield from sorted({(min(pair), max(pair)) for pair in shared})
        return
    order = sorted(extents, key=lambda place: extents[place].low)
    lows = [extents[place].low for place in order]
    for number, place in enumerate(order):
        for other in order[number + 1 : bisect_right(lows, extents[place].high)]:
            yield min(place, other), max(place, other)
