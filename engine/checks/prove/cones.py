"""What an answer rests on, as hashes: equal ones stand for questions that mean the same, wherever they are written.

The hash of a decision is made of those of its rules, theirs of the tests in them, and those of the question or the
earlier decision that is tested: so it changes with anything behind it, and with nothing else. Names of rules, places
and texts for people play no part. With each hash go the questions that it was made of.
"""

import hashlib
from collections.abc import Iterable, Set
from dataclasses import fields, is_dataclass
from functools import cached_property
from typing import Any

from engine.frozen import frozen
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import AtLeast, Condition, Literal, OlderThan, literals, parts_of
from engine.rulebase.decisions import NUMBERS
from engine.rulebase.facts import Fact
from engine.rulebase.periods import Period
from engine.rulebase.properties import Implies
from engine.rulebase.rules import Rule, added

BYTES = 16
"""Of each hash. Two that are equal by chance are not to be feared."""

_NO_QUESTIONS: frozenset[str] = frozenset()


@frozen
class Cone:
    """What an answer rests on: the hash of all of it, and the questions in it."""

    digest: bytes
    questions: frozenset[str] = _NO_QUESTIONS


class Cones:
    """The hashes of one rule base, each worked out once; `also` is what every answer rests on besides."""

    def __init__(self, base: RuleBase, stretch: Period, also: str) -> None:
        self._base = base
        self._also = f"{also} {written(stretch)}"
        self._questions: dict[str, Cone] = {}
        self._literals: dict[Literal, Cone] = {}
        self._tests: dict[Literal, str] = {}
        self._rules: dict[str, Cone] = {}
        self._declared: dict[str, str] = {}
        self._decisions: dict[str, Cone] = {}
        self._members: dict[tuple[str, str], Cone] = {}
        for name in base.decisions:  # each stands after all that its rules read
            self._decisions[name] = self._of_decision(name)

    def key(self, kind: str, *parts: str | Cone) -> Cone:
        """Name a question of one kind about these things."""
        return _cone(self._common, kind, *parts)

    def question(self, name: str) -> Cone:
        """Give what may be known of a question."""
        if name not in self._questions:
            self._questions[name] = Cone(_of_fact(self._base.question(name)), frozenset({name}))
        return self._questions[name]

    def condition(self, condition: Condition) -> Cone:
        """Give all that stands behind a condition."""
        behind = [self._literal(each) for each in literals(condition)]
        return _cone(_shape(condition), *behind)

    def rule(self, rule: Rule) -> Cone:
        """Give all that stands behind the status of a rule."""
        if rule.name not in self._rules:
            self._rules[rule.name] = self.condition(rule.condition)
        return self._rules[rule.name]

    def decision(self, name: str) -> Cone:
        """Give all that stands behind a decision."""
        return self._decisions[name]

    def giving(self, decision: str, value: str) -> Cone:
        """Give all that stands behind one member of a decision."""
        if (decision, value) not in self._members:
            self._members[decision, value] = _cone(*map(self.rule, self._base.reads.rules_giving(decision, value)))
        return self._members[decision, value]

    def alone(self, condition: Condition) -> str:
        """Give the hash of a condition by itself, whatever stands behind the decisions that it reads."""
        return _cone(_shape(condition), *map(self._test_alone, literals(condition))).digest.hex()

    def declared(self, name: str) -> str:
        """Give the hash of what a decision may come to, whatever its rules say."""
        if name not in self._declared:
            self._declared[name] = self._of_declared(name)
        return self._declared[name]

    def _of_declared(self, name: str) -> str:
        each = self._base.decisions[name]
        values = [(value.name, value.meanwhile) for value in each.values.values()]
        default = (each.default.value, each.default.gap) if each.default else None
        return _cone(written((name, each.hit_policy, values, default, each.while_open))).digest.hex()

    @cached_property
    def _common(self) -> Cone:
        """Hash what every answer rests on, with the ages that are asked for anywhere.

        They tell on what kinds of days a date can be looked at.
        """
        claims = (each.claim for each in self._base.properties.values())
        asked = [part for each in claims if isinstance(each, Implies) for part in (each.when, each.then)]
        asked += [rule.condition for rule in self._base.rules.values()]
        tests = {each.test for condition in asked for each in literals(condition)}
        return _cone(f"{self._also} {sorted(str(each.age) for each in tests if isinstance(each, OlderThan))}")

    def _test_alone(self, literal: Literal) -> str:
        if literal not in self._tests:
            name, most = literal.subject, 0
            subject = self.declared(name) if literal.on_decision else self.question(name).digest.hex()
            if literal.on_decision and self._base.decisions[name].hit_policy in NUMBERS:
                most = sum(added(value) for rule in self._base.rules_of[name] for value in rule.values_for(name))
            self._tests[literal] = f"{subject} {most} {written(literal.test)}"
        return self._tests[literal]

    def _of_decision(self, name: str) -> Cone:
        parts: list[str | Cone] = [self.declared(name)]
        for rule in self._base.rules_of[name]:
            parts += [self.rule(rule), *rule.values_for(name)]
        return _cone(*parts)

    def _literal(self, literal: Literal) -> Cone:
        if literal not in self._literals:
            name = literal.subject
            subject = self.decision(name) if literal.on_decision else self.question(name)
            self._literals[literal] = _cone(subject, written(literal.test))
        return self._literals[literal]


def _shape(condition: Condition) -> str:
    if isinstance(condition, Literal):
        return "_"
    number = condition.n if isinstance(condition, AtLeast) else ""
    return f"{type(condition).__name__}{number}({','.join(map(_shape, parts_of(condition)))})"


def written(value: Any) -> str:
    """Write a value of the rule base so that equal ones are written alike, in every run."""
    if is_dataclass(value):
        return f"{type(value).__name__}{written([getattr(value, field.name) for field in fields(value)])}"
    if isinstance(value, Set):
        return written(sorted(map(written, value)))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return f"[{','.join(map(written, value))}]"
    return repr(value)


def _of_fact(fact: Fact) -> bytes:
    meant = (fact.name, fact.kind, list(fact.values), fact.range, fact.worse, fact.when_silent)
    return _cone(written(meant)).digest


def _cone(*parts: str | Cone) -> Cone:
    """Join what something rests on. An empty text stands for what is not there, so every part has its place."""
    told: list[str] = []
    behind = _NO_QUESTIONS
    for each in parts:
        if isinstance(each, str):
            told.append(each)
        else:
            told.append(each.digest.hex())
            behind = behind | each.questions if behind else each.questions
    return Cone(hashlib.sha256("\0".join(told).encode()).digest()[:BYTES], behind)
