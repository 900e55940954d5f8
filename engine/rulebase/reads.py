"""Who reads whom: rules and decisions read questions and earlier decisions, and questions hang on others.

A question is a fact or the status of a control. What a rule reads itself stands in its condition. Behind a rule or a
decision stands all that it reads itself, and all that stands behind the decisions among that.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from engine.rulebase.conditions import decisions_in, questions_in
from engine.rulebase.facts import Fact
from engine.rulebase.rules import Rule

AnyReader = TypeVar("AnyReader")
AnyRead = TypeVar("AnyRead")


@dataclass(frozen=True)
class Reads:
    """What the parts of one rule base read, each piece worked out once, when it is first asked for.

    Of a rule its `condition` is looked at, which every machine runs; or, with `as_written`, what stands in the file.
    The `decisions` stand in order, each after all that its rules read. Every tuple is in the order of the rule base.
    """

    decisions: Collection[str]
    rules: Mapping[str, Rule]
    rules_of: Mapping[str, tuple[Rule, ...]]
    facts: Mapping[str, Fact]
    as_written: bool = False

    def questions_of(self, decision: str) -> frozenset[str]:
        """List the questions that the rules for a decision read themselves."""
        return _union(self._split(rule)[0] for rule in self.rules_of[decision])

    def decisions_of(self, decision: str) -> frozenset[str]:
        """List the earlier decisions that the rules for a decision read themselves."""
        return _union(self._split(rule)[1] for rule in self.rules_of[decision])

    def questions_behind(self, decision: str) -> frozenset[str]:
        """List every question that a decision can depend on."""
        if decision not in self._behind:
            earlier = map(self.questions_behind, self.decisions_of(decision))
            self._behind[decision] = self.questions_of(decision).union(*earlier)
        return self._behind[decision]

    def questions_behind_rule(self, rule: str) -> frozenset[str]:
        """List every question that the status of a rule can depend on."""
        if rule not in self._behind_rules:
            questions, decisions = self._split(self.rules[rule])
            self._behind_rules[rule] = questions.union(*map(self.questions_behind, decisions))
        return self._behind_rules[rule]

    def rules_reading(self, name: str) -> tuple[Rule, ...]:
        """List the rules that read a question or a decision themselves; none where nothing of that name is read."""
        return self._rules_reading.get(name, ())

    def readers_of(self, decision: str) -> tuple[str, ...]:
        """List the decisions whose rules read a decision themselves; none where no decision of that name is read."""
        return self._readers.get(decision, ())

    def with_all_behind(self, decisions: Iterable[str]) -> frozenset[str]:
        """List some decisions, and every decision that stands behind them."""
        return closure(decisions, self.decisions_of)

    def with_all_readers(self, decisions: Iterable[str]) -> frozenset[str]:
        """List some decisions, and every decision that one of them stands behind."""
        return closure(decisions, self.readers_of)

    def rules_giving(self, decision: str, value: str) -> tuple[Rule, ...]:
        """List the rules that conclude one value of one decision; in a `count` decision the value is empty."""
        return self._giving.get((decision, value), ())

    def questions_hanging_on(self, question: str) -> tuple[str, ...]:
        """List the questions that apply only for certain answers to this one."""
        return tuple(name for name, asked in self._applies.items() if question in asked)

    def place_of(self, question: Fact) -> int:
        """Work out where a question is asked: where it is declared, or right behind the last one that it hangs on."""
        if question.name not in self._places:
            asked = (self.facts[name] for name in self._applies.get(question.name, ()))
            self._places[question.name] = max([question.position, *map(self.place_of, asked)])
        return self._places[question.name]

    def depth_of(self, question: str) -> int:
        """Count how many questions deep a question hangs on others; 0 where it always applies."""
        if question not in self._depths:
            asked = self._applies.get(question)
            self._depths[question] = 0 if asked is None else 1 + max(map(self.depth_of, asked), default=0)
        return self._depths[question]

    def _split(self, rule: Rule) -> tuple[frozenset[str], frozenset[str]]:
        """Give the questions that a rule reads itself, and the decisions."""
        if rule.name not in self._splits:
            condition = rule.when if self.as_written else rule.condition
            self._splits[rule.name] = questions_in(condition), decisions_in(condition)
        return self._splits[rule.name]

    @cached_property
    def _splits(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        return {}

    @cached_property
    def _rules_reading(self) -> Mapping[str, tuple[Rule, ...]]:
        return _turned((rule, frozenset().union(*self._split(rule))) for rule in self.rules.values())

    @cached_property
    def _readers(self) -> Mapping[str, tuple[str, ...]]:
        return _turned((name, self.decisions_of(name)) for name in self.decisions)

    @cached_property
    def _giving(self) -> Mapping[tuple[str, str], tuple[Rule, ...]]:
        return _turned((rule, {(each.decision, each.value) for each in rule.then}) for rule in self.rules.values())

    @cached_property
    def _applies(self) -> Mapping[str, frozenset[str]]:
        """Give, of each question that does not always apply, the questions that this hangs on."""
        conditions = {name: fact.applies_when for name, fact in self.facts.items()}
        return {name: questions_in(condition) for name, condition in conditions.items() if condition is not None}

    @cached_property
    def _behind(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _behind_rules(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _depths(self) -> dict[str, int]:
        return {}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {}


def closure(names: Iterable[str], next_of: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """List some names and all that can be reached from them, step by step."""
    found: set[str] = set()
    new = set(names)
    while new:
        found |= new
        new = {following for name in new for following in next_of(name)} - found
    return frozenset(found)


def _union(parts: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*parts)


def _turned(reads: Iterable[tuple[AnyReader, Collection[AnyRead]]]) -> dict[AnyRead, tuple[AnyReader, ...]]:
    """Turn "this reads those" into "this is read by those", in the order of the readers."""
    found: dict[AnyRead, list[AnyReader]] = {}
    for reader, read in reads:
        for each in read:
            found.setdefault(each, []).append(reader)
    return {each: tuple(readers) for each, readers in found.items()}
