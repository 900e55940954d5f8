"""A subject with one of everything at each stage, and a command of each kind that fits it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from armslength.register.domain import commands as ask
from armslength.register.domain import events as happened
from armslength.register.domain.events import Body, Event, PackVersion, Person, Stage
from armslength.register.domain.making import Now
from armslength.register.domain.permission import Actor, Right
from armslength.register.domain.state import State, fold

TODAY = date(2026, 5, 4)
NOW = Now(datetime(2026, 5, 4, 12, 0, tzinfo=UTC), TODAY)
EARLIER = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
PACK = PackVersion("lending", "1.0.0", "a" * 64)
NEWER = PackVersion("lending", "1.1.0", "b" * 64)
ANN, BEN, CAT = Person("Ann Moss", "lead"), Person("Ben Okoro", "manager"), Person("Cat Ley", "lead")
EVERY_RIGHT = frozenset(Right)


def actor(person: Person = CAT, *rights: Right) -> Actor:
    """Give somebody rights: those named, or all."""
    return Actor(person, frozenset(rights) or EVERY_RIGHT)


def later(days: int) -> date:
    return TODAY + timedelta(days=days)


def happen(*bodies: Body, by: Person = ANN, at: datetime = EARLIER, why: str = "as agreed") -> list[Event]:
    return [Event("one", by, at, body, why) for body in bodies]


MOVES: dict[Stage, tuple[Body, ...]] = {
    Stage.SCREENING: (),
    Stage.DECIDED: (happened.Signed(date(2026, 5, 1), "f" * 64, PACK, "I agree.", {}, {}, ()),),
    Stage.STARTING: (happened.Started(Stage.STARTING, later(30)),),
    Stage.RUNNING: (happened.Started(Stage.RUNNING, date(2026, 5, 1)),),
    Stage.PAUSED: (happened.Paused(date(2026, 5, 1)),),
    Stage.ENDING: (happened.Ended(Stage.ENDING, date(2026, 5, 1)),),
    Stage.ENDED: (happened.Ended(Stage.ENDED, date(2026, 5, 1)),),
}
"""What leads from the stage before (of the usual course) to each stage."""

ONE_OF_EACH: tuple[Body, ...] = (
    happened.Answered("colour", 1, "red", "Ann said so."),
    happened.ControlSet("lock", 1, "missing"),
    happened.EvidenceAttached("evidence-1", "action-1", "A photo", "Ann Moss", until=later(60)),
    happened.IncidentRecorded("incident-1", date(2026, 4, 30), "harm", "It fell over."),
    happened.ActionAgreed("action-1", "Mend it", "Ben Okoro", later(14), "incident-1"),
    happened.WaiverAsked("waiver-1", "lock", "Ann Moss", later(20)),
    happened.WaiverAsked("waiver-2", "gate", "Ann Moss", later(20)),
    happened.WaiverApproved("waiver-2"),
    happened.QuestionSent("question-1", "size", "How large is it?", "Dan Hay"),
    happened.QuestionAnswered("question-1", 12),
    happened.Shared("share-1", "An inspector", ("answers",), later(7)),
)


def history(stage: Stage) -> list[Event]:
    """Write the history of a subject that has one of everything, up to a stage."""
    course = list(MOVES)
    moves = [body for each in course[: course.index(stage) + 1] for body in MOVES[each]]
    return happen(happened.Opened({"name": ("One",)}, PACK, Stage.SCREENING), *ONE_OF_EACH, *moves)


def at_stage(stage: Stage | None) -> State:
    return fold(history(stage)) if stage else fold([])


def fitting(state: State) -> dict[str, Any]:
    """Make a command of each kind that nothing but a right or the stage could speak against."""
    commands = [
        ask.Open({"name": ("One",)}, PACK),
        ask.AnswerQuestion("colour", "blue", seen=1),
        ask.SetControl("lock", "in_place", seen=1),
        ask.AttachEvidence("lock", "A photo", "Ben Okoro", until=TODAY),
        ask.RetireEvidence("evidence-1"),
        ask.Sign(TODAY, "f" * 64, PACK, "I agree.", {}, {}, (), seen=state.version),
        ask.HoldReview("yearly", TODAY, still_right="Nothing has changed."),
        ask.RecordIncident(TODAY, "harm", "It fell over again."),
        ask.PassOnIncident("incident-1", "same_day"),
        ask.AgreeAction("Mend it better", "Ben Okoro", TODAY),
        ask.ChangeAction("action-1", "Mend it", "Ann Moss", later(20)),
        ask.CloseAction("action-1", ("evidence-1",)),
        ask.AskWaiver("door", "Ann Moss", TODAY),
        ask.ApproveWaiver("waiver-1"),
        ask.ExtendWaiver("waiver-2", later(40)),
        ask.EndWaiver("waiver-1"),
        ask.SendQuestion("size", "How large is it?", "Dan Hay", TODAY),
        ask.ProposeAnswer("question-1", 13),
        ask.AcceptAnswer("question-1", seen=0),
        ask.DeclineAnswer("question-1"),
        ask.AdoptPack(NEWER, shown=True),
        ask.Prepare(later(10)),
        ask.Start(TODAY),
        ask.Pause(TODAY),
        ask.Resume(TODAY),
        ask.WindDown(later(10)),
        ask.End(TODAY),
        ask.RefreshScope("Only small ones", later(30)),
        ask.Share("An inspector", ("answers",), later(7)),
        ask.RevokeShare("share-1"),
        ask.ErasePersonalText(2, ("body.evidence",)),
        ask.Note("All is well."),
    ]
    return {type(each).__name__: each for each in commands}
