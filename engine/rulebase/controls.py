"""A control: something that must be in place, who owns it, how often or how soon, and what shows it."""

from engine.frozen import frozen
from engine.rulebase.facts import Fact
from engine.source.span import Span

IN_PLACE, MISSING = "in_place", "missing"
STATUS_LABELS = {IN_PLACE: "in place", MISSING: "missing"}


@frozen
class Control:
    """An entry of the catalogue. Its status is answered like a fact, and read like one.

    `deadline` and `cadence` are ISO 8601 durations (or `same_day`); at most one is given. `belongs_to` names the
    values of a decision for which alone the control is meant, so that it may drop away when that decision changes.
    """

    name: str
    title: str
    topic: str
    what: str
    owner: str
    deadline: str
    cadence: str
    evidence: str
    classes: tuple[str, ...]
    question: str
    quick: int | None
    belongs_to: tuple[str, frozenset[str]] | None
    cites: tuple[str, ...]
    span: Span
    position: int = 0

    def as_fact(self) -> Fact:
        """Describe the status of this control as the question that is asked about it."""
        return Fact(
            name=self.name,
            kind="choice",
            topic=self.topic,
            question=self.question or f"Is this in place: {self.title}?",
            why=self.what,
            values=STATUS_LABELS,
            ordered=True,
            worse="higher",
            quick=self.quick,
            cites=self.cites,
            span=self.span,
            position=self.position,
            known_by=(self.owner,),
        )
