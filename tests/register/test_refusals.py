# ruff: noqa: E501  one case a line, with the whole sentence that people read
"""What a command itself needs: each refusal with its code, and the words that people read."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from armslength.register.domain import commands as ask
from armslength.register.domain import events as happened
from armslength.register.domain.decide import decide
from armslength.register.domain.events import Event, Stage
from armslength.register.domain.making import Now
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.state import fold
from armslength.register.domain.wire import to_data
from tests.register.situations import ANN, BEN, CAT, NOW, PACK, TODAY, actor, at_stage, happen, history, later

YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
RUNNING = at_stage(Stage.RUNNING)


def refused(command: Any, state: Any = RUNNING, who: Any = CAT, why: str = "as agreed", now: Now = NOW) -> Refusal:
    answer = decide("one", state, command, actor(who), now, why)
    assert isinstance(answer, Refusal), answer
    return answer


SIGN: dict[str, Any] = {
    "as_of": TODAY,
    "assessment": "f" * 64,
    "pack": PACK,
    "declaration": "I agree.",
    "answers": {},
    "decisions": {},
    "rules": (),
    "seen": RUNNING.version,
}

CASES: list[tuple[str, Any, str]] = [
    ("empty", ask.AnswerQuestion("", True, seen=0), "Say which question it answers."),
    ("to-come", ask.AnswerQuestion("size", 1, 0, on=TOMORROW), "Nothing can be known from a day that has not come yet."),
    ("stale", ask.AnswerQuestion("size", 1, seen=1), "Nothing was said of this yet, so there is nothing to change. Read it again."),
    ("two-answers", ask.AnswerQuestion("size", 1, seen=0, text="One"), "It is answered in words, or by a choice, and not by both."),
    ("empty", ask.SetControl("", "missing", seen=0), "Say which control it is."),
    ("empty", ask.AttachEvidence("lock", " ", "Ann"), "Say what it is."),
    ("empty", ask.AttachEvidence("lock", "A photo", ""), "Say who looks after it."),
    ("past", ask.AttachEvidence("lock", "A photo", "Ann", YESTERDAY), "Its last day, 2026-05-03, is over, so it would not count."),
    ("done", ask.AttachEvidence("action-1", "A photo", "Ann Moss", later(60)), "The same is attached already, as `evidence-1`."),
    ("unknown", ask.RetireEvidence("evidence-9"), "There is no evidence named `evidence-9`."),
    ("stale", ask.Sign(**{**SIGN, "seen": 3}), "Ann Moss made an entry after you read it. Read what is new, assess it again, and sign."),
    ("other-pack", ask.Sign(**{**SIGN, "pack": happened.PackVersion("lending", "2", "c")}), "It was assessed under other rules than it is held to. Adopt them first."),
    ("to-come", ask.Sign(**{**SIGN, "as_of": TOMORROW}), "It was assessed as of 2026-05-05, a day that has not come yet."),
    ("empty", ask.Sign(**{**SIGN, "declaration": ""}), "Say what is declared."),
    ("no-answer", ask.HoldReview("yearly", TODAY), "Say in one sentence why all is still right, or change the answers that are not."),
    ("no-answer", ask.HoldReview("yearly", TODAY, still_right=" "), "Say in one sentence why all is still right, or change the answers that are not."),
    ("not-changed", ask.HoldReview("yearly", TODAY, changed=("size",)), "`size` was not answered since the last review. Answer it first."),
    ("to-come", ask.HoldReview("yearly", TOMORROW, "All is well."), "2026-05-05 has not come yet. Record the review when it was held."),
    ("wrong-day", ask.HoldReview("yearly", TODAY, "All is well.", next_on=TODAY), "The next review has to come after this one."),
    ("to-come", ask.RecordIncident(TOMORROW, "harm", "It fell."), "2026-05-05 has not come yet."),
    ("empty", ask.RecordIncident(TODAY, "harm", ""), "Say what happened."),
    ("done", ask.RecordIncident(date(2026, 4, 30), "harm", "It fell over."), "The same is recorded already, as `incident-1`. If it happened once more, say what was different."),
    ("unknown", ask.PassOnIncident("incident-9", "late"), "There is no incident named `incident-9`."),
    ("wrong-day", ask.PassOnIncident("incident-1", "late", on=date(2026, 4, 29)), "It was escalated on the day of the incident or later, and not after today."),
    ("unknown", ask.AgreeAction("Mend it", "Ann", TODAY, after="incident-9"), "There is no incident named `incident-9`."),
    ("unknown", ask.AgreeAction("Mend it", "Ann", TODAY, after="review-1"), "There is no review named `review-1`."),
    ("empty", ask.AgreeAction("Mend it", "", TODAY), "Say who will do it."),
    ("past", ask.AgreeAction("Mend it", "Ann", YESTERDAY), "2026-05-03 is over. Agree a day that is still to come."),
    ("done", ask.AgreeAction("Mend it", "Ben Okoro", later(14), "incident-1"), "The same is agreed already, as `action-1`."),
    ("unknown", ask.ChangeAction("action-9", "Mend it", "Ann", TODAY), "There is no action named `action-9`."),
    ("no-evidence", ask.CloseAction("action-1", ()), "An action is closed with evidence of it. Attach the evidence, and name it here."),
    ("unknown", ask.CloseAction("action-1", ("evidence-9",)), "There is no evidence named `evidence-9`."),
    ("empty", ask.AskWaiver("door", "", TODAY), "Say who carries the risk meanwhile."),
    ("past", ask.AskWaiver("door", "Ann", YESTERDAY), "2026-05-03 is over."),
    ("done", ask.AskWaiver("lock", "Ann", TODAY), "A waiver of this control is there already, through 2026-05-24."),
    ("unknown", ask.ApproveWaiver("waiver-9"), "There is no waiver named `waiver-9`."),
    ("done", ask.ApproveWaiver("waiver-2"), "It is approved already."),
    ("not-approved", ask.ExtendWaiver("waiver-1", later(40)), "It was never approved, so there is nothing to extend."),
    ("wrong-day", ask.ExtendWaiver("waiver-2", later(20)), "It holds through 2026-05-24 already. Name a later day."),
    ("empty", ask.SendQuestion("size", "How large is it?", ""), "Say whom it goes to."),
    ("unknown", ask.ProposeAnswer("question-9", 1), "No question named `question-9` was sent."),
    ("done", ask.AdoptPack(PACK, shown=True), "It is held to these rules already."),
    ("not-shown", ask.AdoptPack(happened.PackVersion("lending", "2", "c"), shown=False), "First look at what other rules change for it."),
    ("to-come", ask.Pause(TOMORROW), "2026-05-05 has not come yet. Record it when it has happened."),
    ("wrong-day", ask.Pause(date(2026, 4, 1)), "It has stood as it stands since 2026-05-01. Name that day, or a later one."),
    ("wrong-day", ask.Pause(TODAY, until=TODAY), "It has to go on after the day on which it was paused."),
    ("past", ask.RefreshScope("Only small ones", YESTERDAY), "2026-05-03 is over, and the start-up checks come before it."),
    ("empty", ask.Share("An inspector", (), later(7)), "Say what it shows."),
    ("unknown", ask.RevokeShare("share-9"), "Nothing named `share-9` is shared."),
    ("unknown", ask.ErasePersonalText(99, ("why",)), "The history has no entry 99; it has 15."),
    ("unknown", ask.ErasePersonalText(2, ("body.question",)), "Entry 2 has no text about a person at `body.question`."),
    ("unknown", ask.ErasePersonalText(2, ("body.source",)), "Entry 2 has no text about a person at `body.source`."),
    ("empty", ask.ErasePersonalText(2, ()), "Say which texts to erase."),
    ("empty", ask.Note("  "), "Say what to note."),
    ("no-text", ask.Note("\ud800"), "`says` holds a broken character. Type it again."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "command", "reason"), CASES, ids=lambda each: str(each)[:40])
def test_what_is_lacking_is_said(code: str, command: Any, reason: str) -> None:
    found = refused(command)
    assert (found.code, found.reason) == (code, reason)


def test_a_stale_answer_is_refused_with_both_texts_and_the_name_of_who_was_first() -> None:
    found = refused(ask.AnswerQuestion("colour", "blue", seen=0, evidence="I looked."))
    assert found.code == "stale"
    assert found.reason == (
        "Ann Moss answered this on 2026-05-01, after you read it. Theirs: red (Ann said so.). Yours: blue (I looked.). "
        "Nothing was changed. Read theirs, and answer again if yours is still right."
    )
    assert found.theirs is not None
    assert (found.theirs.value, found.theirs.by, found.theirs.version) == ("red", ANN, 1)


def test_a_version_that_never_was_is_said_to_be_none() -> None:
    """Nobody answered it meanwhile, so nobody may be said to have done so."""
    found = refused(ask.AnswerQuestion("colour", "blue", seen=9))
    assert found.reason.startswith("There is no version 9 of this; the last is version 1. Theirs: red (Ann said so.).")


def test_one_person_in_two_windows_is_refused_the_second_time_too() -> None:
    first = decide("one", RUNNING, ask.AnswerQuestion("colour", "blue", seen=1), actor(), NOW)
    assert not isinstance(first, Refusal)
    found = refused(ask.AnswerQuestion("colour", "green", seen=1), fold([*RUNNING.history, *first]))
    assert found.code == "stale"


def test_a_proposal_is_accepted_only_over_what_was_read() -> None:
    """Somebody answered the question itself meanwhile."""
    state = fold([*RUNNING.history, *happen(happened.Answered("size", 1, 14))])
    assert refused(ask.AcceptAnswer("question-1", seen=0), state).code == "stale"


def test_an_accepted_proposal_becomes_the_answer() -> None:
    made = decide("one", RUNNING, ask.AcceptAnswer("question-1", seen=0), actor(), NOW)
    assert not isinstance(made, Refusal)
    kept = fold([*RUNNING.history, *made]).current("size")
    assert kept is not None
    assert (kept.value, kept.known, kept.source, kept.on, kept.by) == (12, "told", "Dan Hay", TODAY, CAT)


@pytest.mark.parametrize("name", ["Ann Moss", "ann  moss", " ANN MOSS "])
def test_who_asked_for_a_waiver_neither_approves_nor_extends_it(name: str) -> None:
    me = happened.Person(name, "manager")
    approve = refused(ask.ApproveWaiver("waiver-1"), who=me)
    extend = refused(ask.ExtendWaiver("waiver-2", later(40)), who=me)
    assert {approve.code, extend.code} == {"same-person"}
    assert approve.reason == "Ann Moss asked for it, so somebody else has to approve it."


def test_a_waiver_can_be_approved_on_its_last_day_and_not_after() -> None:
    last = Now(datetime(2026, 5, 24, 20, 0, tzinfo=UTC), date(2026, 5, 24))
    after = Now(datetime(2026, 5, 25, 8, 0, tzinfo=UTC), date(2026, 5, 25))
    assert not isinstance(decide("one", RUNNING, ask.ApproveWaiver("waiver-1"), actor(BEN), last), Refusal)
    assert refused(ask.ApproveWaiver("waiver-1"), now=after).reason == "This waiver has ended. Ask for a new one."


@pytest.mark.parametrize("command", [ask.AskWaiver("door", "Ann", TODAY), ask.ErasePersonalText(2, ("body.evidence",))])
def test_what_needs_a_reason_is_refused_without(command: Any) -> None:
    assert refused(command, why=" ").code == "empty"


def test_an_action_closes_only_with_evidence_that_still_counts() -> None:
    late = Now(datetime(2026, 8, 1, 9, 0, tzinfo=UTC), date(2026, 8, 1))
    found = refused(ask.CloseAction("action-1", ("evidence-1",)), now=late)
    assert found.reason == "`evidence-1` does not count any more, so it can't close an action."


def test_a_review_with_an_answer_that_was_changed_needs_no_sentence() -> None:
    made = decide("one", RUNNING, ask.HoldReview("yearly", TODAY, changed=("colour",)), actor(), NOW)
    assert not isinstance(made, Refusal)
    state = fold([*RUNNING.history, *made])
    assert refused(ask.HoldReview("monthly", TODAY, changed=("colour",)), state).code == "not-changed"
    assert refused(ask.HoldReview("yearly", TODAY, "All is well."), state).code == "done"


def test_a_clock_that_was_set_back_is_refused() -> None:
    earlier = Now(datetime(2026, 4, 1, 9, 0, tzinfo=UTC), date(2026, 4, 1))
    found = refused(ask.Note("All is well."), now=earlier)
    assert found.code == "clock"
    assert found.reason == (
        "This computer's clock says 2026-04-01T09:00+00:00, and the last entry is of 2026-05-01T09:00+00:00. "
        "Set the clock right, and try again."
    )


def test_an_answer_in_words_can_be_erased_and_is_not_known_then() -> None:
    command = ask.AnswerQuestion("wanted_for", None, seen=0, text="For Noor's grandmother")
    made = decide("one", RUNNING, command, actor(), NOW)
    assert not isinstance(made, Refusal)
    assert b"Noor" not in to_data(made[0]).bytes
    state = fold([*RUNNING.history, *made])
    assert state.answers["wanted_for"][0].text == "For Noor's grandmother"
    assert (
        "Theirs: For Noor's grandmother. Yours: For Ann."
        in refused(ask.AnswerQuestion("wanted_for", None, seen=0, text="For Ann"), state).reason
    )
    erased = decide("one", state, ask.ErasePersonalText(state.version, ("body.text",)), actor(), NOW, "asked by Noor")
    assert not isinstance(erased, Refusal)
    assert "Noor's" not in repr(fold([*state.history, *erased]))


def test_the_day_is_that_of_the_place_and_not_of_greenwich() -> None:
    """Half past eleven at night in March is the next day already in London's summer."""
    late = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)
    assert Now.of(late, ZoneInfo("Europe/London")) == Now(late, date(2026, 4, 1))
    assert Now.of(datetime(2026, 1, 31, 23, 30, tzinfo=UTC), ZoneInfo("Europe/London")).today == date(2026, 1, 31)
    with pytest.raises(ValueError, match="a moment needs a time zone"):
        Now.of(datetime(2026, 3, 31, 23, 30), ZoneInfo("Europe/London"))


def test_an_erased_text_is_in_no_value_and_can_not_be_erased_twice() -> None:
    made = decide("one", RUNNING, ask.ErasePersonalText(2, ("body.evidence", "why")), actor(), NOW, "asked by Ann")
    assert not isinstance(made, Refusal)
    state = fold([*RUNNING.history, *made])
    assert "Ann said so." in repr(RUNNING)
    assert "Ann said so." not in repr(state)
    assert state.answers["colour"][0].evidence == "[erased]"
    assert state.answers["colour"][0].value == "red"
    assert refused(ask.ErasePersonalText(2, ("why",)), state).code == "done"


def test_an_entry_starts_at_no_later_stage_and_with_no_day_to_come() -> None:
    nothing = fold([])
    for stage in (Stage.DECIDED, Stage.STARTING, Stage.ENDING, Stage.ENDED):
        assert refused(ask.Open({}, PACK, stage), nothing).code == "wrong-stage"
    assert refused(ask.Open({}, PACK, Stage.RUNNING, TOMORROW), nothing).code == "to-come"
    assert refused(ask.Open({}, PACK, since=TODAY), nothing).code == "wrong-day"


WHY_NOT = [
    (Stage.SCREENING, ask.Start(TODAY), "Nobody has signed the decision yet. Sign it first."),
    (Stage.RUNNING, ask.End(TODAY), "People may rely on it. Close it down first, and end it when that is done."),
    (Stage.ENDED, ask.AnswerQuestion("colour", "blue", 1), "It is closed down. A note can still be written, and what comes to light recorded."),
    (None, ask.Note("x"), "It is not in the register. Open it first."),
]  # fmt: skip


@pytest.mark.parametrize(("stage", "command", "reason"), WHY_NOT)
def test_the_way_out_is_named(stage: Stage | None, command: Any, reason: str) -> None:
    assert refused(command, at_stage(stage)).reason == reason


def test_nothing_is_made_where_something_is_refused() -> None:
    """A state is a value: what was refused leaves it as it was."""
    before: list[Event] = history(Stage.RUNNING)
    state = fold(before)
    for _, command, _ in CASES:
        refused(command, state)
    assert state == fold(before)
