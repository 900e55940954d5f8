"""Rules that can never fire, rules that always do, and conditions that stay open for no reason.

Each rule is tried over every combination of answers that its own literals can tell apart, as long as there are not too
many; what is beyond that size is left to the proofs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from math import prod

from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import (
    All,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Includes,
    Literal,
    Not,
    OlderThan,
    OneOf,
    Test,
    literals,
)
from engine.rulebase.rules import Rule
from engine.rulebase.truth import Truth, all_of, any_of, at_least, negate
from engine.source.diagnostics import Diagnostic

MOST_COMBINATIONS = 20_000
"""Combinations of answers that are tried on one rule. A rule that reads more is left to the proofs."""

MOST_STEPS = 4_000_000
"""Tests that are tried on one rule, over all combinations. A check is to end soon; a larger rule is left to the
proofs."""

SOME_DAY = date(2000, 1, 1)

Subject = tuple[str, bool]
World = Mapping[Subject, frozenset[Test]]
"""For each subject, the tests that one of its answers passes."""


def rules_out_of_reach(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each rule that no combination of answers fires, and each that every combination fires."""
    for rule in base.rules.values():
        worlds = _worlds(rule, base)
        if rule.when == All(()) or worlds is None:
            continue
        truths = {_truth(rule.condition, world, frozenset()) for world in worlds}
        if truths == {False}:
            yield Diagnostic("never-fires", f"no answers can ever fire rule `{rule.name}`", rule.span)
        elif truths == {True}:
            message = f"rule `{rule.name}` fires whatever the answers are; write `when: always` if that is meant"
            yield Diagnostic("always-fires", message, rule.span)


def needless_openness(base: RuleBase) -> Iterator[Diagnostic]:
    """Report each rule that stays open on a question whose every answer gives the same (such as `x or not x`)."""
    for rule in base.rules.values():
        for subject in sorted(_asked_twice(rule)):
            worlds = _worlds(rule, base)
            if worlds is not None and _open_for_nothing(rule, subject, worlds):
                message = f"rule `{rule.name}` waits for `{subject[0]}` where every answer to it would give the same"
                yield Diagnostic("needless-openness", message, rule.span)


def _asked_twice(rule: Rule) -> set[Subject]:
    asked = Counter((literal.subject, literal.on_decision) for literal in literals(rule.condition))
    return {subject for subject, times in asked.items() if times > 1}


def _open_for_nothing(rule: Rule, subject: Subject, worlds: list[World]) -> bool:
    by_rest: dict[tuple[tuple[Subject, frozenset[Test]], ...], set[Truth]] = {}
    still_open = set()
    for world in worlds:
        rest = tuple((name, tests) for name, tests in world.items() if name != subject)
        by_rest.setdefault(rest, set()).add(_truth(rule.condition, world, frozenset()))
        if _truth(rule.condition, world, frozenset({subject})) is None:
            still_open.add(rest)
    return any(len(by_rest[rest]) == 1 for rest in still_open)


def _truth(condition: Condition, world: World, unknown: frozenset[Subject]) -> Truth:
    match condition:
        case Literal(subject, test, on_decision):
            key = (subject, on_decision)
            return None if key in unknown else test in world[key]
        case All(parts):
            return all_of(_truth(part, world, unknown) for part in parts)
        case AnyOf(parts):
            return any_of(_truth(part, world, unknown) for part in parts)
        case Not(part):
            return negate(_truth(part, world, unknown))
        case AtLeast(n, parts):
            return at_least(n, (_truth(part, world, unknown) for part in parts))


def _worlds(rule: Rule, base: RuleBase) -> list[World] | None:
    tests: dict[Subject, set[Test]] = {}
    for literal in literals(rule.condition):
        tests.setdefault((literal.subject, literal.on_decision), set()).add(literal.test)
    if any(2 ** len(asked) > MOST_COMBINATIONS for asked in tests.values()):
        return None
    classes = {subject: _classes(subject, asked, base) for subject, asked in tests.items()}
    size = prod(len(each) for each in classes.values())
    if size > MOST_COMBINATIONS or size * _steps(rule) > MOST_STEPS:
        return None
    return [dict(zip(classes, chosen, strict=True)) for chosen in product(*classes.values())]


def _steps(rule: Rule) -> int:
    """Count the literals that are tried in one combination, once for each subject whose absence is tried."""
    return sum(1 for _ in literals(rule.condition)) * (1 + len(_asked_twice(rule)))


def _classes(subject: Subject, tests: set[Test], base: RuleBase) -> list[frozenset[Test]]:
    """List the sets of tests that some answer to the subject passes together."""
    values = _values(subject, base)
    if values is not None:
        passed = {frozenset(t for t in tests if isinstance(t, OneOf) and value in t.values) for value in values}
        return sorted(passed, key=repr)
    numbers = {edge for t in tests if isinstance(t, Between) for edge in _edges(t)}
    if numbers:
        inside = {frozenset(t for t in tests if isinstance(t, Between) and _inside(t, number)) for number in numbers}
        return sorted(inside, key=repr)
    ages = sorted((t for t in tests if isinstance(t, OlderThan)), key=lambda t: t.age.add_to(SOME_DAY))
    if ages:
        return [frozenset(ages[:count]) for count in range(len(ages) + 1)]
    members = [t for t in sorted(tests, key=repr) if isinstance(t, Includes)]
    return [
        frozenset(t for t, chosen in zip(members, holds, strict=True) if chosen)
        for holds in product((False, True), repeat=len(members))
    ]


def _values(subject: Subject, base: RuleBase) -> list[str | bool | None] | None:
    name, on_decision = subject
    if on_decision:
        decision = base.decisions[name]
        return [*decision.values] if decision.hit_policy in ("any", "unique", "max", "first") else None
    fact = base.question(name)
    if fact.kind == "yes_no":
        return [True, False]
    return list(fact.values) if fact.kind == "choice" else None


def _edges(test: Between) -> set[int]:
    low = {test.low - 1, test.low} if test.low is not None else set()
    return low | ({test.high, test.high + 1} if test.high is not None else set())


def _inside(test: Between, number: int) -> bool:
    return (test.low is None or test.low <= number) and (test.high is None or number <= test.high)
