"""How the statuses of rules make an outcome, as terms: one function a hit policy, as the reference defines them."""

from collections.abc import Callable, Mapping, Sequence

from engine.interpret.symbolic.outcomes import CollectedTerms, CountedTerms, OutcomeTerms, SingleTerms
from engine.interpret.symbolic.terms import Term, TruthTerms, both, either, no, some
from engine.rulebase.decisions import Decision, HitPolicy
from engine.rulebase.rules import added

HitTerms = Sequence[tuple[TruthTerms, Sequence[str]]]
"""The rules that conclude the decision, in order: the status of each, and the values it gives."""


def outcome(decision: Decision, hits: HitTerms) -> OutcomeTerms:
    """Work out a decision from the status of its rules."""
    return POLICIES[decision.hit_policy](decision, hits)


def _default(decision: Decision) -> str | None:
    return decision.default.value if decision.default else None


def _by_value(decision: Decision, hits: HitTerms) -> tuple[dict[str, Term], dict[str, Term]]:
    """Say of each value that a rule for it has fired, and that one is open."""
    fired = {value: either(pair.true for pair, values in hits if value in values) for value in decision.values}
    opened = {value: either(pair.open for pair, values in hits if value in values) for value in decision.values}
    return fired, opened


def _any(decision: Decision, hits: HitTerms) -> SingleTerms:
    """Decide by DMN's A: several rules may fire if they agree. The default stands while none has fired."""
    fired, _ = _by_value(decision, hits)
    return _agreed(decision, hits, some(2, list(fired.values())))


def _unique(decision: Decision, hits: HitTerms) -> SingleTerms:
    """Decide by DMN's U: like `any`, with at most one rule fired."""
    fired, _ = _by_value(decision, hits)
    at_most_one = some(2, [pair.true for pair, _ in hits])
    return _agreed(decision, hits, either((at_most_one, some(2, list(fired.values())))))


def _agreed(decision: Decision, hits: HitTerms, conflict: Term) -> SingleTerms:
    fired, opened = _by_value(decision, hits)
    none_fired = no(either(fired.values()))
    possible: dict[str | None, Term] = {value: either((fired[value], opened[value])) for value in decision.values}
    default = _default(decision)
    possible[default] = either((possible.get(default, False), none_fired))
    return _single(decision, {value: both((no(conflict), term)) for value, term in possible.items()}, conflict)


def _single(decision: Decision, possible: Mapping[str | None, Term], conflict: Term = False) -> SingleTerms:
    """Make an outcome; while it is open, the declared interim value holds if it is still possible."""
    declared = decision.while_open
    interim: dict[str, Term] = {}
    if declared is not None:
        others = either(term for value, term in possible.items() if value != declared)
        interim = {declared: both((possible.get(declared, False), others))}
    return SingleTerms(possible, conflict, interim)


def _max(decision: Decision, hits: HitTerms) -> SingleTerms:
    """Decide by DMN's C>: the highest value that fired, or the default; open rules may still lift it."""
    values = list(decision.values)
    fired, opened = _by_value(decision, hits)
    default = _default(decision)
    floor: dict[str, Term] = {}
    top: dict[str, Term] = {}
    below, above = False, False
    for value in reversed(values):
        floor[value] = below = either((below, fired[value], value == default))
        top[value] = above = either((above, opened[value], below))
    has_floor = floor[values[0]] if values else False
    possible: dict[str | None, Term] = {None: no(has_floor)}
    for place, value in enumerate(values):
        higher = floor[values[place + 1]] if place + 1 < len(values) else False
        possible[value] = either((both((floor[value], no(higher))), both((opened[value], no(floor[value])))))
    top = {value: both((has_floor, term)) for value, term in top.items()}
    return _while_open(decision, SingleTerms(possible, False, {}, floor, top, floor), opened)


def _while_open(decision: Decision, found: SingleTerms, opened: Mapping[str, Term]) -> SingleTerms:
    """Add the interim value: the declared one, kept between the lowest and the highest that may hold meanwhile."""
    if decision.while_open is None:
        return found
    values = list(decision.values)
    declared = decision.rank(decision.while_open)
    has_floor, held, effect = found.floor[values[0]], False, dict[str, Term]()
    for place, value in reversed(list(enumerate(values))):
        held = either((held, opened[value] if decision.values[value].meanwhile else False, found.floor[value]))
        effect[value] = both((has_floor, held)) if place <= declared else found.floor[value]
    lifted = either(both((found.top[value], no(found.floor[value]))) for value in values)
    interim = {}
    for place, value in enumerate(values):
        higher = effect[values[place + 1]] if place + 1 < len(values) else False
        interim[value] = both((lifted, effect[value], no(higher)))
    return SingleTerms(found.possible, False, interim, found.floor, found.top, effect)


def _collect(_: Decision, hits: HitTerms) -> CollectedTerms:
    """Decide by DMN's C: every value that fired; those of open rules may still come."""
    given: dict[str, list[TruthTerms]] = {}
    for pair, values in hits:
        for value in values:
            given.setdefault(value, []).append(pair)
    return CollectedTerms(
        {
            member: TruthTerms(either(p.true for p in pairs), either(p.possible for p in pairs))
            for member, pairs in given.items()
        }
    )


def _count(_: Decision, hits: HitTerms) -> CountedTerms:
    """Decide by DMN's C#: how many rules fired, and how many may have in the end."""
    return CountedTerms(tuple(pair for pair, _ in hits))


def _sum(_: Decision, hits: HitTerms) -> CountedTerms:
    """Decide by DMN's C+: what the fired rules give, added up, and what it may come to in the end."""
    given = [(pair, added(value)) for pair, values in hits for value in values if added(value)]
    return CountedTerms(tuple(pair for pair, _ in given), tuple(weight for _, weight in given))


def _first(decision: Decision, hits: HitTerms) -> SingleTerms:
    """Decide as a table read from the top: the first rule that is not ruled out decides, once it has fired."""
    reached: dict[str | None, list[Term]] = {value: [] for value in decision.values}
    before: Term = True
    for pair, values in hits:
        for value in values:
            reached[value].append(both((before, pair.possible)))
        before = both((before, no(pair.true)))
    reached.setdefault(_default(decision), []).append(before)
    return _single(decision, {value: either(terms) for value, terms in reached.items()})


POLICIES: Mapping[HitPolicy, Callable[[Decision, HitTerms], OutcomeTerms]] = {
    "any": _any,
    "unique": _unique,
    "max": _max,
    "collect": _collect,
    "output_order": _collect,
    "count": _count,
    "sum": _sum,
    "first": _first,
}
