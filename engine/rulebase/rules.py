"""A rule: a condition, what follows from it, why, and the statements it cites."""

from dataclasses import dataclass

from engine.rulebase.conditions import Condition
from engine.source.span import Span


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One value that a rule gives to one decision; in a `count` decision the value is empty."""

    decision: str
    value: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule.

    `when` is the condition as written; `condition` is the same with `applies_when` and classes of controls written
    out, and is what every machine runs. `origin` is `derived` (our reading) or `ours` (in none of the documents).
    `position` orders the rules of a `first` decision and means nothing elsewhere. What an `urgent` rule warns about or
    advises is shown before everything else.
    """

    name: str
    title: str
    when: Condition
    condition: Condition
    then: tuple[Conclusion, ...]
    warning: str
    advice: str
    because: str
    cites: tuple[str, ...]
    origin: str
    position: int
    span: Span
    urgent: bool = False

    def concludes(self, decision: str) -> bool:
        """Tell whether this rule concludes anything for one decision."""
        return any(each.decision == decision for each in self.then)

    def values_for(self, decision: str) -> tuple[str, ...]:
        """List what this rule concludes for one decision."""
        return tuple(each.value for each in self.then if each.decision == decision)
