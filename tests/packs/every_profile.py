"""Every profile that a small pack can meet, on every kind of day, as the reference evaluates it: proof by trying all.

    space = EveryProfile(base, day)
    for place in space.places: space.facts(place), space[place]

A *place* says for each question which of its states it is in; state 0 is "not answered".
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import product

from engine.interpret.evaluation import Evaluation
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import OlderThan, literals
from engine.rulebase.facts import Answer, Fact, Members
from engine.rulebase.periods import Period
from engine.rulebase.properties import Implies
from engine.source.duration import Duration

Place = tuple[int, ...]
LONGEST = 80
"""Days that no age which a small pack asks for goes beyond."""
START = date(2026, 1, 1)


def ages_of(base: RuleBase) -> list[Duration]:
    """List the ages that the rules ask for, and the properties."""
    claims = (each.claim for each in base.properties.values() if isinstance(each.claim, Implies))
    claimed = (part for claim in claims for part in (claim.when, claim.then))
    conditions = (*(rule.condition for rule in base.rules.values()), *claimed)
    asked = (each.test for condition in conditions for each in literals(condition))
    return sorted({test.age for test in asked if isinstance(test, OlderThan)}, key=str)


def last_older(age: Duration, day: date) -> date:
    """Find the last date that is older than an age on a day, by trying one after another."""
    return next(tried for back in range(LONGEST) if age.add_to(tried := day - timedelta(days=back)) < day)


def kinds_of_days(base: RuleBase, stretch: Period) -> list[date]:
    """List one day of a stretch for each order in which the ages end on it."""
    days = list(stretch.days())[:200] or [START + timedelta(days=n) for n in range(200)]
    kinds: dict[tuple[int, ...], date] = {}
    for day in days:
        ends = [last_older(age, day) for age in ages_of(base)]
        kinds.setdefault(tuple(sorted(set(ends)).index(end) for end in ends), day)
    return list(kinds.values())


def states(fact: Fact, ages: Sequence[Duration], day: date) -> list[Answer | None]:
    """List what can be known of a question: nothing, and then each answer, of a set also a part of it."""
    match fact.kind:
        case "yes_no":
            return [None, False, True]
        case "choice":
            return [None, *fact.values]
        case "number":
            low, high = fact.range or (0, 0)
            return [None, *range(low, high + 1)]
        case "choices":
            sides = product((0, 1, 2), repeat=len(fact.values))
            return [_set(dict(zip(fact.values, side, strict=True))) for side in sides]
        case "date":
            ends = sorted({last_older(age, day) for age in ages})
            known = sorted({day for end in ends for day in (end, end + timedelta(days=1))} or {day})
            return [None, *known]
        case "text":
            return [None]


def _set(sides: Mapping[str, int]) -> Members | None:
    holds, fails = (frozenset(member for member, side in sides.items() if side == n) for n in (1, 2))
    return Members(holds, fails) if holds or fails else None


class EveryProfile:
    """Every profile of a pack on one day."""

    def __init__(self, base: RuleBase, day: date, ages_too: RuleBase | None = None) -> None:
        self.base, self.day = base, day
        self.questions = {**base.facts, **{name: control.as_fact() for name, control in base.controls.items()}}
        ages = [age for each in (base, ages_too) if each is not None for age in ages_of(each)]
        self.states = {name: states(fact, ages, day) for name, fact in self.questions.items()}
        self.names = list(self.states)

    @property
    def count(self) -> int:
        """Say how many there are."""
        found = 1
        for each in self.states.values():
            found *= len(each)
        return found

    @cached_property
    def places(self) -> list[Place]:
        """List every place."""
        return list(product(*(range(len(each)) for each in self.states.values())))

    @cached_property
    def found(self) -> dict[Place, Evaluation]:
        """Evaluate every profile."""
        return {place: evaluate(self.base, self.facts(place), self.day) for place in self.places}

    def __getitem__(self, place: Place) -> Evaluation:
        """Give what comes out at a place."""
        return self.found[place]

    def facts(self, place: Place) -> dict[str, Answer]:
        """Give the profile of a place."""
        pairs = ((name, self.states[name][n]) for name, n in zip(self.names, place, strict=True))
        return {name: answer for name, answer in pairs if answer is not None}

    @cached_property
    def complete(self) -> list[Place]:
        """List the places where everything is answered."""
        return [place for place in self.places if all(map(self._is_whole, self.names, place))]

    def _is_whole(self, name: str, state: int) -> bool:
        answer = self.states[name][state]
        if isinstance(answer, Members):
            return len(answer.holds | answer.fails) == len(self.questions[name].values)
        return answer is not None

    def whole_states(self, name: str) -> list[int]:
        """List the states in which a question is wholly answered, in the order of the answers."""
        return [state for state in range(len(self.states[name])) if self._is_whole(name, state)]

    def with_state(self, place: Place, name: str, state: int) -> Place:
        """Give the place at which one question is in another state."""
        n = self.names.index(name)
        return (*place[:n], state, *place[n + 1 :])

    def further(self, place: Place) -> Iterator[Place]:
        """Walk the places at which one more question is answered; one whose silence is an answer is never unknown."""
        for name, state in zip(self.names, place, strict=True):
            fact = self.questions[name]
            if fact.when_silent is None:
                for other in range(len(self.states[name])):
                    if other != state and _refines(self.states[name][state], self.states[name][other]):
                        yield self.with_state(place, name, other)


def _refines(one: Answer | None, other: Answer | None) -> bool:
    if one is None:
        return True
    return (
        isinstance(one, Members)
        and isinstance(other, Members)
        and one.holds <= other.holds
        and one.fails <= other.fails
    )
