"""The things that a subject has: answers, evidence, reviews, incidents, actions, waivers, questions that were sent.

Each says by whom it was made, and in which event of the history (`number`, from 1).
"""

from dataclasses import dataclass
from datetime import date, datetime

from armslength.register.domain import events as happened
from armslength.register.domain.events import Event, Person
from engine.rulebase.facts import Answer


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer to a question, or one status of a control, with who gave it."""

    version: int
    value: Answer | None
    evidence: str
    known: str
    source: str
    on: date | None
    by: Person
    at: datetime
    number: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence of something."""

    to: str
    says: str
    owner: str
    until: date | None
    sha256: str
    by: Person
    number: int
    retired: bool = False

    def counts(self, today: date) -> bool:
        """Tell whether it counts on a day; its last day is included."""
        return not self.retired and (self.until is None or today <= self.until)


@dataclass(frozen=True, slots=True)
class Signature:
    """An assessment that somebody adopted."""

    said: happened.Signed
    by: Person
    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Review:
    """A review that was held."""

    said: happened.ReviewHeld
    by: Person
    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that went wrong, and how soon it was passed on, where that was said."""

    said: happened.IncidentRecorded
    number: int
    passed_on: happened.IncidentPassedOn | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """An action as it was last agreed, by whom; `first_until` is the day that was agreed at first."""

    says: str
    owner: str
    until: date
    after: str
    first_until: date
    by: Person
    number: int
    closed: Event | None = None

    @property
    def helped(self) -> bool:
        """Whether it is closed, and somebody checked that it helped."""
        said = self.closed.body if self.closed else None
        return isinstance(said, happened.ActionClosed) and bool(said.helped)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A control that somebody asked to go without; `approved` is who allowed its present last day."""

    control: str
    owner: str
    until: date
    reason: str
    asked_by: Person
    number: int
    approved: Person | None = None
    ended: bool = False

    def holds(self, today: date) -> bool:
        """Tell whether it holds on a day; its last day is included."""
        return self.approved is not None and not self.ended and today <= self.until


@dataclass(frozen=True, slots=True)
class SentQuestion:
    """A question that was put to somebody, and what came of it."""

    said: happened.QuestionSent
    by: Person
    number: int
    proposed: happened.QuestionAnswered | None = None
    proposed_by: Person | None = None
    settled: str = ""

    @property
    def is_out(self) -> bool:
        """Whether an answer is awaited."""
        return self.proposed is None and not self.settled


@dataclass(frozen=True, slots=True)
class SharedView:
    """A view that was opened to somebody without an account."""

    said: happened.Shared
    by: Person
    revoked: bool = False
