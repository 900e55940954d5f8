"""A rule: a condition, what follows from it, why, and the statements it cites."""

from datetime import date

from engine.frozen import frozen
from engine.rulebase.conditions import Condition
from engine.source.span import CellSpan, Span


def added(value: str) -> int:
    """Give how much a value adds to a number: as much as a sum is given, 1 to a count, which is given none."""
    return int(value) if value else 1


@frozen
class Conclusion:
    """One value that a rule gives to one decision; in a `count` decision it is empty, in a `sum` decision a number."""

    decision: str
    value: str


@frozen
class Rule:
    """A named rule.

    `when` is the condition as written; `condition` is the same with `applies_when` and classes of controls written
    out, and is what every machine runs. `origin` is `derived` (our reading) or `ours` (in none of the documents).
    `position` orders the rules of a `first` decision and means nothing elsewhere. `urgency` is the kind of harm that
    its warning and advice are about, of those that the pack declares; empty where it is of none. `place` is where
    people read it among all rules: by the topic of its file, then as it stands there.

    The rule is in force from `valid_from` until `valid_until`, both days included; `None` leaves that end open. On
    other days it is as if it were not there. `pack` is the id of the pack that the rule is from, empty where there is
    but one; `replaces` is the reason why it stands in the place of a rule of a pack below.
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
    urgency: str = ""
    place: int = 0
    valid_from: date | None = None
    valid_until: date | None = None
    pack: str = ""
    replaces: str = ""

    def is_called_by_its_line(self) -> bool:
        """Tell whether this is a row of a table without a name of its own, so that another line is another name."""
        return isinstance(self.span, CellSpan) and not self.span.heading

    def why_its_line_will_not_do(self) -> str:
        """Say why nothing may rest on a row that is called by its line, and the way out."""
        return (
            f"`{self.name}` is only the line of a row, at {self.span}, and another row once one is put in above; "
            "give the row a name of its own there, in a column `name`"
        )

    def is_dated(self) -> bool:
        """Tell whether there are days on which this rule is not in force."""
        return self.valid_from is not None or self.valid_until is not None

    def is_in_force(self, day: date) -> bool:
        """Tell whether this rule is in force on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)

    def meets(self, other: "Rule") -> bool:
        """Tell whether there is a day on which both rules are in force."""
        latest = max((each.valid_from for each in (self, other) if each.valid_from), default=date.min)
        earliest = min((each.valid_until for each in (self, other) if each.valid_until), default=date.max)
        return latest <= earliest

    def concludes(self, decision: str) -> bool:
        """Tell whether this rule concludes anything for one decision."""
        return any(each.decision == decision for each in self.then)

    def values_for(self, decision: str) -> tuple[str, ...]:
        """List what this rule concludes for one decision."""
        return tuple([each.value for each in self.then if each.decision == decision])
