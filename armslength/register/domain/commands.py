"""What somebody asks for. `decide` answers each with events or with a refusal; nothing here has happened yet.

Where a command changes what stands already, `seen` is the version that the person saw (0: none), so that nobody
overwrites what they have not read. Days are days in the pack's time zone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from armslength.register.domain.events import PackVersion, Stage
from engine.rulebase.facts import Answer


@dataclass(frozen=True, slots=True)
class Open:
    """Enter a subject; one that runs already says since when."""

    header: Mapping[str, tuple[str, ...]]
    pack: PackVersion
    stage: Stage = Stage.SCREENING
    since: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Answer a question, or change its answer. What is answered in somebody's own words goes into `text`."""

    question: str
    value: Answer | None
    seen: int
    evidence: str = ""
    known: str = ""
    source: str = ""
    on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class SetControl:
    """Say whether a control is in place."""

    control: str
    value: str | None
    seen: int
    evidence: str = ""
    known: str = ""
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AttachEvidence:
    """Attach evidence to a question, a control or an action."""

    to: str
    says: str
    owner: str
    until: date | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class RetireEvidence:
    """Let evidence count no longer."""

    evidence: str


@dataclass(frozen=True, slots=True)
class Sign:
    """Adopt an assessment of exactly the answers that stand."""

    as_of: date
    assessment: str
    pack: PackVersion
    declaration: str
    answers: Mapping[str, Answer]
    decisions: Mapping[str, tuple[str, ...]]
    rules: tuple[str, ...]
    seen: int
    checkpoint: str = ""


@dataclass(frozen=True, slots=True)
class HoldReview:
    """Record a review: with one sentence why all is still right, or with the answers that were changed for it."""

    review_kind: str
    on: date
    still_right: str = ""
    changed: tuple[str, ...] = ()
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class RecordIncident:
    """Record that something went wrong."""

    on: date
    severity: str
    says: str
    involved_both: bool | None = None


@dataclass(frozen=True, slots=True)
class PassOnIncident:
    """Record how soon an incident was passed on."""

    incident: str
    how_soon: str
    to: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AgreeAction:
    """Agree an action: what, who, and its last day."""

    says: str
    owner: str
    until: date
    after: str = ""


@dataclass(frozen=True, slots=True)
class ChangeAction:
    """Agree an action anew."""

    action: str
    says: str
    owner: str
    until: date


@dataclass(frozen=True, slots=True)
class CloseAction:
    """Close an action with evidence of it."""

    action: str
    evidence: tuple[str, ...]
    helped: str = ""


@dataclass(frozen=True, slots=True)
class AskWaiver:
    """Ask to go without a control through a last day."""

    control: str
    owner: str
    until: date


@dataclass(frozen=True, slots=True)
class ApproveWaiver:
    """Allow what somebody else asked for."""

    waiver: str


@dataclass(frozen=True, slots=True)
class ExtendWaiver:
    """Allow it anew, through a later day."""

    waiver: str
    until: date


@dataclass(frozen=True, slots=True)
class EndWaiver:
    """End it, or do not allow it."""

    waiver: str


@dataclass(frozen=True, slots=True)
class SendQuestion:
    """Put a question to somebody."""

    question: str
    wording: str
    to: str
    until: date | None = None
    of_control: bool = False


@dataclass(frozen=True, slots=True)
class ProposeAnswer:
    """Answer a question that was sent."""

    sent: str
    value: Answer | None
    evidence: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class AcceptAnswer:
    """Take the answer that was proposed."""

    sent: str
    seen: int


@dataclass(frozen=True, slots=True)
class DeclineAnswer:
    """Do not take it, or take the question back."""

    sent: str


@dataclass(frozen=True, slots=True)
class AdoptPack:
    """Go over to another version of the rules, once what that changes was shown."""

    pack: PackVersion
    shown: bool


@dataclass(frozen=True, slots=True)
class Prepare:
    """Begin to start it, with a planned first day."""

    on: date


@dataclass(frozen=True, slots=True)
class Start:
    """Record its first day."""

    on: date


@dataclass(frozen=True, slots=True)
class Pause:
    """Record that nothing happens from a day on."""

    on: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """Record that it goes on."""

    on: date


@dataclass(frozen=True, slots=True)
class WindDown:
    """Begin to close it down, with its last day."""

    on: date


@dataclass(frozen=True, slots=True)
class End:
    """Record that it is closed down, or never came about."""

    on: date


@dataclass(frozen=True, slots=True)
class RefreshScope:
    """Agree anew what the work is; the checks of the start are then repeated before it takes effect."""

    says: str
    takes_effect: date


@dataclass(frozen=True, slots=True)
class Share:
    """Open a dated view to somebody without an account."""

    to: str
    shows: tuple[str, ...]
    until: date


@dataclass(frozen=True, slots=True)
class RevokeShare:
    """Close such a view."""

    share: str


@dataclass(frozen=True, slots=True)
class ErasePersonalText:
    """Erase texts of one event: by its number in the history, and the paths of its fields."""

    event: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Write something down."""

    says: str


Command = (
    Open
    | AnswerQuestion
    | SetControl
    | AttachEvidence
    | RetireEvidence
    | Sign
    | HoldReview
    | RecordIncident
    | PassOnIncident
    | AgreeAction
    | ChangeAction
    | CloseAction
    | AskWaiver
    | ApproveWaiver
    | ExtendWaiver
    | EndWaiver
    | SendQuestion
    | ProposeAnswer
    | AcceptAnswer
    | DeclineAnswer
    | AdoptPack
    | Prepare
    | Start
    | Pause
    | Resume
    | WindDown
    | End
    | RefreshScope
    | Share
    | RevokeShare
    | ErasePersonalText
    | Note
)
