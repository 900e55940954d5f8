"""Rule bases of a given size for measuring: rules of two to five literals over a hundred facts, in four layers."""

from random import Random

from engine import RuleBase
from engine.rulebase.facts import Answer
from tests.packs.random_base import Size, random_base, random_facts

FACTS = 100
RULES_EACH = 5


def base_of(rules: int, seed: int = 1) -> RuleBase:
    """Make a rule base with about so many rules, the same each time."""
    size = Size(facts=FACTS, controls=10, decisions=rules // 3, rules=RULES_EACH, depth=2)
    return random_base(Random(seed), size)


def profiles_of(base: RuleBase, count: int, seed: int = 2) -> list[dict[str, Answer]]:
    """Make profiles with about one answer in ten unknown."""
    rng = Random(seed)
    return [random_facts(rng, base) for _ in range(count)]
