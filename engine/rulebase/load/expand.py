"""Writing out `applies_when`: a literal over a fact always means "the fact applies, and the literal holds"."""

from collections.abc import Mapping

from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Literal, Not, literals
from engine.rulebase.facts import Fact
from engine.source.diagnostics import Diagnostics


def expand(condition: Condition, facts: Mapping[str, Fact]) -> Condition:
    """Write `applies_when` into every literal, and into the literals that this brings in, until none is left.

    The facts must be free of circles (see `report_circles`).
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


def report_circles(facts: Mapping[str, Fact], diagnostics: Diagnostics) -> bool:
    """Report every fact whose `applies_when` leads back to itself, with the path; tell whether there was one."""
    found = False
    for fact in facts.values():
        path = _path_back(fact.name, fact, facts, (fact.name,))
        if path:
            found = True
            arrow = " → ".join(f"`{name}`" for name in path)
            diagnostics.error("circular-applies-when", fact.span, f"`applies_when` leads back to itself: {arrow}")
    return found


def _path_back(goal: str, fact: Fact, facts: Mapping[str, Fact], path: tuple[str, ...]) -> tuple[str, ...]:
    if fact.applies_when is None:
        return ()
    for literal in literals(fact.applies_when):
        if literal.subject == goal:
            return (*path, goal)
        if literal.subject in path or literal.subject not in facts:
            continue
        further = _path_back(goal, facts[literal.subject], facts, (*path, literal.subject))
        if further:
            return further
    return ()
