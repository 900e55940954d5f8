"""What would come out with another answer: one evaluation, in which one answer at a time is replaced by another."""

from functools import cached_property

from engine.interpret.evaluation import Outcome
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.conditions import Condition, Literal, Not
from engine.rulebase.facts import Answer
from engine.rulebase.silence import with_silence


class WhatIf:
    """Tries other answers in one evaluation. What can't see the question is not worked out again."""

    def __init__(self, reference: Reference) -> None:
        """Take the evaluation as it is."""
        self.reference = reference
        self._seen_by: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def outcome(self, name: str, question: str, answer: Answer) -> Outcome:
        """Work out a decision as if this answer had been given to this question, in the place of the present one."""
        before = self.reference.outcome(name)
        rules, decisions = self._seeing(question)
        if name not in decisions:
            return before
        facts = with_silence(self.reference.base, {**self.reference.facts, question: answer})
        return self.reference.outcome_over(facts, name, rules, decisions)

    @cached_property
    def _reads(self) -> dict[str, frozenset[tuple[str, bool]]]:
        """Note once what each rule reads: the subjects of its tests, and whether each is a decision."""
        return {rule.name: _read_by(rule.condition) for rule in self.reference.base.rules.values()}

    def _seeing(self, question: str) -> tuple[frozenset[str], frozenset[str]]:
        """Find the rules that read a question, or a decision that depends on it; and those decisions."""
        if question not in self._seen_by:
            base, rules, decisions = self.reference.base, set[str](), set[str]()
            seen = {(question, False)}
            for name in base.decisions:  # each stands after all that its rules read
                found = [rule.name for rule in base.rules_of[name] if not seen.isdisjoint(self._reads[rule.name])]
                if found:
                    rules.update(found)
                    decisions.add(name)
                    seen.add((name, True))
            self._seen_by[question] = frozenset(rules), frozenset(decisions)
        return self._seen_by[question]


def _read_by(condition: Condition) -> frozenset[tuple[str, bool]]:
    found: set[tuple[str, bool]] = set()
    left = [condition]
    while left:
        part = left.pop()
        if isinstance(part, Literal):
            found.add((part.subject, part.on_decision))
        else:
            left += (part.part,) if isinstance(part, Not) else part.parts
    return frozenset(found)
