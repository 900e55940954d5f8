"""What is still open: the unanswered questions that an open condition, rule or decision waits for.

An open question matters where it is an unknown literal of an open rule, on a branch that is not yet decided.
"""

from collections.abc import Iterable, Set
from itertools import takewhile

from engine.interpret.evaluation import Highest
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.conditions import Condition, Includes, Literal, parts_of
from engine.rulebase.rules import Rule


class Relevance:
    """Finds the open questions of one evaluation, all or only those among some; each rule is worked out once."""

    def __init__(self, reference: Reference, among: Set[str] | None = None) -> None:
        self.reference = reference
        self.among = among
        self._rules: dict[str, frozenset[str]] = {}

    def decision(self, name: str) -> frozenset[str]:
        """List the questions that matter to a decision; none where it is settled."""
        return self._of_rules(self.open_rules(name))

    def open_rules(self, name: str) -> list[Rule]:
        """List the open rules of a decision that can still make a difference to it."""
        outcome = self.reference.outcome(name)
        if outcome.status == "settled":
            return []
        rules: Iterable[Rule] = self.reference.base.rules_of[name]
        if self.reference.base.decisions[name].hit_policy == "first":
            rules = takewhile(lambda rule: self.reference.rule(rule) is not True, rules)
        found = [rule for rule in rules if self.reference.rule(rule) is None]
        if isinstance(outcome, Highest):
            matters = outcome.possible - {outcome.at_least}
            return [rule for rule in found if any(value in matters for value in rule.values_for(name))]
        return found

    def rule(self, rule: Rule) -> frozenset[str]:
        """List the questions that an open rule waits for."""
        if rule.name not in self._rules:
            self._rules[rule.name] = self.condition(rule.condition) if self._may_wait(rule) else frozenset()
        return self._rules[rule.name]

    def condition(self, condition: Condition) -> frozenset[str]:
        """List the questions that an open condition waits for."""
        if self.reference.truth(condition) is not None:
            return frozenset()
        if isinstance(condition, Literal):
            return self._literal(condition)
        return frozenset[str]().union(*(self.condition(part) for part in parts_of(condition)))

    def _literal(self, literal: Literal) -> frozenset[str]:
        if not literal.on_decision:
            return frozenset({literal.subject} if self.among is None else {literal.subject} & self.among)
        rules: Iterable[Rule] = self.open_rules(literal.subject)
        if isinstance(literal.test, Includes):
            member = literal.test.member
            rules = [rule for rule in rules if member in rule.values_for(literal.subject)]
        return self._of_rules(rules)

    def _may_wait(self, rule: Rule) -> bool:
        """Tell whether a question that is looked for stands behind a rule at all."""
        behind = self.reference.base.reads.questions_behind_rule
        return self.among is None or not behind(rule.name).isdisjoint(self.among)

    def _of_rules(self, rules: Iterable[Rule]) -> frozenset[str]:
        return frozenset[str]().union(*(self.rule(rule) for rule in rules))
