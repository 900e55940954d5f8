"""How the statuses of rules make an outcome: one function a hit policy, as DMN names them."""

from collections.abc import Callable, Mapping, Sequence

from engine.interpret.evaluation import Collected, Counted, Highest, Outcome, Single
from engine.rulebase.decisions import Decision, HitPolicy
from engine.rulebase.rules import added
from engine.rulebase.truth import Truth

Hits = Sequence[tuple[Truth, Sequence[str]]]
"""The rules that conclude the decision, in order: the status of each, and the values it gives."""


def outcome(decision: Decision, hits: Hits) -> Outcome:
    """Work out a decision from the status of its rules."""
    return POLICIES[decision.hit_policy](decision, hits)


def _default(decision: Decision) -> str | None:
    return decision.default.value if decision.default else None


def _any(decision: Decision, hits: Hits) -> Single:
    """Decide by DMN's A: several rules may fire if they agree. The default stands while none has fired."""
    fired = frozenset(value for truth, values in hits if truth is True for value in values)
    if len(fired) > 1:
        return Single(frozenset(), conflict=fired)
    opened: set[str | None] = {value for truth, values in hits if truth is None for value in values}
    return _single(decision, opened | (fired or {_default(decision)}))


def _single(decision: Decision, possible: set[str | None]) -> Single:
    """Make an outcome; while it is open, the declared interim value holds if it is still possible."""
    holds = len(possible) > 1 and decision.while_open in possible
    return Single(frozenset(possible), interim=decision.while_open if holds else None)


def _unique(decision: Decision, hits: Hits) -> Single:
    """Decide by DMN's U: like `any`, with at most one rule fired."""
    fired = [values for truth, values in hits if truth is True]
    if len(fired) > 1:
        return Single(frozenset(), conflict=frozenset(value for values in fired for value in values))
    return _any(decision, hits)


def _max(decision: Decision, hits: Hits) -> Highest:
    """Decide by DMN's C>: the highest value that fired, or the default; open rules may still lift it."""
    order = list(decision.values)
    fired = [order.index(value) for truth, values in hits if truth is True for value in values]
    opened = [order.index(value) for truth, values in hits if truth is None for value in values]
    default = _default(decision)
    floors = [*fired, *([order.index(default)] if default is not None else [])]
    if not floors:
        possible: frozenset[str | None] = frozenset({None, *(order[place] for place in opened)})
        return Highest(possible)
    low = max(floors)
    places = sorted({low, *(place for place in opened if place > low)})
    interim = None
    if len(places) > 1 and decision.while_open is not None:
        held = [place for place in places if place == low or decision.values[order[place]].meanwhile]
        interim = order[min(max(order.index(decision.while_open), low), held[-1])]
    return Highest(
        frozenset(order[place] for place in places), at_least=order[low], at_most=order[places[-1]], interim=interim
    )


def _collect(_: Decision, hits: Hits) -> Collected:
    """Decide by DMN's C, or O: every value that fired; those of open rules may still come."""
    members = frozenset(value for truth, values in hits if truth is True for value in values)
    opened = frozenset(value for truth, values in hits if truth is None for value in values)
    return Collected(members, opened - members)


def _count(_: Decision, hits: Hits) -> Counted:
    """Decide by DMN's C#: how many rules fired, and how many may have in the end."""
    fired = sum(truth is True for truth, _ in hits)
    return Counted(fired, fired + sum(truth is None for truth, _ in hits))


def _sum(_: Decision, hits: Hits) -> Counted:
    """Decide by DMN's C+: what the fired rules give, added up, and what it may come to in the end. Of none: 0."""
    fired = sum(added(value) for truth, values in hits if truth is True for value in values)
    return Counted(fired, fired + sum(added(value) for truth, values in hits if truth is None for value in values))


def _first(decision: Decision, hits: Hits) -> Single:
    """Decide as a table read from the top: the first rule that is not ruled out decides, once it has fired."""
    possible: set[str | None] = set()
    for truth, values in hits:
        if truth is not False:
            possible.update(values)
        if truth is True:
            return _single(decision, possible)
    return _single(decision, possible | {_default(decision)})


POLICIES: Mapping[HitPolicy, Callable[[Decision, Hits], Outcome]] = {
    "any": _any,
    "unique": _unique,
    "max": _max,
    "collect": _collect,
    "output_order": _collect,
    "count": _count,
    "sum": _sum,
    "first": _first,
}
