"""Profiles near to what a mutant changes: most mutants that no case notices are told apart by one, and need no proof.

They are drawn by chance, always the same: near the tests of the changed rules, so that these fire in some and just fail
in others, and with some answers left out. That none of them tells a mutant apart proves nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from engine.checks.decided_profiles import DecidedProfiles, Situation, bits, by_rules_in_force
from engine.checks.mutation.example import ComparedMutant, Example
from engine.rulebase.base import RuleBase
from engine.rulebase.common_questions import questions_of
from engine.rulebase.conditions import Between, Includes, OlderThan, OneOf, Test, literals
from engine.rulebase.facts import Answer, Fact, Facts, Members
from engine.rulebase.periods import periods_of

COUNT = 300
"""Profiles near a rule."""
A_DAY = date(2026, 3, 31)
NEAR, LEFT_OUT = 0.85, 0.4
"""How often an answer is near to what the changed rule asks for; how often, in every third profile, it is left out."""
SOME = 1_000
"""As far from nought are numbers drawn where a question has no range."""


class NearbyProfiles:
    """Profiles near the rules that one mutant after another changes; those near the last rules are kept."""

    def __init__(self, base: RuleBase) -> None:
        self._base = base
        self._questions = [fact for fact in questions_of(base).values() if fact.kind != "text"]
        self._days = [each.day or A_DAY for each in periods_of(base)]
        self._near: tuple[str, ...] | None = None
        self._situations: list[Situation] = []
        self._decided: list[tuple[DecidedProfiles, list[int]]] = []

    def example(self, compared: ComparedMutant) -> Example | None:
        """Find one by which a mutant is told apart, with as few of its answers as will do."""
        self._go_near(tuple(compared.mutant.rules))
        place = min(self._telling(compared), default=None)
        if place is None:
            return None
        facts, day = self._situations[place]
        return compared.example(facts, day or A_DAY)

    def _telling(self, compared: ComparedMutant) -> Iterator[int]:
        """Walk the places of profiles for which anything comes out otherwise: of each part, the first."""
        mutant = compared.mutant
        for profiles, places in self._decided:
            differs = 0
            for each in profiles.otherwise(compared.changed, mutant.rules, mutant.decisions):
                differs |= each.differs
            if differs:
                yield places[next(bits(differs))]

    def _go_near(self, rules: tuple[str, ...]) -> None:
        if rules != self._near:
            self._near = rules
            asked = [each for name in rules for each in literals(self._base.rules[name].condition)]
            rng = Random(" ".join(rules))  # noqa: S311  nothing secret hangs on it
            tests = [
                (fact, [each.test for each in asked if each.subject == fact.name and not each.on_decision])
                for fact in self._questions
            ]
            self._situations = [self._profile(rng, tests, n) for n in range(COUNT)]
            self._decided = list(by_rules_in_force(self._base, self._situations))

    def _profile(self, rng: Random, asked: Sequence[tuple[Fact, list[Test]]], number: int) -> tuple[Facts, date]:
        """Draw the answers of one profile, and its day."""
        day = self._days[number % len(self._days)]
        facts: dict[str, Answer] = {}
        for fact, tests in asked:
            if number % 3 or rng.random() >= LEFT_OUT:
                near = tests if rng.random() < NEAR else []
                drawn = rng.choice(near) if near else None
                facts[fact.name] = _number(rng, fact, near) if fact.kind == "number" else _answer(rng, fact, drawn, day)
        return facts, day


def _answer(rng: Random, fact: Fact, near: Test | None, day: date) -> Answer:
    """Draw an answer: one that passes a test or just fails it, or any."""
    match fact.kind, near:
        case "yes_no" | "choice", OneOf(values) if values:
            return rng.choice(sorted(values, key=str))
        case "yes_no", _:
            return rng.random() < 0.5
        case "choices", _:
            holds = frozenset(each for each in fact.values if rng.random() < 0.5)
            holds |= {near.member} if isinstance(near, Includes) and rng.random() < NEAR else set()
            return Members(holds, frozenset(fact.values) - holds)
        case "date", OlderThan(age):
            return (age.newest_before(day) or day) + timedelta(days=rng.choice((0, 0, 1)))
        case "date", _:
            return day - timedelta(days=rng.randrange(1_000))
    return rng.choice(list(fact.values))


def _number(rng: Random, fact: Fact, near: Sequence[Test]) -> int:
    """Draw a number: within what all tests ask for together, at an end of it, or just beyond."""
    low, high = fact.range or (-SOME, SOME)
    asked = [each for each in near if isinstance(each, Between)]
    lowest = max((each.low for each in asked if each.low is not None), default=low)
    highest = min((each.high for each in asked if each.high is not None), default=high)
    if lowest > highest:
        lowest, highest = low, high
    within = rng.randint(lowest, highest)
    return min(max(rng.choice((within, within, lowest, highest, lowest - 1, highest + 1)), low), high)
