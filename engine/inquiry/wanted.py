"""What somebody would like to come out of a decision: one value, or at most or at least that, as a test of it."""

from collections.abc import Iterable
from typing import Literal as OneOfTheseWords

from engine.errors import UsageError
from engine.interpret.evaluation import Collected, Counted, Outcome, Single
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Between, Includes, Literal, OneOf
from engine.rulebase.decisions import SETS, Decision
from engine.source.characters import in_backticks
from engine.source.suggest import did_you_mean

WantedBound = OneOfTheseWords["", "at_most", "at_least"]
"""Whether a value alone is meant, or what lies below it or above it as well."""


TestsOfOutcome = tuple[tuple[Literal, bool], ...]
"""Tests of a decision, each with whether it holds: together they say what was concluded."""


def decision_named(base: RuleBase, name: str) -> Decision:
    """Find a decision. Raises `UsageError` where the pack has none of that name."""
    if name not in base.decisions:
        named = ", ".join(f"`{each}`" for each in base.pack.headline)
        hint = did_you_mean(name, base.decisions) or f"; ask about {named}, or any other that `rules show` lists"
        raise UsageError(f"there is no decision {in_backticks(name)}{hint}")
    return base.decisions[name]


def value_named(decision: Decision, value: str) -> str:
    """Give a value of a decision back. Raises `UsageError` where it has none of that name."""
    if value not in decision.values:
        named = ", ".join(f"`{name}`" for name in decision.values) or "counted, and have no names"
        hint = did_you_mean(value, decision.values) or f"; its values are {named}"
        raise UsageError(f"`{decision.name}` has no value {in_backticks(value)}{hint}")
    return value


def wanted_of(base: RuleBase, name: str, value: str, bound: WantedBound = "") -> Literal:
    """Make the test of a decision that holds once it is what is wanted.

    Raises `UsageError` where the pack has no such decision, the decision no such value, or its values no order.
    """
    decision = decision_named(base, name)
    value_named(decision, value)
    if not bound:
        test = Includes(value) if decision.hit_policy in SETS else OneOf(frozenset({value}))
        return Literal(name, test, on_decision=True)
    if decision.hit_policy != "max":
        ordered = [each.name for each in base.decisions.values() if each.hit_policy == "max"]
        named = ", ".join(f"`{each}`" for each in ordered)
        others = f"those of {named} have one" if ordered else "no decision has one"
        raise UsageError(f"the values of `{name}` have no order; {others}")
    rank = decision.rank(value)
    within = (each for each in decision.values if (decision.rank(each) <= rank) is (bound == "at_most"))
    return Literal(name, OneOf(frozenset({value, *within})), on_decision=True)


def conclusion_of(decision: Decision, outcome: Outcome, member: str | None = None) -> TestsOfOutcome | None:
    """Write what was concluded as tests, each with whether it holds; nothing where it is not settled.

    Of a set it is each member, or the one that is named.
    """
    name = decision.name
    if isinstance(outcome, Counted):
        tests = (Literal(name, Between(outcome.low, outcome.high), on_decision=True), True)
        return (tests,) if outcome.status == "settled" else None
    if isinstance(outcome, Collected):
        asked: Iterable[str] = decision.values if member is None else (member,)
        if outcome.undecided.intersection(asked):
            return None
        return tuple((Literal(name, Includes(each), on_decision=True), each in outcome.members) for each in asked)
    if not isinstance(outcome, Single) or outcome.status != "settled":
        return None
    if member is not None and outcome.possible != {member}:
        return ((Literal(name, OneOf(frozenset({member})), on_decision=True), False),)
    values = frozenset(value for value in outcome.possible if value is not None)
    every = frozenset(decision.values)
    if not values:
        return ((Literal(name, OneOf(every), on_decision=True), False),)
    return ((Literal(name, OneOf(values), on_decision=True), True),)
