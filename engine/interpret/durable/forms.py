"""Conditions without negation: patterns over messages, all of several, or enough of several.

A form only ever grows truer as messages arrive, so it tells what is certain. Whether a condition certainly holds and
whether it certainly fails are two forms; while neither is true, it is open.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.frozen import frozen


@dataclass(frozen=True, slots=True, order=True)
class Pattern:
    """A message in this slot carries a number from `low` to `high`, both included; `None` leaves that end open."""

    slot: int
    low: int | None
    high: int | None


@frozen
class Both:
    """Every part is true, however many there are; of none: always true."""

    parts: tuple["PositiveForm", ...]


@frozen
class Enough:
    """At least `n` parts are true; a part that is listed twice counts twice. With `n` = 1 it is a disjunction."""

    n: int
    parts: tuple["PositiveForm", ...]


PositiveForm = Pattern | Both | Enough

JoinedPatterns = tuple[Pattern, ...]
"""Patterns for as many messages, which durable-rules joins in one rule."""

CERTAIN = Both(())
NEVER = Enough(1, ())


def both(parts: Iterable[PositiveForm]) -> PositiveForm:
    """Join parts into one form: flat, each part once, one pattern for each slot."""
    patterns: dict[int, Pattern] = {}
    others: dict[PositiveForm, None] = {}
    for part in _flat(parts):
        if isinstance(part, Pattern):
            known = patterns.get(part.slot)
            patterns[part.slot] = part if known is None else _overlap(known, part)
        else:
            others[part] = None
    if NEVER in others or any(_is_empty(pattern) for pattern in patterns.values()):
        return NEVER
    joined: tuple[PositiveForm, ...] = (*patterns.values(), *others)
    return joined[0] if len(joined) == 1 else Both(joined)


def enough(n: int, parts: Iterable[PositiveForm]) -> PositiveForm:
    """Ask for `n` of the parts, leaving out those whose truth is known already."""
    listed = [part for part in parts if part != NEVER]
    missing = n - listed.count(CERTAIN)
    listed = [part for part in listed if part != CERTAIN]
    if missing <= 0:
        return CERTAIN
    if missing > len(listed):
        return NEVER
    if missing == len(listed):
        return both(listed)
    if missing > 1:
        return Enough(missing, tuple(listed))
    branches = tuple(dict.fromkeys(_branches(listed)))
    return branches[0] if len(branches) == 1 else Enough(1, branches)


def either(parts: Iterable[PositiveForm]) -> PositiveForm:
    """Ask for one of the parts."""
    return enough(1, parts)


def _flat(parts: Iterable[PositiveForm]) -> Iterator[PositiveForm]:
    for part in parts:
        if isinstance(part, Both):
            yield from part.parts
        else:
            yield part


def _branches(parts: Iterable[PositiveForm]) -> Iterator[PositiveForm]:
    for part in parts:
        if isinstance(part, Enough) and part.n == 1:
            yield from part.parts
        else:
            yield part


def _overlap(one: Pattern, other: Pattern) -> Pattern:
    lows = [low for low in (one.low, other.low) if low is not None]
    highs = [high for high in (one.high, other.high) if high is not None]
    return Pattern(one.slot, max(lows, default=None), min(highs, default=None))


def _is_empty(pattern: Pattern) -> bool:
    return pattern.low is not None and pattern.high is not None and pattern.low > pattern.high
