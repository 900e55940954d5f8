"""Profiles near to what a mutant changes: most mutants that no case notices are told apart by one, and need no proof.

They are drawn by chance, always the same: near the tests of the changed rules, so that these fire in some and just fail
in others, and with some answers left out. That none of them tells a mutant apart proves nothing.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from engine.checks.mutation.example import ComparedMutant, Example
from engine.checks.mutation.status_planes import Situations
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.base import RuleBase
from engine.rulebase.common_questions import questions_of
from engine.rulebase.conditions import Between, Includes, Literal, OlderThan, OneOf, Test, literals
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
        self._days = [each.day or A_DAY for each in periods_of(base)]
        self._near: tuple[str, ...] | None = None
        self._references: list[Reference] = []
        self._situations = Situations(base, [])

    def example(self, compared: ComparedMutant) -> Example | None:
        """Find one by which a mutant is told apart, with as few of its answers as will do."""
        self._go_near(tuple(compared.mutant.rules))
        telling = (self._references[place] for place in self._situations.changed(compared.mutant, self._situations.all))
        found = next((each for each in telling if compared.differing(each) is not None), None)
        return None if found is None else compared.example(found.facts, found.as_of or A_DAY)

    def _go_near(self, rules: tuple[str, ...]) -> None:
        if rules != self._near:
            self._near = rules
            asked = [each for name in rules for each in literals(self._base.rules[name].condition)]
            rng = Random(" ".join(rules))  # noqa: S311  nothing secret hangs on it
            drawn = (self._profile(rng, asked, n) for n in range(COUNT))
            self._references = [Reference(self._base, facts, day) for facts, day in drawn]
            self._situations = Situations(self._base, self._references)

    def _profile(self, rng: Random, asked: Sequence[Literal], number: int) -> tuple[Facts, date]:
        """Draw the answers of one profile, and its day."""
        day = self._days[number % len(self._days)]
        facts: dict[str, Answer] = {}
        for name, fact in questions_of(self._base).items():
            tests = [each.test for each in asked if each.subject == name and not each.on_decision]
            if fact.kind != "text" and (number % 3 or rng.random() >= LEFT_OUT):
                near = tests if rng.random() < NEAR else []
                drawn = rng.choice(near) if near else None
                facts[name] = _number(rng, fact, near) if fact.kind == "number" else _answer(rng, fact, drawn, day)
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
