"""What stands: a fold over what has happened. Nothing else is true.

`fold` takes any events in their order, also such as `decide` would never give: what does not fit changes nothing but
the history, so that a register that holds something odd can still be read, and nothing is lost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import singledispatch
from typing import Any

from armslength.register.domain import events as happened
from armslength.register.domain.entities import (
    Action,
    Evidence,
    Incident,
    Kept,
    Review,
    SentQuestion,
    SharedView,
    Signature,
    Waiver,
)
from armslength.register.domain.events import Body, Erased, Event, PackVersion, Stage
from armslength.register.domain.wire import texts_of


@dataclass(frozen=True, slots=True)
class State:
    """What stands of one subject. `version` counts its events; `stage` is none before it was opened.

    `answers` and `controls` hold every answer that was ever given, the last one being the one that stands. `since` is
    the day since when it is at its stage, `started` its first day, and `opened` the day on which it was entered.
    `refreshed` is how its scope was last agreed anew, with the number of that event.
    """

    subject: str = ""
    version: int = 0
    stage: Stage | None = None
    since: date | None = None
    started: date | None = None
    opened: date | None = None
    header: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pack: PackVersion | None = None
    answers: Mapping[str, tuple[Kept, ...]] = field(default_factory=dict)
    controls: Mapping[str, tuple[Kept, ...]] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    signatures: tuple[Signature, ...] = ()
    reviews: tuple[Review, ...] = ()
    incidents: Mapping[str, Incident] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    questions: Mapping[str, SentQuestion] = field(default_factory=dict)
    shares: Mapping[str, SharedView] = field(default_factory=dict)
    refreshed: tuple[happened.ScopeRefreshed, int] | None = None
    history: tuple[Event, ...] = ()

    def current(self, name: str) -> Kept | None:
        """Give what stands for a question or a control; nothing where nobody ever said."""
        given = self.answers.get(name) or self.controls.get(name) or ()
        return given[-1] if given else None

    def seen(self, name: str) -> int:
        """Count the answers given to a question or a control: the version of what stands."""
        standing = self.current(name)
        return standing.version if standing else 0


def fold(events: Iterable[Event]) -> State:
    """Fold what has happened to one subject into what stands."""
    folding = _Folding()
    for event in without_erased(tuple(events)):
        folding.add(event)
    return folding.state()


def without_erased(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Put the mark of an erased text in the place of each text that an event says was erased."""
    gone: dict[int, set[str]] = {}
    for each in events:
        if isinstance(each.body, happened.PersonalTextErased):
            gone.setdefault(each.body.event, set()).update(each.body.fields)
    return tuple(_erase(event, gone.get(number, set())) for number, event in enumerate(events, 1)) if gone else events


def _erase(event: Event, paths: set[str]) -> Event:
    """Put the mark into the place of texts of one event; a path that leads to none changes nothing."""
    body: Any = event.body
    for path, texts in texts_of(event).items() if paths else ():
        if path in paths and path != "why":
            gone = tuple(each if isinstance(each, Erased) or not each else Erased("") for each in texts)
            name, _, key = path.removeprefix("body.").partition(".")
            body = replace(body, **{name: {**getattr(body, name), key: gone} if key else gone[0]})
    gone_why = "why" in paths and event.why and not isinstance(event.why, Erased)
    return replace(event, body=body, why=Erased("") if gone_why else event.why)


class _Folding:
    """A state while it is folded: the same fields, of kinds that can grow."""

    def __init__(self) -> None:
        self.now = State()
        self.history: list[Event] = []
        self.answers: dict[str, list[Kept]] = {}
        self.controls: dict[str, list[Kept]] = {}
        self.evidence: dict[str, Evidence] = {}
        self.signatures: list[Signature] = []
        self.reviews: list[Review] = []
        self.incidents: dict[str, Incident] = {}
        self.actions: dict[str, Action] = {}
        self.waivers: dict[str, Waiver] = {}
        self.questions: dict[str, SentQuestion] = {}
        self.shares: dict[str, SharedView] = {}

    @property
    def number(self) -> int:
        """The number of the event that is being added."""
        return len(self.history)

    @property
    def event(self) -> Event:
        """The event that is being added."""
        return self.history[-1]

    def add(self, event: Event) -> None:
        """Add one event."""
        self.history.append(event)
        if self.number == 1:
            self.now = replace(self.now, subject=event.subject)
        _add(event.body, self)

    def state(self) -> State:
        """Give what stands after all that was added."""
        return replace(
            self.now,
            version=self.number,
            history=tuple(self.history),
            answers={name: tuple(each) for name, each in self.answers.items()},
            controls={name: tuple(each) for name, each in self.controls.items()},
            evidence=self.evidence,
            signatures=tuple(self.signatures),
            reviews=tuple(self.reviews),
            incidents=self.incidents,
            actions=self.actions,
            waivers=self.waivers,
            questions=self.questions,
            shares=self.shares,
        )

    def move(self, stage: Stage, on: date | None) -> None:
        """Bring the subject to a stage; its first day is that of the first time that it ran."""
        started = self.now.started or (on if stage is Stage.RUNNING else None)
        self.now = replace(self.now, stage=stage, since=on, started=started)


@singledispatch
def _add(body: Body, folding: _Folding) -> None:
    """Add what an event of a kind says; kinds that change no more than the history have nothing here."""


@_add.register
def _(body: happened.Opened, folding: _Folding) -> None:
    if folding.now.stage is None:
        opened = folding.event.at.date()
        folding.now = replace(folding.now, header=body.header, pack=body.pack, opened=opened, started=body.since)
        folding.move(body.stage, body.since)


@_add.register
def _(body: happened.Answered, folding: _Folding) -> None:
    folding.answers.setdefault(body.question, []).append(_kept(body, folding))


@_add.register
def _(body: happened.ControlSet, folding: _Folding) -> None:
    folding.controls.setdefault(body.control, []).append(_kept(body, folding))


def _kept(body: happened.Answered | happened.ControlSet, folding: _Folding) -> Kept:
    return Kept(
        version=body.version,
        value=body.value,
        evidence=body.evidence,
        known=body.known,
        source=body.source,
        on=body.on,
        by=folding.event.by,
        at=folding.event.at,
        number=folding.number,
        text=body.text if isinstance(body, happened.Answered) else "",
    )


@_add.register
def _(body: happened.EvidenceAttached, folding: _Folding) -> None:
    made = Evidence(body.to, body.says, body.owner, body.until, body.sha256, folding.event.by, folding.number)
    folding.evidence.setdefault(body.evidence, made)


@_add.register
def _(body: happened.EvidenceRetired, folding: _Folding) -> None:
    if body.evidence in folding.evidence:
        folding.evidence[body.evidence] = replace(folding.evidence[body.evidence], retired=True)


@_add.register
def _(body: happened.Signed, folding: _Folding) -> None:
    folding.signatures.append(Signature(body, folding.event.by, folding.event.at, folding.number))
    if folding.now.stage is Stage.SCREENING:
        folding.move(Stage.DECIDED, body.as_of)


@_add.register
def _(body: happened.ReviewHeld, folding: _Folding) -> None:
    folding.reviews.append(Review(body, folding.event.by, folding.event.at, folding.number))


@_add.register
def _(body: happened.IncidentRecorded, folding: _Folding) -> None:
    folding.incidents.setdefault(body.incident, Incident(body, folding.number))


@_add.register
def _(body: happened.IncidentPassedOn, folding: _Folding) -> None:
    if body.incident in folding.incidents:
        folding.incidents[body.incident] = replace(folding.incidents[body.incident], passed_on=body)


@_add.register
def _(body: happened.ActionAgreed, folding: _Folding) -> None:
    made = Action(body.says, body.owner, body.until, body.after, body.until, folding.event.by, folding.number)
    folding.actions.setdefault(body.action, made)


@_add.register
def _(body: happened.ActionChanged, folding: _Folding) -> None:
    action = folding.actions.get(body.action)
    if action and action.closed is None:
        folding.actions[body.action] = replace(
            action, says=body.says, owner=body.owner, until=body.until, by=folding.event.by, number=folding.number
        )


@_add.register
def _(body: happened.ActionClosed, folding: _Folding) -> None:
    action = folding.actions.get(body.action)
    if action and action.closed is None:
        folding.actions[body.action] = replace(action, closed=folding.event)


@_add.register
def _(body: happened.WaiverAsked, folding: _Folding) -> None:
    made = Waiver(body.control, body.owner, body.until, folding.event.why, folding.event.by, folding.number)
    folding.waivers.setdefault(body.waiver, made)


@_add.register
def _(body: happened.WaiverApproved, folding: _Folding) -> None:
    waiver = folding.waivers.get(body.waiver)
    if waiver and not waiver.ended and waiver.approved is None:
        folding.waivers[body.waiver] = replace(waiver, approved=folding.event.by, number=folding.number)


@_add.register
def _(body: happened.WaiverExtended, folding: _Folding) -> None:
    waiver = folding.waivers.get(body.waiver)
    if waiver and not waiver.ended and waiver.approved:
        folding.waivers[body.waiver] = replace(
            waiver, approved=folding.event.by, until=body.until, number=folding.number
        )


@_add.register
def _(body: happened.WaiverEnded, folding: _Folding) -> None:
    if body.waiver in folding.waivers:
        folding.waivers[body.waiver] = replace(folding.waivers[body.waiver], ended=True)


@_add.register
def _(body: happened.QuestionSent, folding: _Folding) -> None:
    folding.questions.setdefault(body.sent, SentQuestion(body, folding.event.by, folding.number))


@_add.register
def _(body: happened.QuestionAnswered, folding: _Folding) -> None:
    sent = folding.questions.get(body.sent)
    if sent and not sent.settled:
        folding.questions[body.sent] = replace(sent, proposed=body, proposed_by=folding.event.by)


@_add.register
def _(body: happened.AnswerAccepted | happened.AnswerDeclined, folding: _Folding) -> None:
    sent = folding.questions.get(body.sent)
    if sent and not sent.settled:
        word = "accepted" if isinstance(body, happened.AnswerAccepted) else "declined"
        folding.questions[body.sent] = replace(sent, settled=word)


@_add.register
def _(body: happened.PackAdopted, folding: _Folding) -> None:
    folding.now = replace(folding.now, pack=body.pack)


@_add.register
def _(body: happened.Started | happened.Ended, folding: _Folding) -> None:
    if folding.now.stage is not None:
        folding.move(body.stage, body.on)


@_add.register
def _(body: happened.Paused, folding: _Folding) -> None:
    if folding.now.stage is not None:
        folding.move(Stage.PAUSED, body.on)


@_add.register
def _(body: happened.Resumed, folding: _Folding) -> None:
    if folding.now.stage is not None:
        folding.move(Stage.RUNNING, body.on)


@_add.register
def _(body: happened.ScopeRefreshed, folding: _Folding) -> None:
    folding.now = replace(folding.now, refreshed=(body, folding.number))


@_add.register
def _(body: happened.Shared, folding: _Folding) -> None:
    folding.shares.setdefault(body.share, SharedView(body, folding.event.by))


@_add.register
def _(body: happened.ShareRevoked, folding: _Folding) -> None:
    if body.share in folding.shares:
        folding.shares[body.share] = replace(folding.shares[body.share], revoked=True)
