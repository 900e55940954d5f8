"""How the statuses of rules make an outcome, as terms: one function a hit policy, as the reference defines them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from engine.interpret.symbolic.terms import Pair, Term, both, either, no, pick, same, settled, some
from engine.rulebase.conditions import Between, Includes, OneOf, Test
from engine.rulebase.decisions import Decision, HitPolicy

Hits = Sequence[tuple[Pair, Sequence[str]]]
"""The rules that conclude the decision, in order: the status of each, and the values it gives."""


@dataclass(frozen=True, slots=True)
class SingleTerms:
    """The outcome of a decision with one value: for each value (`None`: no value) that it is still possible.

    `interim` says of each value that it is the one to apply in the meantime. Of a `max` decision, `floor` says of each
    value that the lowest possible one is no lower, `top` the same of the highest, `effect` of the level in effect.
    """

    possible: Mapping[str | None, Term]
    conflict: Term = False
    interim: Mapping[str, Term] = field(default_factory=dict)
    floor: Mapping[str, Term] = field(default_factory=dict)
    top: Mapping[str, Term] = field(default_factory=dict)
    effect: Mapping[str, Term] = field(default_factory=dict)

    def truth(self, test: Test) -> Pair:
        """A test of an open decision is unknown unless every value still possible agrees."""
        if not isinstance(test, OneOf):
            raise TypeError(f"a {type(test).__name__} test can't be asked of a single value")
        inside = either(term for value, term in self.possible.items() if value in test.values)
        outside = either(term for value, term in self.possible.items() if value not in test.values)
        if same(inside, no(outside)) and self.conflict is False:
            return settled(inside)
        return Pair(both((inside, no(outside))), either((inside, no(outside))))

    def meanwhile(self, test: Test) -> Pair:
        """The same test with the decision taken as settled at its interim value, where it has one."""
        found = self.truth(test)
        has = either(self.interim.values())
        if not isinstance(test, OneOf) or has is False:
            return found
        inside = either(term for value, term in self.interim.items() if value in test.values)
        return Pair(pick(has, inside, found.true), pick(has, inside, found.possible))

    def parts(self) -> Mapping[str, Term]:
        """Name every term that makes up the outcome."""
        named = {f"possible {value}": term for value, term in self.possible.items()}
        return {
            **named,
            **{f"interim {value}": term for value, term in self.interim.items()},
            "conflict": self.conflict,
        }


@dataclass(frozen=True, slots=True)
class CollectedTerms:
    """The outcome of a `collect` decision: for each member that it is certain, and that it may come."""

    members: Mapping[str, Pair]

    def truth(self, test: Test) -> Pair:
        """Tell whether a member is in: certainly, perhaps, or not."""
        if not isinstance(test, Includes):
            raise TypeError(f"a {type(test).__name__} test can't be asked of a set")
        return self.members.get(test.member, settled(False))

    def meanwhile(self, test: Test) -> Pair:
        """A set has no interim value of its own that rules could read."""
        return self.truth(test)

    def parts(self) -> Mapping[str, Term]:
        """Name every term that makes up the outcome."""
        certain = {f"certain {member}": pair.true for member, pair in self.members.items()}
        return {**certain, **{f"possible {member}": pair.possible for member, pair in self.members.items()}}


@dataclass(frozen=True, slots=True)
class CountedTerms:
    """The outcome of a `count` decision: its rules, which fire, and which still may."""

    rules: tuple[Pair, ...]

    def truth(self, test: Test) -> Pair:
        """A test of an interval is unknown unless both ends, and all between, agree."""
        if not isinstance(test, Between):
            raise TypeError(f"a {type(test).__name__} test can't be asked of a number")
        low, high = test.low or 0, test.high
        inside = both((self._certain(low), True if high is None else no(self._possible(high + 1))))
        outside = either((no(self._possible(low)), False if high is None else self._certain(high + 1)))
        return settled(inside) if all(rule.is_settled for rule in self.rules) else Pair(inside, no(outside))

    def _certain(self, least: int) -> Term:
        return some(least, [rule.true for rule in self.rules])

    def _possible(self, least: int) -> Term:
        return some(least, [rule.possible for rule in self.rules])

    def meanwhile(self, test: Test) -> Pair:
        """A number has no interim value."""
        return self.truth(test)

    def parts(self) -> Mapping[str, Term]:
        """Name every term that makes up the outcome."""
        counts = range(1, len(self.rules) + 1)
        certain = {f"at least {count}": self._certain(count) for count in counts}
        return {**certain, **{f"perhaps {count}": self._possible(count) for count in counts}}


OutcomeTerms = SingleTerms | CollectedTerms | CountedTerms


def outcome(decision: Decision, hits: Hits) -> OutcomeTerms:
    """Work out a decision from the status of its rules."""
    return POLICIES[decision.hit_policy](decision, hits)


def _default(decision: Decision) -> str | None:
    return decision.default.value if decision.default else None


def _by_value(decision: Decision, hits: Hits) -> tuple[dict[str, Term], dict[str, Term]]:
    """Say of each value that a rule for it has fired, and that one is open."""
    fired = {value: either(pair.true for pair, values in hits if value in values) for value in decision.values}
    opened = {value: either(pair.open for pair, values in hits if value in values) for value in decision.values}
    return fired, opened


def _any(decision: Decision, hits: Hits) -> SingleTerms:
    """DMN A: several rules may fire if they agree. The default stands while none has fired."""
    fired, _ = _by_value(decision, hits)
    return _agreed(decision, hits, some(2, list(fired.values())))


def _unique(decision: Decision, hits: Hits) -> SingleTerms:
    """DMN U: like `any`, with at most one rule fired."""
    fired, _ = _by_value(decision, hits)
    at_most_one = some(2, [pair.true for pair, _ in hits])
    return _agreed(decision, hits, either((at_most_one, some(2, list(fired.values())))))


def _agreed(decision: Decision, hits: Hits, conflict: Term) -> SingleTerms:
    fired, opened = _by_value(decision, hits)
    none_fired = no(either(fired.values()))
    possible: dict[str | None, Term] = {value: either((fired[value], opened[value])) for value in decision.values}
    default = _default(decision)
    possible[default] = either((possible.get(default, False), none_fired))
    return _single(decision, {value: both((no(conflict), term)) for value, term in possible.items()}, conflict)


def _single(decision: Decision, possible: Mapping[str | None, Term], conflict: Term = False) -> SingleTerms:
    """Make an outcome; while it is open, the declared interim value holds if it is still possible."""
    meanwhile = decision.while_open
    interim: dict[str, Term] = {}
    if meanwhile is not None:
        others = either(term for value, term in possible.items() if value != meanwhile)
        interim = {meanwhile: both((possible.get(meanwhile, False), others))}
    return SingleTerms(possible, conflict, interim)


def _max(decision: Decision, hits: Hits) -> SingleTerms:
    """DMN C>: the highest value that fired, or the default; open rules may still lift it."""
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
    return _while_open(decision, SingleTerms(possible, False, {}, floor, top, floor))


def _while_open(decision: Decision, found: SingleTerms) -> SingleTerms:
    """Add the interim value: the declared one, kept between the lowest and the highest possible."""
    if decision.while_open is None:
        return found
    values = list(decision.values)
    declared = decision.rank(decision.while_open)
    effect = {
        value: both((found.top[value], True if place <= declared else found.floor[value]))
        for place, value in enumerate(values)
    }
    lifted = either(both((found.top[value], no(found.floor[value]))) for value in values)
    interim = {}
    for place, value in enumerate(values):
        higher = effect[values[place + 1]] if place + 1 < len(values) else False
        interim[value] = both((lifted, effect[value], no(higher)))
    return SingleTerms(found.possible, False, interim, found.floor, found.top, effect)


def _collect(_: Decision, hits: Hits) -> CollectedTerms:
    """DMN C: every value that fired; those of open rules may still come."""
    given: dict[str, list[Pair]] = {}
    for pair, values in hits:
        for value in values:
            given.setdefault(value, []).append(pair)
    return CollectedTerms(
        {
            member: Pair(either(p.true for p in pairs), either(p.possible for p in pairs))
            for member, pairs in given.items()
        }
    )


def _count(_: Decision, hits: Hits) -> CountedTerms:
    """DMN C#: how many rules fired, and how many may have in the end."""
    return CountedTerms(tuple(pair for pair, _ in hits))


def _first(decision: Decision, hits: Hits) -> SingleTerms:
    """Decision tables read from the top: the first rule that is not ruled out decides, once it has fired."""
    reached: dict[str | None, list[Term]] = {value: [] for value in decision.values}
    before: Term = True
    for pair, values in hits:
        for value in values:
            reached[value].append(both((before, pair.possible)))
        before = both((before, no(pair.true)))
    reached.setdefault(_default(decision), []).append(before)
    return _single(decision, {value: either(terms) for value, terms in reached.items()})


POLICIES: Mapping[HitPolicy, Callable[[Decision, Hits], OutcomeTerms]] = {
    "any": _any,
    "unique": _unique,
    "max": _max,
    "collect": _collect,
    "count": _count,
    "first": _first,
}
