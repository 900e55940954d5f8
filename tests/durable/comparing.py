"""Random rule bases and profiles through both machines, whole evaluations compared."""

from random import Random

import pytest

from engine.interpret import durable
from engine.interpret.durable.evaluate import evaluate as by_durable
from engine.interpret.evaluation import Evaluation
from engine.interpret.reference.evaluate import evaluate as by_reference
from engine.rulebase.base import RuleBase
from tests.packs.random_base import Size, random_base, random_day, random_facts

needs_durable = pytest.mark.skipif(not durable.available(), reason="durable-rules is an optional extra")

SMALL = Size(facts=6, controls=2, decisions=6, rules=3, depth=2)
LARGE = Size(facts=50, controls=20, decisions=14, rules=45, depth=3)


def first_difference(rng: Random, bases: int, profiles: int, size: Size = Size()) -> str | None:  # noqa: B008
    """Compare many pairs; describe the first on which the machines differ."""
    for number in range(bases):
        base = random_base(rng, size)
        found = difference_over(rng, base, profiles)
        if found:
            return f"base {number}, {found}"
    return None


def difference_over(rng: Random, base: RuleBase, profiles: int) -> str | None:
    """Compare the machines over many profiles of one base."""
    for number in range(profiles):
        facts, as_of = random_facts(rng, base), random_day(rng)
        expected, found = by_reference(base, facts, as_of), by_durable(base, facts, as_of)
        if found != expected:
            return f"profile {number}: {differences(expected, found)}, facts {facts}, as of {as_of}"
    return None


def differences(expected: Evaluation, found: Evaluation) -> list[str]:
    """Describe where two evaluations differ."""
    rules = [
        f"rule {name}: {expected.rules.get(name)} and {found.rules.get(name)}"
        for name in sorted({*expected.rules, *found.rules})
        if expected.rules.get(name) is not found.rules.get(name)
    ]
    decisions = [
        f"decision {name}: {expected.decisions.get(name)} and {found.decisions.get(name)}"
        for name in sorted({*expected.decisions, *found.decisions})
        if expected.decisions.get(name) != found.decisions.get(name)
    ]
    return [*rules, *decisions][:4]
