"""The outcome of a decision as terms: for each value that it is still possible, and the rest that follows."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from engine.frozen import frozen
from engine.interpret.symbolic.terms import (
    Term,
    TruthTerms,
    both,
    digits_of_sum,
    either,
    no,
    pick,
    reaches,
    same,
    settled,
    some,
)
from engine.rulebase.conditions import Between, Includes, OneOf, Test


@frozen
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

    def truth(self, test: Test) -> TruthTerms:
        """Test the value: unknown unless every value still possible agrees."""
        if not isinstance(test, OneOf):
            raise TypeError(f"a {type(test).__name__} test can't be asked of a single value")
        inside = either(term for value, term in self.possible.items() if value in test.values)
        outside = either(term for value, term in self.possible.items() if value not in test.values)
        if same(inside, no(outside)) and self.conflict is False:
            return settled(inside)
        return TruthTerms(both((inside, no(outside))), either((inside, no(outside))))

    def interim_truth(self, test: Test) -> TruthTerms:
        """Test the decision as if settled at its interim value, where it has one."""
        found = self.truth(test)
        has = either(self.interim.values())
        if not isinstance(test, OneOf) or has is False:
            return found
        inside = either(term for value, term in self.interim.items() if value in test.values)
        return TruthTerms(pick(has, inside, found.true), pick(has, inside, found.possible))

    def parts(self) -> Mapping[str, Term]:
        """Name every term that makes up the outcome."""
        named = {f"possible {value}": term for value, term in self.possible.items()}
        return {
            **named,
            **{f"interim {value}": term for value, term in self.interim.items()},
            "conflict": self.conflict,
        }


@frozen
class CollectedTerms:
    """The outcome of a set: for each member that it is certain, and that it may come."""

    members: Mapping[str, TruthTerms]

    def truth(self, test: Test) -> TruthTerms:
        """Tell whether a member is in: certainly, perhaps, or not."""
        if not isinstance(test, Includes):
            raise TypeError(f"a {type(test).__name__} test can't be asked of a set")
        return self.members.get(test.member, settled(False))

    def parts(self) -> Mapping[str, Term]:
        """Name every term that makes up the outcome."""
        certain = {f"certain {member}": pair.true for member, pair in self.members.items()}
        return {**certain, **{f"possible {member}": pair.possible for member, pair in self.members.items()}}


@frozen
class CountedTerms:
    """The outcome of a number: its rules, which fire, and which still may; in a sum also how much each of them adds."""

    rules: tuple[TruthTerms, ...]
    adds: tuple[int, ...] | None = None

    def truth(self, test: Test) -> TruthTerms:
        """Test the number: unknown unless both ends of the interval, and all between, agree."""
        if not isinstance(test, Between):
            raise TypeError(f"a {type(test).__name__} test can't be asked of a number")
        low, high = test.low or 0, test.high
        inside = both((self._certain(low), True if high is None else no(self._possible(high + 1))))
        outside = either((no(self._possible(low)), False if high is None else self._certain(high + 1)))
        return settled(inside) if all(rule.is_settled for rule in self.rules) else TruthTerms(inside, no(outside))

    def _certain(self, least: int) -> Term:
        return self._reaches(least, [rule.true for rule in self.rules])

    def _possible(self, least: int) -> Term:
        return self._reaches(least, [rule.possible for rule in self.rules])

    def _reaches(self, least: int, terms: Sequence[Term]) -> Term:
        return some(least, terms) if self.adds is None else reaches(least, terms, self.adds)

    def parts(self) -> Mapping[str, Term]:
        """Name every term that makes up the outcome: of a count each number that is reached, of a sum its digits."""
        if self.adds is not None:
            sides = {"certain": [rule.true for rule in self.rules], "perhaps": [rule.possible for rule in self.rules]}
            return {
                f"{side} digit {place}": digit
                for side, terms in sides.items()
                for place, digit in enumerate(digits_of_sum(terms, self.adds))
            }
        counts = range(1, len(self.rules) + 1)
        certain = {f"at least {count}": self._certain(count) for count in counts}
        return {**certain, **{f"perhaps {count}": self._possible(count) for count in counts}}


OutcomeTerms = SingleTerms | CollectedTerms | CountedTerms
