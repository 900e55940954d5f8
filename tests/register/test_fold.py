"""Laws: the fold takes everything and loses nothing, and no sequence of commands breaks what must hold."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
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
OFFSETS = st.integers(-40, 60)
NUMBERS = st.integers(1, 3)


@st.composite
def commands(draw: st.DrawFn, today: date, state: State) -> Any:
    """Draw a command that may fit or not, of names that may be there or not."""
    day = today + timedelta(days=draw(OFFSETS))
    number = draw(NUMBERS)
    seen = draw(st.sampled_from([state.seen("colour"), 0, 1]))
    text = draw(st.sampled_from(["", "All is well."]))
    evidence = draw(st.sampled_from([(), ("evidence-1",), ("evidence-2", "evidence-1")]))
    return draw(
        st.sampled_from(
            [
                ask.Open({}, PACK, draw(st.sampled_from(Stage))),
                ask.AnswerQuestion("colour", draw(st.sampled_from(["red", "blue", None])), seen),
                ask.SetControl("lock", draw(st.sampled_from(["in_place", "missing"])), state.seen("lock")),
                ask.AttachEvidence("action-1", "A photo", "Ann", day),
                ask.RetireEvidence(f"evidence-{number}"),
                ask.Sign(today, "f", PACK, "I agree.", {}, {}, (), state.version),
                ask.HoldReview("yearly", day, text, draw(st.sampled_from([(), ("colour",)]))),
                ask.RecordIncident(day, "harm", "It fell."),
                ask.PassOnIncident(f"incident-{number}", "late"),
                ask.AgreeAction("Mend it", "Ann", day, draw(st.sampled_from(["", "incident-1"]))),
                ask.ChangeAction(f"action-{number}", "Mend it", "Ben", day),
                ask.CloseAction(f"action-{number}", evidence),
                ask.AskWaiver("lock", "Ann", day),
                ask.ApproveWaiver(f"waiver-{number}"),
                ask.ExtendWaiver(f"waiver-{number}", day),
                ask.EndWaiver(f"waiver-{number}"),
                ask.SendQuestion("colour", "Which colour?", "Dan", day),
                ask.ProposeAnswer(f"question-{number}", "blue"),
                ask.AcceptAnswer(f"question-{number}", seen),
                ask.DeclineAnswer(f"question-{number}"),
                ask.AdoptPack(NEWER, shown=True),
                ask.Prepare(day),
                ask.Start(day),
                ask.Pause(day),
                ask.Resume(day),
                ask.WindDown(day),
                ask.End(day),
                ask.RefreshScope("Less", day),
                ask.Share("Dan", ("answers",), day),
                ask.RevokeShare(f"share-{number}"),
                ask.ErasePersonalText(number, ("why",)),
                ask.Note("All is well."),
            ]
        )
    )


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


@settings(max_examples=80)
@given(st.data())
def test_no_sequence_of_commands_breaks_what_must_hold(data: st.DataObject) -> None:
    events: list[Event] = []
    state, moment = fold(events), datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    first = ask.Open({}, PACK, data.draw(st.sampled_from([Stage.SCREENING, Stage.RUNNING])))
    for number in range(data.draw(st.integers(5, 25))):
        moment += timedelta(hours=data.draw(st.integers(0, 200)))
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
