"""What the register knows, nobody types; what people know beyond it stands; symptoms are for people to confirm."""

from datetime import date

import pytest

from armslength.register.domain import commands as ask
from armslength.register.domain.events import Stage
from armslength.register.domain.known import known_facts, profile_of
from armslength.register.domain.symptoms import symptoms
from tests.register.course import GRACE, TOM, Course, office, pack_version

NEW = ask.Open({}, pack_version())


def known(course: Course, day: str) -> dict[str, object]:
    return {name: given.value for name, given in known_facts(course.state, office(), date.fromisoformat(day)).items()}


@pytest.fixture
def new() -> Course:
    made = Course()
    made.on("2026-01-12", NEW)
    return made


@pytest.fixture
def running(new: Course) -> Course:
    """It was new here, and started on 2 February 2026."""
    new.sign("2026-01-20")
    new.on("2026-02-02", ask.Start(date(2026, 2, 2)))
    return new


@pytest.fixture
def older() -> Course:
    """It ran already, since 2024, when it was entered."""
    made = Course()
    made.on("2026-01-12", ask.Open({}, pack_version(), Stage.RUNNING, date(2024, 3, 1)))
    return made


def test_what_is_only_being_screened_is_new_and_nothing_went_wrong(new: Course) -> None:
    assert known(new, "2026-01-12") == {"stage": "new", "worst_incident": "none"}


def test_the_stage_the_first_day_and_the_last_review_follow_the_history(running: Course) -> None:
    first = {"stage": "running", "started_on": date(2026, 2, 2), "last_reviewed_on": date(2026, 2, 2)}
    assert known(running, "2026-02-02") == {**first, "worst_incident": "none"}
    running.on("2026-03-01", ask.HoldReview("monthly_check_in", date(2026, 3, 1), still_right="All is well."))
    assert known(running, "2026-03-01")["last_reviewed_on"] == date(2026, 2, 2), (
        "a check-in of leads is no joint review"
    )
    running.on("2026-05-04", ask.HoldReview("quarterly_review", date(2026, 5, 4), still_right="All is well."))
    assert known(running, "2026-05-04")["last_reviewed_on"] == date(2026, 5, 4)
    running.on("2026-06-01", ask.Pause(date(2026, 6, 1)))
    assert known(running, "2026-06-01")["stage"] == "paused"


def test_what_it_can_not_know_it_does_not_say(older: Course) -> None:
    """It was entered after two years: reviews and incidents of before are not in it."""
    assert known(older, "2026-01-12") == {"stage": "running", "started_on": date(2024, 3, 1)}
    older.on("2026-02-01", ask.RecordIncident(date(2026, 1, 30), "concern", "A door stood open."))
    assert known(older, "2026-02-01")["worst_incident"] == "concern"


def test_after_a_year_in_the_register_silence_means_that_nothing_went_wrong(older: Course) -> None:
    assert "worst_incident" not in known(older, "2027-01-12")
    assert known(older, "2027-01-13")["worst_incident"] == "none"


def test_a_worse_answer_of_people_stands_until_the_register_covers_the_year(older: Course) -> None:
    older.answer("2026-01-12", worst_incident="serious_harm_or_death")
    older.on("2026-02-01", ask.RecordIncident(date(2026, 1, 30), "concern", "A door stood open."))
    profile = profile_of(older.state, office(), date(2026, 2, 1))
    assert profile.answers["worst_incident"].value == "serious_harm_or_death"
    assert profile.answers["worst_incident"].by == TOM.name
    assert profile_of(older.state, office(), date(2027, 1, 13)).answers["worst_incident"].value == "concern"


def test_a_later_review_that_people_told_of_stands(older: Course) -> None:
    older.on("2026-02-01", ask.HoldReview("annual_evaluation", date(2026, 1, 20), still_right="All is well."))
    older.answer("2026-04-01", last_reviewed_on=date(2026, 3, 15))
    assert "last_reviewed_on" not in known(older, "2026-04-01")
    assert profile_of(older.state, office(), date(2026, 4, 1)).answers["last_reviewed_on"].value == date(2026, 3, 15)


def test_the_worst_incident_of_the_past_year_and_what_came_of_it(running: Course) -> None:
    record = ask.RecordIncident(date(2026, 3, 1), "harm", "Somebody fell.", involved_both=True)
    running.on("2026-03-02", record, ask.PassOnIncident("incident-1", "late"))
    running.on("2026-04-02", ask.RecordIncident(date(2026, 4, 1), "concern", "A door stood open.", involved_both=False))
    running.on("2026-04-02", ask.PassOnIncident("incident-2", "same_day"))
    hangs_on_it = {"worst_incident": "harm", "incident_passed_on": "late", "incident_involved_both": True}
    assert hangs_on_it.items() <= known(running, "2026-04-02").items()
    assert known(running, "2027-03-01")["worst_incident"] == "harm", "a year ago today is still the past year"
    assert known(running, "2027-03-02")["worst_incident"] == "concern"
    assert known(running, "2027-03-02")["incident_passed_on"] == "same_day"
    assert known(running, "2027-04-02")["worst_incident"] == "none"
    assert "incident_passed_on" not in known(running, "2027-04-02")


def test_actions_after_an_incident_count_once_they_are_closed_and_have_helped(running: Course) -> None:
    running.on("2026-03-02", ask.RecordIncident(date(2026, 3, 1), "harm", "Somebody fell."))
    assert "incident_actions_closed" not in known(running, "2026-03-02"), "no action is agreed: nothing is known"
    running.on("2026-03-02", ask.AgreeAction("A new handover", "Grace Obi", date(2026, 4, 1), after="incident-1"))
    assert known(running, "2026-03-02")["incident_actions_closed"] is False
    running.on("2026-04-01", ask.AttachEvidence("action-1", "The new sheet", "Grace Obi"))
    running.on("2026-04-01", ask.CloseAction("action-1", ("evidence-1",)))
    assert known(running, "2026-04-01")["incident_actions_closed"] is False, "nobody checked that it helped"
    running.on("2026-04-02", ask.AgreeAction("Check the handover", "Grace Obi", date(2026, 6, 1), after="incident-1"))
    running.on("2026-06-01", ask.AttachEvidence("action-2", "Two months of sheets", "Grace Obi"))
    running.on("2026-06-01", ask.CloseAction("action-2", ("evidence-2",), helped="Nothing was missed."))
    assert known(running, "2026-06-01")["incident_actions_closed"] is False, "the first one still was not checked"


def test_each_says_that_the_register_gave_it_and_what_it_rests_on(running: Course) -> None:
    given = known_facts(running.state, office(), date(2026, 2, 2))
    assert {each.by for each in given.values()} == {"register"}
    assert given["stage"].evidence == "In the register it is: Running."
    assert all(each.evidence for each in given.values())


def test_a_control_whose_evidence_has_ended_counts_as_missing_and_says_so(running: Course) -> None:
    running.set("2026-03-01", "baseline-measured", "in_place")
    running.on("2026-03-01", ask.AttachEvidence("baseline-measured", "The signed page", "Grace Obi", date(2026, 3, 31)))
    on_the_day = profile_of(running.state, office(), date(2026, 3, 31)).controls["baseline-measured"]
    after = profile_of(running.state, office(), date(2026, 4, 1)).controls["baseline-measured"]
    assert (on_the_day.value, after.value) == ("in_place", "missing")
    assert after.evidence == "The evidence that it is in place has ended."
    running.on("2026-04-02", ask.AttachEvidence("baseline-measured", "The new page", "Grace Obi"))
    assert profile_of(running.state, office(), date(2026, 4, 2)).controls["baseline-measured"].value == "in_place"


def test_a_waiver_changes_nothing_that_the_rules_see(running: Course) -> None:
    running.set("2026-03-01", "baseline-measured", "missing")
    before = profile_of(running.state, office(), date(2026, 3, 2))
    running.on("2026-03-02", ask.AskWaiver("baseline-measured", "Grace Obi", date(2026, 3, 31)), by=GRACE)
    running.on("2026-03-02", ask.ApproveWaiver("waiver-1"), by=TOM)
    waiver = running.state.waivers["waiver-1"]
    assert (waiver.holds(date(2026, 3, 31)), waiver.holds(date(2026, 4, 1))) == (True, False)
    assert profile_of(running.state, office(), date(2026, 3, 2)) == before


# ---- symptoms


def shown(course: Course, day: str) -> dict[str, tuple[object, int]]:
    return {
        each.symptom.question: (each.symptom.suggests, len(each.seen))
        for each in symptoms(course.state, office(), date.fromisoformat(day))
    }


def test_nothing_shows_where_nothing_happened(running: Course) -> None:
    assert shown(running, "2026-02-03") == {}


def test_actions_that_slip_twice_suggest_that_poor_work_is_let_pass(running: Course) -> None:
    for whom in ("college", "council"):
        running.on("2026-03-01", ask.AgreeAction(f"Write to the {whom}", "Grace Obi", date(2026, 3, 31)))
    assert shown(running, "2026-03-31") == {}
    running.on("2026-03-31", ask.ChangeAction("action-1", "Write to the college", "Grace Obi", date(2026, 5, 1)))
    assert shown(running, "2026-03-31") == {}, "one is not two"
    assert shown(running, "2026-04-01") == {"poor_work_unchallenged": (True, 2)}
    running.answer("2026-04-01", poor_work_unchallenged=False)
    assert shown(running, "2026-04-01") == {"poor_work_unchallenged": (True, 2)}
    running.answer("2026-04-02", poor_work_unchallenged=True)
    assert shown(running, "2026-04-02") == {}, "it is answered so: nothing is left to confirm"


def test_reviews_that_are_missed_suggest_that_they_are_not_clear(running: Course) -> None:
    for day in ("2026-04-02", "2026-08-01", "2026-12-10"):  # three months, four, and more than four
        running.on(day, ask.HoldReview("quarterly_review", date.fromisoformat(day), still_right="All is well."))
    assert shown(running, "2026-12-10") == {"reviews_are_clear": (False, 2)}


def test_recurring_incidents_suggest_that_the_risk_rises(running: Course) -> None:
    running.on("2026-03-02", ask.RecordIncident(date(2026, 3, 1), "concern", "A door stood open."))
    running.on("2026-06-02", ask.RecordIncident(date(2026, 6, 1), "concern", "It stood open again."))
    assert shown(running, "2026-06-02") == {"risk_is_rising": (True, 2)}
    assert shown(running, "2026-09-02") == {}, "the first lies more than six months back"


def test_reports_that_come_late_suggest_that_they_get_worse(running: Course) -> None:
    report = "quarterly-report-with-cases"
    running.on("2026-03-01", ask.AttachEvidence(report, "The first", "Grace Obi", date(2026, 3, 31)))
    running.on("2026-04-20", ask.AttachEvidence(report, "The second", "Grace Obi", date(2026, 6, 30)))
    assert shown(running, "2026-06-30") == {}
    assert shown(running, "2026-07-01") == {"reports_getting_worse": (True, 2)}


def test_a_symptom_changes_no_answer_and_no_result(running: Course) -> None:
    before = profile_of(running.state, office(), date(2026, 6, 2)).facts()
    running.on("2026-03-02", ask.AgreeAction("One", "Grace Obi", date(2026, 3, 3)))
    running.on("2026-03-02", ask.AgreeAction("Two", "Grace Obi", date(2026, 3, 3)))
    assert shown(running, "2026-06-02")
    assert profile_of(running.state, office(), date(2026, 6, 2)).facts() == before


def test_a_profile_is_in_the_order_of_names_whatever_was_answered_first(running: Course) -> None:
    """Its hash hangs on the order, and a table that was written of it would not be taken for the same."""
    running.answer("2026-03-01", people_served=12, evenings_or_weekends=True)
    profile = profile_of(running.state, office(), date(2026, 3, 2))
    for each in (profile.header, profile.answers, profile.controls):
        assert list(each) == sorted(each)
