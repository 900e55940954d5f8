"""A mutant: a pack with one thing in it changed, as somebody might change it by mistake."""

from collections.abc import Mapping
from dataclasses import field, replace

from engine.frozen import frozen
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision
from engine.rulebase.rules import Rule
from engine.source.span import Span


@frozen
class Mutant:
    """What was changed, in words, and everything that is different for it.

    `kind` names the sort of change, `owner` what was changed. `span` is where that is written; where a test of a rule
    was changed, `place` is its number among the tests of the rule, so that its own place can be looked up.
    """

    kind: str
    owner: str
    words: str
    span: Span
    rules: Mapping[str, Rule] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    place: int | None = None

    def __str__(self) -> str:
        """The change on one line."""
        return f"{self.owner}: {self.words}"


def applied(base: RuleBase, mutant: Mutant) -> RuleBase:
    """Make the change. Everything that is not changed is shared with the pack as it was."""
    if not mutant.rules:
        return replace(base, decisions={**base.decisions, **mutant.decisions})
    concluded = {each.decision for name in mutant.rules for each in base.rules[name].then}
    rules_of = dict(base.rules_of)
    for name in concluded:
        listed = [mutant.rules.get(rule.name, rule) for rule in base.rules_of[name]]
        if base.decisions[name].hit_policy == "first":
            listed.sort(key=lambda rule: rule.position)
        rules_of[name] = tuple(rule for rule in listed if rule.concludes(name))
    return replace(
        base, rules={**base.rules, **mutant.rules}, rules_of=rules_of, decisions={**base.decisions, **mutant.decisions}
    )


class Reach:
    """Which decisions can come out otherwise once a rule or a decision is changed."""

    def __init__(self, base: RuleBase) -> None:
        self._base = base

    def decisions(self, mutant: Mutant) -> frozenset[str]:
        """List the decisions that a change can reach."""
        concluded = {each.decision for name in mutant.rules for each in self._base.rules[name].then}
        return self._base.reads.with_all_readers({*mutant.decisions, *concluded})

    def rules(self, mutant: Mutant, decisions: frozenset[str]) -> frozenset[str]:
        """List the rules whose status a change can reach: those changed, and those that read such a decision."""
        reading = (rule.name for name in decisions for rule in self._base.reads.rules_reading(name))
        return frozenset({*mutant.rules, *reading})
