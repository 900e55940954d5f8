"""Random rule bases with what only some packs have: rules with dates, questions whose silence is an answer."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact
from engine.rulebase.in_force import days_of_change
from engine.rulebase.rules import Rule
from tests.packs.random_profile import random_answer

FIRST = date(2026, 1, 1)
"""No dated rule begins before this day."""


def with_dates(rng: Random, base: RuleBase) -> RuleBase:
    """Give about half of the rules a first day, a last day, or both."""
    rules = {name: dated_at_random(rng, rule) for name, rule in base.rules.items()}
    rules_of = {name: tuple(rules[rule.name] for rule in found) for name, found in base.rules_of.items()}
    return replace(base, rules=rules, rules_of=rules_of, days=days_of_change(rules.values()))


def dated_at_random(rng: Random, rule: Rule) -> Rule:
    begins, ends = sorted(FIRST + timedelta(days=rng.randrange(60)) for _ in range(2))
    return replace(
        rule, valid_from=begins if rng.random() < 0.4 else None, valid_until=ends if rng.random() < 0.4 else None
    )


def with_silences(rng: Random, base: RuleBase) -> RuleBase:
    """Let silence be an answer to about half of the questions."""
    facts = {name: _silent(rng, fact) if rng.random() < 0.5 else fact for name, fact in base.facts.items()}
    return replace(base, facts=facts)


def _silent(rng: Random, fact: Fact) -> Fact:
    return fact if fact.kind == "text" else replace(fact, when_silent=random_answer(rng, fact))
