"""Laws: the fold takes everything and loses nothing, and no sequence of commands breaks what must hold."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from armslength.register.domain import commands as ask
from armslength.register.domain import events as happened
from armslength.register.domain.decide import decide
from armslength.register.domain.events import Event, Stage
from armslength.register.domain.making import Now
from armslength.register.domain.policy import LEADS_TO
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.state import State, fold
from armslength.register.domain.wire import from_data, to_data
from tests.register.situations import ANN, BEN, CAT, NEWER, PACK, actor
from tests.register.values import EVENTS

SEQUENCES = st.lists(EVENTS, max_size=15)


@given(SEQUENCES)
def test_whatever_happened_can_be_folded_and_nothing_is_lost(events: list[Event]) -> None:
    state = fold(events)
    assert state.version == len(events)
    assert len(state.history) == len(events)
    assert [(each.by, each.at, type(each.body)) for each in state.history] == [
        (each.by, each.at, type(each.body)) for each in events
    ]
    given_answers = [each.body for each in events if isinstance(each.body, happened.Answered)]
    assert sum(map(len, state.answers.values())) == len(given_answers)
    for name, kept in state.answers.items():
        assert [each.value for each in kept] == [each.value for each in given_answers if each.question == name]


@given(SEQUENCES)
def test_the_same_events_give_the_same_state_and_are_left_as_they_were(events: list[Event]) -> None:
    before = list(events)
    assert fold(events) == fold(tuple(events))
    assert events == before


@given(
    st.lists(EVENTS.filter(lambda each: not isinstance(each.body, happened.PersonalTextErased)), max_size=20), st.data()
)
def test_what_has_happened_is_not_rewritten_by_what_happens_later(events: list[Event], data: st.DataObject) -> None:
    """Save where a text is erased, all that a prefix knew is still there."""
    some = fold(events[: data.draw(st.integers(0, len(events)))])
    whole = fold(events)
    assert whole.history[: some.version] == some.history
    assert whole.signatures[: len(some.signatures)] == some.signatures
    assert whole.reviews[: len(some.reviews)] == some.reviews
    for name, kept in some.answers.items():
        assert whole.answers[name][: len(kept)] == kept
    for things in ("evidence", "incidents", "actions", "waivers", "questions", "shares"):
        assert getattr(some, things).keys() <= getattr(whole, things).keys()


# ---- sequences of commands

FIRST = date(2026, 1, 5)
PEOPLE = st.sampled_from([ANN, BEN, CAT])
OFFSETS = st.integers(-20, 60)
NUMBERS = st.integers(1, 2)
COLOURS = st.sampled_from(["red", "blue", None])
SAYS = st.sampled_from(["", "All is well."])
EVIDENCE = st.sampled_from([(), ("evidence-1",), ("evidence-2", "evidence-1")])


MAKERS: tuple[Callable[[st.DrawFn, date, State, int], Any], ...] = (
    lambda draw, *_: ask.Open({}, PACK, draw(st.sampled_from(Stage))),
    lambda draw, day, state, n: ask.AnswerQuestion("colour", draw(COLOURS), draw(seen_of(state, "colour"))),
    lambda draw, day, state, n: ask.SetControl(
        "lock", draw(st.sampled_from(["in_place", "missing"])), state.seen("lock")
    ),
    lambda draw, day, *_: ask.AttachEvidence("action-1", "A photo", "Ann", day),
    lambda draw, day, state, n: ask.RetireEvidence(f"evidence-{n}"),
    lambda draw, day, state, n: ask.Sign(FIRST, "f", PACK, "I agree.", {}, {}, (), state.version),
    lambda draw, day, *_: ask.HoldReview("yearly", day, draw(SAYS), draw(st.sampled_from([(), ("colour",)]))),
    lambda draw, day, *_: ask.RecordIncident(day, "harm", "It fell."),
    lambda draw, day, state, n: ask.PassOnIncident(f"incident-{n}", "late"),
    lambda draw, day, *_: ask.AgreeAction("Mend it", "Ann", day, draw(st.sampled_from(["", "incident-1"]))),
    lambda draw, day, state, n: ask.ChangeAction(f"action-{n}", "Mend it", "Ben", day),
    lambda draw, day, state, n: ask.CloseAction(f"action-{n}", draw(EVIDENCE)),
    lambda draw, day, *_: ask.AskWaiver("lock", "Ann", day),
    lambda draw, day, state, n: ask.ApproveWaiver(f"waiver-{n}"),
    lambda draw, day, state, n: ask.ExtendWaiver(f"waiver-{n}", day),
    lambda draw, day, state, n: ask.EndWaiver(f"waiver-{n}"),
    lambda draw, day, *_: ask.SendQuestion("colour", "Which colour?", "Dan", day),
    lambda draw, day, state, n: ask.ProposeAnswer(f"question-{n}", "blue"),
    lambda draw, day, state, n: ask.AcceptAnswer(f"question-{n}", draw(seen_of(state, "colour"))),
    lambda draw, day, state, n: ask.DeclineAnswer(f"question-{n}"),
    lambda *_: ask.AdoptPack(NEWER, shown=True),
    lambda draw, day, *_: ask.Prepare(day),
    lambda draw, day, *_: ask.Start(day),
    lambda draw, day, *_: ask.Pause(day),
    lambda draw, day, *_: ask.Resume(day),
    lambda draw, day, *_: ask.WindDown(day),
    lambda draw, day, *_: ask.End(day),
    lambda draw, day, *_: ask.RefreshScope("Less", day),
    lambda draw, day, *_: ask.Share("Dan", ("answers",), day),
    lambda draw, day, state, n: ask.RevokeShare(f"share-{n}"),
    lambda draw, day, state, n: ask.ErasePersonalText(n, ("why",)),
    lambda *_: ask.Note("All is well."),
)
"""A maker for each kind of command, of names that may be there or not, and days that may fit or not."""


def seen_of(state: State, name: str) -> st.SearchStrategy[int]:
    """Draw the version that somebody saw: mostly the one that stands."""
    return st.sampled_from([state.seen(name), state.seen(name), 0])


@st.composite
def commands(draw: st.DrawFn, today: date, state: State) -> Any:
    make = draw(st.sampled_from(MAKERS))
    return make(draw, today + timedelta(days=draw(OFFSETS)), state, draw(NUMBERS))


MOVES = {(before, after) for leads in LEADS_TO.values() for before, after in leads.items()}


def holds(state: State) -> None:
    """Hold a state that commands led to against all that must be true of it."""
    for name, kept in {**state.answers, **state.controls}.items():
        assert [each.version for each in kept] == list(range(1, len(kept) + 1)), name
    for action in state.actions.values():
        if action.closed:
            body = action.closed.body
            assert isinstance(body, happened.ActionClosed)
            assert body.evidence
            assert set(body.evidence) <= state.evidence.keys()
    for waiver in state.waivers.values():
        assert waiver.approved is None or waiver.approved.name != waiver.asked_by.name
    for sent in state.questions.values():
        assert sent.settled != "accepted" or sent.proposed is not None
    for review in state.reviews:
        assert review.said.still_right or review.said.changed
        assert review.said.on <= review.at.date()
    assert [each.at for each in state.history] == sorted(each.at for each in state.history)
    assert state.stage is not None or not state.history


def test_every_kind_of_command_is_tried() -> None:
    assert len(MAKERS) == len(get_args(ask.Command))


@given(st.data())
def test_no_sequence_of_commands_breaks_what_must_hold(data: st.DataObject) -> None:
    events: list[Event] = []
    state, moment = fold(events), datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    first = ask.Open({}, PACK, data.draw(st.sampled_from([Stage.SCREENING, Stage.RUNNING])))
    for number in range(data.draw(st.integers(20, 80))):
        moment += timedelta(hours=data.draw(st.integers(0, 80)))
        command = first if number == 0 else data.draw(commands(moment.date(), state))
        made = decide("one", state, command, actor(data.draw(PEOPLE)), Now(moment, moment.date()), "as agreed")
        if isinstance(made, Refusal):
            assert made.reason
            continue
        events += made
        before, state = state.stage, fold(events)
        assert before in (None, state.stage) or (before, state.stage) in MOVES
        holds(state)
    again = [from_data(written.data, written.texts) for written in map(to_data, events)]
    assert fold(again) == state
