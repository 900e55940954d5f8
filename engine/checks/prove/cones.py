"""What an answer rests on, as hashes: equal ones stand for questions that mean the same, wherever they are written.

The hash of a decision is made of those of its rules, theirs of the tests in them, and those of the question or the
earlier decision that is tested: so it changes with anything behind it, and with nothing else. Names of rules, places
and texts for people play no part.
"""

import hashlib
from collections.abc import Iterable, Set
from dataclasses import fields, is_dataclass
from functools import cached_property
from typing import Any

from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import AtLeast, Condition, Literal, OlderThan, literals, parts_of
from engine.rulebase.facts import Fact
from engine.rulebase.periods import Period
from engine.rulebase.properties import Implies
from engine.rulebase.rules import Rule

BYTES = 16
"""Of each hash. Two that are equal by chance are not to be feared."""


class Cones:
    """The hashes of one rule base, each worked out once; `also` is what every answer rests on besides."""

    def __init__(self, base: RuleBase, stretch: Period, also: str) -> None:
        self._base = base
        self._also = f"{also} {written(stretch)}"
        self._questions: dict[str, str] = {}
        self._literals: dict[Literal, str] = {}
        self._tests: dict[Literal, str] = {}
        self._rules: dict[str, str] = {}
        self._declared: dict[str, str] = {}
        self._decisions: dict[str, str] = {}
        for name in base.decisions:  # each stands after all that its rules read
            self._decisions[name] = self._of_decision(name)

    def key(self, kind: str, *parts: str) -> bytes:
        """Name a question of one kind about these things."""
        return _digest(self._common, kind, *parts)

    def question(self, name: str) -> str:
        """Give the hash of what may be known of a question."""
        if name not in self._questions:
            self._questions[name] = _of_fact(self._base.question(name))
        return self._questions[name]

    def condition(self, condition: Condition) -> str:
        """Give the hash of all that stands behind a condition."""
        return _digest(self._written(condition)).hex()

    def rule(self, rule: Rule) -> str:
        """Give the hash of all that stands behind the status of a rule."""
        if rule.name not in self._rules:
            self._rules[rule.name] = self.condition(rule.condition)
        return self._rules[rule.name]

    def decision(self, name: str) -> str:
        """Give the hash of all that stands behind a decision."""
        return self._decisions[name]

    def giving(self, decision: str, value: str) -> str:
        """Give the hash of all that stands behind one member of a decision."""
        return _digest(*map(self.rule, self._base.reads.rules_giving(decision, value))).hex()

    def alone(self, condition: Condition) -> str:
        """Give the hash of a condition by itself, whatever stands behind the decisions that it reads."""
        return _digest(_shape(condition), *map(self._test_alone, literals(condition))).hex()

    def declared(self, name: str) -> str:
        """Give the hash of what a decision may come to, whatever its rules say."""
        if name not in self._declared:
            self._declared[name] = self._of_declared(name)
        return self._declared[name]

    def _of_declared(self, name: str) -> str:
        each = self._base.decisions[name]
        values = [(value.name, value.meanwhile) for value in each.values.values()]
        default = (each.default.value, each.default.gap) if each.default else None
        return _digest(written((name, each.hit_policy, values, default, each.while_open))).hex()

    @cached_property
    def _common(self) -> str:
        """Write down the ages that are asked for anywhere: they tell on what kinds of days a date can be looked at."""
        claims = (each.claim for each in self._base.properties.values())
        asked = [part for each in claims if isinstance(each, Implies) for part in (each.when, each.then)]
        asked += [rule.condition for rule in self._base.rules.values()]
        tests = {each.test for condition in asked for each in literals(condition)}
        return f"{self._also} {sorted(str(each.age) for each in tests if isinstance(each, OlderThan))}"

    def _test_alone(self, literal: Literal) -> str:
        if literal not in self._tests:
            name, count = literal.subject, 0
            subject = self.question(name) if not literal.on_decision else self.declared(name)
            if literal.on_decision:
                count = len(self._base.rules_of[name])
            self._tests[literal] = f"{subject} {count} {written(literal.test)}"
        return self._tests[literal]

    def _of_decision(self, name: str) -> str:
        given = (part for rule in self._base.rules_of[name] for part in (self.rule(rule), *rule.values_for(name)))
        return _digest(self.declared(name), *given).hex()

    def _written(self, condition: Condition) -> str:
        if isinstance(condition, Literal):
            return self._literal(condition)
        return _joined(condition, map(self._written, parts_of(condition)))

    def _literal(self, literal: Literal) -> str:
        if literal not in self._literals:
            name = literal.subject
            subject = self.decision(name) if literal.on_decision else self.question(name)
            self._literals[literal] = _digest(subject, written(literal.test)).hex()
        return self._literals[literal]


def _joined(condition: Condition, parts: Iterable[str]) -> str:
    number = condition.n if isinstance(condition, AtLeast) else ""
    return f"{type(condition).__name__}{number}({','.join(parts)})"


def _shape(condition: Condition) -> str:
    return "_" if isinstance(condition, Literal) else _joined(condition, map(_shape, parts_of(condition)))


def written(value: Any) -> str:
    """Write a value of the rule base so that equal ones are written alike, in every run."""
    if is_dataclass(value):
        return f"{type(value).__name__}{written([getattr(value, field.name) for field in fields(value)])}"
    if isinstance(value, Set):
        return written(sorted(map(written, value)))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return f"[{','.join(map(written, value))}]"
    return repr(value)


def _of_fact(fact: Fact) -> str:
    meant = (fact.name, fact.kind, list(fact.values), fact.range, fact.worse, fact.when_silent)
    return _digest(written(meant)).hex()


def _digest(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode()).digest()[:BYTES]
