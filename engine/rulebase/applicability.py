"""Writing out `applies_when`: a literal over a fact always means "the fact applies, and the literal holds"."""

from collections.abc import Mapping

from engine.rulebase.conditions import All, Condition, Literal, with_literals
from engine.rulebase.facts import Fact


def expand(condition: Condition, facts: Mapping[str, Fact]) -> Condition:
    """Write `applies_when` into every literal, and into the literals that this brings in, until none is left.

    The facts must be free of circles (see `facts_in_order`).
    """

    def applying(literal: Literal) -> Condition:
        fact = None if literal.on_decision else facts.get(literal.subject)
        if fact is None or fact.applies_when is None:
            return literal
        return All((expand(fact.applies_when, facts), literal))

    return with_literals(condition, applying)
