"""What falls due over the time of one arrangement. The days are worked out by hand from what the documents ask."""

from datetime import date

import pytest

from armslength.register.domain import commands as ask
from armslength.register.domain.due import DueKind
from armslength.register.domain.events import Stage
from engine.rulebase.facts import Members
from tests.register.course import GRACE, TOM, Course, example, office, pack_version

NEW = ask.Open({}, pack_version())


@pytest.fixture
def course() -> Course:
    """A new arrangement at enhanced oversight: monthly, quarterly and yearly reviews, and an early one."""
    made = Course()
    made.enter("2026-01-12", example("job-course-on-their-terms"), NEW)
    made.set("2026-01-19", "review-dates-fixed", "in_place")
    made.sign("2026-01-20")
    return made


@pytest.fixture
def running(course: Course) -> Course:
    """It starts on Monday, 2 February 2026."""
    course.on("2026-01-20", ask.Prepare(date(2026, 2, 2)))
    course.on("2026-02-02", ask.Start(date(2026, 2, 2)))
    return course


def test_nothing_is_due_of_what_has_not_started(course: Course) -> None:
    assert course.dates("2026-01-31") == {}


def test_reviews_are_counted_from_the_first_day_and_the_early_one_books_itself(running: Course) -> None:
    """Monthly, quarterly and yearly from 2 February; the early review six weeks after it."""
    assert running.dates("2026-02-02") == {
        "review/monthly_check_in": "2026-03-02",
        "early_review/early_review": "2026-03-16",
        "review/quarterly_review": "2026-05-02",
        "review/annual_evaluation": "2027-02-02",
    }


def test_each_line_names_the_rules_that_set_it_and_what_they_cite(running: Course) -> None:
    lines = {each.name: each for each in running.due("2026-02-02")}
    assert "quarterly-look-at-results" in lines["quarterly_review"].set_by.rules
    assert lines["monthly_check_in"].set_by.rules == ("monthly-working-meeting",)
    assert "sp.review-quarterly" in lines["quarterly_review"].set_by.cites
    assert lines["early_review"].set_by.rules == ("first-look-back-when-new",)
    assert "cm.mob-early-review" in lines["early_review"].set_by.cites
    assert all(each.set_by.rules or each.set_by.person for each in lines.values())


def test_a_day_is_overdue_from_the_day_after(running: Course) -> None:
    assert running.dates("2026-05-02")["review/quarterly_review"] == "2026-05-02"
    assert running.dates("2026-05-03")["review/quarterly_review"] == "2026-05-02 overdue"


def test_a_review_that_was_held_counts_from_that_day_and_nothing_else_moves(running: Course) -> None:
    before = running.dates("2026-04-20")
    running.on("2026-04-20", ask.HoldReview("quarterly_review", date(2026, 4, 20), still_right="Nothing has changed."))
    assert running.dates("2026-04-20") == {**before, "review/quarterly_review": "2026-07-20"}


def test_the_day_that_people_fixed_stands_before_the_rhythm_and_names_them(running: Course) -> None:
    held = ask.HoldReview(
        "quarterly_review", date(2026, 4, 20), still_right="Nothing has changed.", next_on=date(2026, 7, 6)
    )
    running.on("2026-04-20", held, by=GRACE)
    line = next(each for each in running.due("2026-04-21") if each.name == "quarterly_review")
    assert (line.on, line.set_by.person, line.set_by.rules) == (date(2026, 7, 6), GRACE, ())


def test_the_early_review_is_done_once(running: Course) -> None:
    running.on("2026-03-10", ask.HoldReview("early_review", date(2026, 3, 10), still_right="It works."))
    assert "early_review/early_review" not in running.dates("2026-03-11")


def test_what_was_decided_without_an_early_review_books_none() -> None:
    """It ran already when it was entered, and was never new here."""
    made = Course()
    already = ask.Open({}, pack_version(), Stage.RUNNING, date(2025, 9, 1))
    made.enter("2026-01-12", example("job-course-on-their-terms"), already)
    assert not [key for key in made.dates("2026-01-12") if key.startswith("early")]


def test_a_changed_answer_brings_the_next_review_forward_and_says_by_which_rule(running: Course) -> None:
    """Needs that have changed call for a review within two weeks; from 1 April, that is 15 April."""
    others = frozenset({"staffing", "commissioning_priorities", "money", "the_work"})
    changes = Members(frozenset({"needs"}), others)
    running.answer("2026-03-01", changes_since_agreed=Members(frozenset(), others | {"needs"}))
    assert "review/review_now" not in running.dates("2026-03-01")
    running.answer("2026-04-01", changes_since_agreed=changes)
    line = next(each for each in running.due("2026-04-01") if each.name == "review_now")
    assert (line.on, line.set_by.rules) == (date(2026, 4, 15), ("change-calls-for-a-look",))
    assert "sp.adaptive-governance" in line.set_by.cites
    running.answer("2026-04-10", changes_since_agreed=changes)
    assert running.dates("2026-04-10")["review/review_now"] == "2026-04-15"  # the same answer again moves no day
    running.on("2026-04-13", ask.HoldReview("review_now", date(2026, 4, 13), still_right="Sessions are shorter now."))
    assert "review/review_now" not in running.dates("2026-04-13")


def test_joint_learning_after_an_incident_of_both_until_it_is_done(running: Course) -> None:
    """A month after the incident of 10 June."""
    running.on(
        "2026-06-11", ask.RecordIncident(date(2026, 6, 10), "concern", "A door was left open.", involved_both=True)
    )
    line = next(each for each in running.due("2026-06-11") if each.kind is DueKind.LEARNING)
    assert (line.on, line.set_by.rules) == (date(2026, 7, 10), ("learn-together-after-an-incident",))
    running.set("2026-07-01", "joint-learning-review", "in_place")
    assert not [key for key in running.dates("2026-07-01") if key.startswith("learning")]
    running.on("2026-08-03", ask.RecordIncident(date(2026, 8, 1), "concern", "It stood open.", involved_both=True))
    assert running.dates("2026-08-03")["learning/joint-learning-review"] == "2026-09-01"


def test_an_incident_of_one_side_alone_asks_for_no_joint_learning(running: Course) -> None:
    running.on("2026-06-11", ask.RecordIncident(date(2026, 6, 10), "concern", "A fall.", involved_both=False))
    assert not [key for key in running.dates("2026-06-11") if key.startswith("learning")]
    running.on("2026-06-21", ask.RecordIncident(date(2026, 6, 20), "harm", "A burn.", involved_both=True))
    lines = [each for each in running.due("2026-06-21") if each.kind is DueKind.LEARNING]
    assert [(each.key, each.on) for each in lines] == [("learning/joint-learning-review/incident-2", date(2026, 7, 20))]


def test_an_incident_brings_the_next_review_forward_and_says_by_which_rule(running: Course) -> None:
    """Within two weeks of the first incident since both sides last reviewed the work together."""

    def now(day: str) -> list[tuple[date | None, tuple[str, ...], int]]:
        return [(each.on, each.set_by.rules, each.event) for each in running.due(day) if each.name == "review_now"]

    by = ("actions-after-an-incident",)
    running.on("2026-06-01", ask.HoldReview("quarterly_review", date(2026, 6, 1), still_right="All is as agreed."))
    running.on("2026-06-20", ask.RecordIncident(date(2026, 6, 20), "concern", "A cut."))
    first = running.state.version
    running.on("2026-06-25", ask.RecordIncident(date(2026, 6, 24), "harm", "A burn."))
    assert now("2026-06-25") == [(date(2026, 7, 4), by, first)], "the second one moves nothing"
    (line,) = [each for each in running.due("2026-06-25") if each.name == "review_now"]
    assert {"sp.eg-incident-actions", "ours.times"} <= set(line.set_by.cites)
    running.on("2026-06-26", ask.HoldReview("monthly_check_in", date(2026, 6, 26), still_right="We spoke of it."))
    assert now("2026-06-26") == [(date(2026, 7, 4), by, first)], "a check-in is no review of both sides"
    running.on("2026-06-30", ask.HoldReview("quarterly_review", date(2026, 6, 30), still_right="It is agreed."))
    assert now("2026-06-30") == []
    running.on("2026-07-10", ask.RecordIncident(date(2026, 7, 10), "concern", "A cut again."))
    assert now("2026-07-10") == [(date(2026, 7, 24), by, running.state.version)]


def test_what_people_agreed_stands_with_their_day_and_name(running: Course) -> None:
    """Until 31 March includes the 31st."""
    last = date(2026, 3, 31)
    running.on("2026-03-01", ask.AgreeAction("Write to the college", "Grace Obi", last), by=GRACE)
    running.on("2026-03-01", ask.AskWaiver("review-dates-fixed", "Grace Obi", last), by=GRACE)
    running.on("2026-03-02", ask.ApproveWaiver("waiver-1"), by=TOM)
    running.on("2026-03-02", ask.AttachEvidence("baseline-measured", "The signed page", "Grace Obi", last), by=GRACE)
    running.on("2026-03-02", ask.SendQuestion("people_served", "How many people come?", "The tutor", last), by=GRACE)
    agreed = ("action/action-1", "waiver/waiver-1", "evidence/evidence-1", "question/question-1")
    on_the_day, after = running.dates("2026-03-31"), running.dates("2026-04-01")
    assert [on_the_day[each] for each in agreed] == ["2026-03-31"] * 4
    assert [after[each] for each in agreed] == ["2026-03-31 overdue"] * 4
    people = {
        each.name: each.set_by.person for each in running.due("2026-03-31") if f"{each.kind}/{each.name}" in agreed
    }
    assert people == {"action-1": GRACE, "waiver-1": TOM, "evidence-1": GRACE, "question-1": GRACE}


def test_what_was_done_is_not_due(running: Course) -> None:
    last = date(2026, 3, 31)
    running.on("2026-03-01", ask.AgreeAction("Write to the college", "Grace Obi", last))
    running.on("2026-03-01", ask.AttachEvidence("action-1", "The letter", "Grace Obi"))
    running.on("2026-03-02", ask.CloseAction("action-1", ("evidence-1",)))
    running.on("2026-03-02", ask.AskWaiver("baseline-measured", "Grace Obi", last))
    running.on("2026-03-03", ask.EndWaiver("waiver-1"))
    running.on("2026-03-03", ask.AttachEvidence("baseline-measured", "The old page", "Grace Obi", last))
    running.on("2026-03-04", ask.AttachEvidence("baseline-measured", "The new page", "Grace Obi", date(2026, 12, 31)))
    running.on("2026-03-04", ask.SendQuestion("people_served", "How many people come?", "The tutor", last))
    running.on("2026-03-05", ask.ProposeAnswer("question-1", 12))
    agreed = {key: day for key, day in running.dates("2026-03-06").items() if not key.startswith(("review", "early"))}
    assert agreed == {"evidence/evidence-3": "2026-12-31"}


def test_a_question_without_a_day_is_never_overdue(running: Course) -> None:
    running.on("2026-03-04", ask.SendQuestion("people_served", "How many people come?", "The tutor"))
    assert running.dates("2030-01-01")["question/question-1"] == "no day"


def test_the_scope_comes_before_the_checks_that_are_repeated_for_it(running: Course) -> None:
    """The scope within a month of the answer, then the checks within six weeks of it; in that order."""
    running.answer("2026-09-01", service_still_fits=False, risk_is_rising=False, mobilised_before=True)
    lines = [each for each in running.due("2026-09-01") if each.kind in (DueKind.SCOPE, DueKind.START_AGAIN)]
    assert [(each.name, each.on) for each in lines] == [
        ("scope-refreshed", date(2026, 10, 1)),
        ("start-gone-through-again", date(2026, 10, 13)),
    ]
    assert lines[1].after == lines[0].key
    assert lines[0].set_by.rules == ("work-no-longer-fits",)
    running.on("2026-09-20", ask.RefreshScope("Interviews, no longer letters", date(2026, 11, 2)), by=GRACE)
    (line,) = [each for each in running.due("2026-09-20") if each.kind in (DueKind.SCOPE, DueKind.START_AGAIN)]
    assert (line.name, line.on, line.set_by.person) == ("start-gone-through-again", date(2026, 11, 2), GRACE)
    running.set("2026-10-30", "start-gone-through-again", "in_place")
    assert not [each for each in running.due("2026-10-30") if each.kind in (DueKind.SCOPE, DueKind.START_AGAIN)]


def test_while_it_is_paused_no_review_is_due_and_the_checks_wait_for_its_return(running: Course) -> None:
    running.on("2026-06-01", ask.Pause(date(2026, 6, 1), until=date(2026, 9, 1)), by=GRACE)
    assert running.dates("2026-06-01") == {"start_again/start-gone-through-again": "2026-09-01"}
    running.on("2026-06-02", ask.Resume(date(2026, 6, 2)))
    running.on("2026-06-03", ask.Pause(date(2026, 6, 3)), by=GRACE)
    assert running.dates("2026-12-01") == {"start_again/start-gone-through-again": "no day"}


def test_no_review_is_due_of_what_is_closed_down(running: Course) -> None:
    running.on("2026-06-01", ask.WindDown(date(2026, 6, 30)))
    running.on("2026-06-01", ask.AgreeAction("Give the files back", "Grace Obi", date(2026, 7, 14)))
    assert running.dates("2026-06-01") == {"action/action-1": "2026-07-14"}


def test_lines_run_by_day_and_those_without_one_come_last(running: Course) -> None:
    running.on("2026-03-04", ask.SendQuestion("people_served", "How many people come?", "The tutor"))
    lines = running.due("2026-03-04")
    assert len({each.key for each in lines}) == len(lines)
    days = [each.on or date.max for each in lines]
    assert days == sorted(days)
    assert days[-1] == date.max


def test_the_key_of_a_line_stays_while_its_day_moves_and_ends_with_what_was_done(running: Course) -> None:
    def key() -> str:
        return next(each.key for each in running.due("2026-04-21") if each.name == "quarterly_review")

    first = key()
    running.on("2026-04-20", ask.AgreeAction("Something", "Grace Obi", date(2026, 5, 1)))
    assert key() == first
    running.on("2026-04-20", ask.HoldReview("quarterly_review", date(2026, 4, 20), still_right="Nothing has changed."))
    assert key() != first


def test_the_rhythms_are_those_of_the_documents() -> None:
    values = office().base.decisions["reviews"].values
    assert (values["monthly_check_in"].cadence, values["quarterly_review"].cadence) == ("P1M", "P3M")
    assert (values["annual_evaluation"].cadence, values["early_review"].deadline) == ("P1Y", "P6W")
