"""Random answers to the questions of a rule base, many of them unknown, many right at a boundary."""

from datetime import date, timedelta
from random import Random

from engine.rulebase.base import RuleBase
from engine.rulebase.controls import IN_PLACE, MISSING
from engine.rulebase.facts import Answer, Fact, Members
from engine.source.duration import Duration

AGES = (
    Duration(),
    Duration(hours=24),
    Duration(hours=47),
    Duration(days=1),
    Duration(weeks=6),
    Duration(months=1),
    Duration(months=6),
    Duration(years=1),
    Duration(years=1, months=1, days=1),
)
DAYS = (date(2024, 2, 29), date(2025, 3, 1), date(2026, 3, 31), date(2026, 11, 20))
UNKNOWN = (0.0, 0.0, 0.1, 0.3, 0.6, 0.9)
"""The share of unknown answers in a profile; two profiles in six are complete."""


def random_day(rng: Random) -> date | None:
    """Choose a day of assessment; now and then none is given."""
    return None if rng.random() < 0.1 else rng.choice(DAYS)


def random_facts(rng: Random, base: RuleBase) -> dict[str, Answer]:
    """Answer the questions of a base, leaving some out, and some members of sets open."""
    unknown = rng.choice(UNKNOWN)
    facts: dict[str, Answer] = {}
    for fact in base.facts.values():
        if rng.random() >= unknown:
            answer = random_answer(rng, fact, unknown)
            if answer is not None:
                facts[fact.name] = answer
    for control in base.controls:
        if rng.random() >= unknown:
            facts[control] = rng.choice((IN_PLACE, MISSING))
    return facts


def random_answer(rng: Random, fact: Fact, unknown: float = 0.0) -> Answer | None:
    """Answer one question; of a set, each member is left open by the chance `unknown`."""
    match fact.kind:
        case "yes_no":
            return rng.random() < 0.5
        case "choice":
            return rng.choice(tuple(fact.values))
        case "choices":
            return _members(rng, fact, unknown)
        case "number":
            low, high = fact.range or (0, 100)
            return rng.randint(low, high)
        case "date":
            return _date(rng)
        case "text":
            return "a remark"


def _members(rng: Random, fact: Fact, unknown: float) -> Members | None:
    known = [value for value in fact.values if rng.random() >= unknown]
    holds = frozenset(value for value in known if rng.random() < 0.5)
    return Members(holds, frozenset(known) - holds) if known else None


def _date(rng: Random) -> date:
    """Choose a day on which some age is just reached, or not quite, on some day of assessment."""
    age = rng.choice(AGES)
    days = age.years * 365 + age.months * 30 + age.weeks * 7 + age.days + age.hours // 24
    return rng.choice(DAYS) - timedelta(days=days + rng.randint(-2, 3))
