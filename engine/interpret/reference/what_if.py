"""What would come out with another answer: one evaluation, in which one answer at a time is replaced by another."""

from engine.interpret.evaluation import Outcome
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.conditions import literals
from engine.rulebase.facts import Answer
from engine.rulebase.silence import with_silence


class WhatIf:
    """Tries other answers in one evaluation. What can't see the question is not worked out again."""

    def __init__(self, reference: Reference) -> None:
        """Take the evaluation as it is; note once what each of its rules reads."""
        self.reference = reference
        self._reads = {
            rule.name: (
                frozenset(each.subject for each in literals(rule.condition) if not each.on_decision),
                frozenset(each.subject for each in literals(rule.condition) if each.on_decision),
            )
            for rule in reference.base.rules.values()
        }
        self._seen_by: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def outcome(self, name: str, question: str, answer: Answer) -> Outcome:
        """Work out a decision as if this answer had been given to this question, in the place of the present one."""
        before = self.reference.outcome(name)
        rules, decisions = self._seeing(question)
        if name not in decisions:
            return before
        facts = with_silence(self.reference.base, {**self.reference.facts, question: answer})
        return self.reference.outcome_over(facts, name, rules, decisions)

    def _seeing(self, question: str) -> tuple[frozenset[str], frozenset[str]]:
        """Find the rules that read a question, or a decision that depends on it; and those decisions."""
        if question not in self._seen_by:
            base, rules, decisions = self.reference.base, set[str](), set[str]()
            for name in base.decisions:  # each stands after all that its rules read
                for rule in base.rules_of[name]:
                    questions, earlier = self._reads[rule.name]
                    if question in questions or not decisions.isdisjoint(earlier):
                        rules.add(rule.name)
                        decisions.add(name)
            self._seen_by[question] = frozenset(rules), frozenset(decisions)
        return self._seen_by[question]
