"""Every small change of what one test asks: a threshold moved by one, a value exchanged, added or left out."""

from collections.abc import Iterator
from dataclasses import replace

from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Between, Includes, Literal, OlderThan, OneOf, Test, Value
from engine.source.duration import Duration

PARTS = ("hours", "days", "weeks", "months", "years")
"""The parts of a length of time, the smallest first: that one is moved which is written."""


def changed_tests(literal: Literal, base: RuleBase) -> Iterator[tuple[str, Test]]:
    """Walk every test that asks almost the same, each with the kind of change.

    Asking a yes/no question for the other answer is left out where it says the same as the negation; a question that
    may not apply makes a difference between the two.
    """
    match literal.test:
        case OneOf(values):
            yield from _values(literal, values, base)
        case Between(low, high):
            yield from (("threshold", test) for test in _moved(low, high))
        case Includes(member):
            others = _values_of(literal, base)
            if len(others) > 1:
                yield "value", Includes(str(_next(others, member)))
        case OlderThan(age):
            yield from (("threshold", OlderThan(other)) for other in _other_ages(age))


def _values(literal: Literal, values: frozenset[Value], base: RuleBase) -> Iterator[tuple[str, Test]]:
    order = _values_of(literal, base)
    others = [value for value in order if value not in values]
    if len(order) == 2:
        if not literal.on_decision and _may_not_apply(literal, base) and others:
            yield "value", OneOf(frozenset(others))
        return
    if len(values) == 1 and others:
        yield "value", OneOf(frozenset({_next(order, next(iter(values)))}))
    for value in others if len(others) > 1 else ():
        if _beside(value, values, order):
            yield "value", OneOf(values | {value})
    for value in sorted(values, key=order.index) if len(values) > 1 else ():
        yield "value", OneOf(values - {value})


def _values_of(literal: Literal, base: RuleBase) -> list[Value]:
    if literal.on_decision:
        return list(base.decisions[literal.subject].values)
    question = base.question(literal.subject)
    return [True, False] if question.kind == "yes_no" else list(question.values)


def _may_not_apply(literal: Literal, base: RuleBase) -> bool:
    return base.question(literal.subject).applies_when is not None


def _next(order: list[Value], value: Value) -> Value:
    return order[(order.index(value) + 1) % len(order)]


def _beside(value: Value, values: frozenset[Value], order: list[Value]) -> bool:
    """Tell whether a value stands next to one of the values asked for, where somebody might have drawn the line."""
    place = order.index(value)
    return any(order[near] in values for near in (place - 1, place + 1) if 0 <= near < len(order))


def _moved(low: int | None, high: int | None) -> Iterator[Between]:
    if low is not None and low == high:
        yield from (Between(low + step, low + step) for step in (-1, 1))
        return
    if low is not None:
        yield from (Between(low + step, high) for step in (-1, 1))
    if high is not None:
        yield from (Between(low, high + step) for step in (-1, 1))


def _other_ages(age: Duration) -> Iterator[Duration]:
    part = next((each for each in PARTS if getattr(age, each)), "days")
    for step in (-1, 1):
        if getattr(age, part) + step >= 0:
            yield replace(age, **{part: getattr(age, part) + step})
