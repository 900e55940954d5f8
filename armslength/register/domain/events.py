"""What has happened to a subject: values in the past tense, with who, when and why. Never changed, never deleted.

An `Event` is a head and one `Body`. Names within a subject (`incident-1`, `action-2`) are given by the domain in the
order in which things happen. Fields of the type `Personal` may hold something about a person: see `wire` for how they
can be erased while the log stays whole. Who acted is not among them: a history that does not say who is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from engine.rulebase.facts import Answer

Personal = Annotated[str, "may be about a person"]
"""A text that may be about a person, and so can be erased."""


class Stage(StrEnum):
    """Where a subject stands. What people call each stage is the pack's to say."""

    SCREENING = "screening"
    DECIDED = "decided"
    STARTING = "starting"
    RUNNING = "running"
    PAUSED = "paused"
    ENDING = "ending"
    ENDED = "ended"


class Erased(str):
    """What stands in the place of a text that was erased.

    `sha256` is what the log keeps of it; it is empty in a state that was folded from events that still had the text.
    """

    __slots__ = ("sha256",)
    sha256: str

    def __new__(cls, sha256: str) -> "Erased":
        """Make the mark; as a text, it says that something was erased."""
        made = super().__new__(cls, "[erased]")
        made.sha256 = sha256
        return made


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acted: name and role, as they stood on that day."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class PackVersion:
    """A pack of rules by name, version and hash of its meaning."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A subject was entered, at a stage, under a pack. `header` maps the path of each field to its texts.

    `since` is the day from which it is at that stage, where that is known.
    """

    header: Mapping[str, tuple[Personal, ...]]
    pack: PackVersion
    stage: Stage
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A question was answered; `version` counts the answers to it. `None` says that the answer is not known.

    An answer in somebody's own words stands in `text`, and not in `value`, so that it can be erased.
    """

    question: str
    version: int
    value: Answer | None
    evidence: Personal = ""
    known: str = ""
    source: Personal = ""
    on: date | None = None
    text: Personal = ""


@dataclass(frozen=True, slots=True)
class ControlSet:
    """The status of a control was said, as an answer is; `None` says that it is not known."""

    control: str
    version: int
    value: str | None
    evidence: Personal = ""
    known: str = ""
    source: Personal = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class EvidenceAttached:
    """Evidence was attached to a question, a control or an action (`to`); it counts through its last day, `until`."""

    evidence: str
    to: str
    says: Personal
    owner: Personal
    until: date | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRetired:
    """Evidence no longer counts."""

    evidence: str


@dataclass(frozen=True, slots=True)
class Signed:
    """An assessment was adopted: its bytes, the pack, and the words of the declaration.

    `answers` and `decisions` are those of that day, so that what has changed since can be said exactly. `rules` are
    those that fired. `checkpoint` is a short form of the log's checkpoint, where there was one.
    """

    as_of: date
    assessment: str
    pack: PackVersion
    declaration: str
    answers: Mapping[str, Answer]
    decisions: Mapping[str, tuple[str, ...]]
    rules: tuple[str, ...]
    checkpoint: str = ""


@dataclass(frozen=True, slots=True)
class ReviewHeld:
    """A review of a kind (a value of the decision on reviews) was held on a day.

    Either one sentence says why all is `still_right`, or `changed` names the answers that were changed. `next_on` is
    the day that people fixed for the next one of the kind.
    """

    review: str
    review_kind: str
    on: date
    still_right: Personal = ""
    changed: tuple[str, ...] = ()
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class IncidentRecorded:
    """Something went wrong on a day; `severity` is one of the answers of the question that the pack names."""

    incident: str
    on: date
    severity: str
    says: Personal
    involved_both: bool | None = None


@dataclass(frozen=True, slots=True)
class IncidentPassedOn:
    """It was said how soon an incident was passed on; `how_soon` is an answer of the question that the pack names."""

    incident: str
    how_soon: str
    to: Personal = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ActionAgreed:
    """An action was agreed: what, who does it, and its last day. `after` names the incident or control behind it."""

    action: str
    says: Personal
    owner: Personal
    until: date
    after: str = ""


@dataclass(frozen=True, slots=True)
class ActionChanged:
    """An action was agreed anew: all that is now agreed of it."""

    action: str
    says: Personal
    owner: Personal
    until: date


@dataclass(frozen=True, slots=True)
class ActionClosed:
    """An action is complete, shown by evidence; `helped` says how it was checked that it helped, where it was."""

    action: str
    evidence: tuple[str, ...]
    helped: Personal = ""


@dataclass(frozen=True, slots=True)
class WaiverAsked:
    """Somebody asked to go without a control through a last day. The reason stands in the head."""

    waiver: str
    control: str
    owner: Personal
    until: date


@dataclass(frozen=True, slots=True)
class WaiverApproved:
    """Somebody other than who asked allowed it."""

    waiver: str


@dataclass(frozen=True, slots=True)
class WaiverExtended:
    """It was allowed anew, through a later last day."""

    waiver: str
    until: date


@dataclass(frozen=True, slots=True)
class WaiverEnded:
    """It was ended before its last day, or was not allowed."""

    waiver: str


@dataclass(frozen=True, slots=True)
class QuestionSent:
    """A question was put to somebody, in the words that they saw; `of_control`: it asks for the status of a control."""

    sent: str
    question: str
    wording: str
    to: Personal
    until: date | None = None
    of_control: bool = False


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """It was answered: a proposal until somebody accepts it."""

    sent: str
    value: Answer | None
    evidence: Personal = ""
    text: Personal = ""


@dataclass(frozen=True, slots=True)
class AnswerAccepted:
    """The proposal was taken; the `Answered` or `ControlSet` beside this event makes it so."""

    sent: str


@dataclass(frozen=True, slots=True)
class AnswerDeclined:
    """The proposal was not taken, or the question was taken back."""

    sent: str


@dataclass(frozen=True, slots=True)
class PackAdopted:
    """The subject went over to another version of the rules, after what that changes was shown."""

    pack: PackVersion


@dataclass(frozen=True, slots=True)
class Started:
    """It is being started, with `on` as its planned first day (stage `starting`), or it runs since then (`running`)."""

    stage: Stage
    on: date


@dataclass(frozen=True, slots=True)
class Paused:
    """Nothing happens from a day on; `until` is the day on which it should go on, where that is known."""

    on: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """It goes on."""

    on: date


@dataclass(frozen=True, slots=True)
class Ended:
    """It is being closed down, with `on` as its last day (stage `ending`), or is closed down since then (`ended`)."""

    stage: Stage
    on: date


@dataclass(frozen=True, slots=True)
class ScopeRefreshed:
    """What the work is was agreed anew; the checks of the start are to be repeated for it before `takes_effect`."""

    says: Personal
    takes_effect: date


@dataclass(frozen=True, slots=True)
class Shared:
    """A view was opened to somebody without an account, through a last day; `shows` lists what is in it."""

    share: str
    to: Personal
    shows: tuple[str, ...]
    until: date


@dataclass(frozen=True, slots=True)
class ShareRevoked:
    """The view was closed before its last day."""

    share: str


@dataclass(frozen=True, slots=True)
class PersonalTextErased:
    """Texts of one event (by its number in the subject's history, from 1) were erased: the paths of their fields."""

    event: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """Somebody wrote something down."""

    says: Personal


Body = (
    Opened
    | Answered
    | ControlSet
    | EvidenceAttached
    | EvidenceRetired
    | Signed
    | ReviewHeld
    | IncidentRecorded
    | IncidentPassedOn
    | ActionAgreed
    | ActionChanged
    | ActionClosed
    | WaiverAsked
    | WaiverApproved
    | WaiverExtended
    | WaiverEnded
    | QuestionSent
    | QuestionAnswered
    | AnswerAccepted
    | AnswerDeclined
    | PackAdopted
    | Started
    | Paused
    | Resumed
    | Ended
    | ScopeRefreshed
    | Shared
    | ShareRevoked
    | PersonalTextErased
    | Noted
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a subject: by whom, when (an aware time in UTC, an input) and why."""

    subject: str
    by: Person
    at: datetime
    body: Body
    why: Personal = ""
