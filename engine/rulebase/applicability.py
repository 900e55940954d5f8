"""Writing out `applies_when`: a literal over a fact always means "the fact applies, and the literal holds"."""

from collections.abc import Mapping

from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Literal, Not
from engine.rulebase.facts import Fact


def expand(condition: Condition, facts: Mapping[str, Fact]) -> Condition:
    """Write `applies_when` into every literal, and into the literals that this brings in, until none is left.

    The facts must be free of circles (see `facts_in_order`).
    """
    match condition:
        case Literal(subject, _, on_decision):
            fact = None if on_decision else facts.get(subject)
            if fact is None or fact.applies_when is None:
                return condition
            return All((expand(fact.applies_when, facts), condition))
        case Not(part):
            return Not(expand(part, facts))
        case All(parts):
            return All(tuple(expand(part, facts) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(expand(part, facts) for part in parts))
        case AtLeast(n, parts):
            return AtLeast(n, tuple(expand(part, facts) for part in parts))
