"""Incidents: recorded, passed on, and linked to what was agreed, what has to be in place, and what is decided."""

from datetime import timedelta
from pathlib import Path

import pytest

from armslength.register.domain.commands import AgreeAction, PassOnIncident, RecordIncident
from armslength.register.exchange.telling import assessed
from tests.web.answers import words_of
from tests.web.at_hand import NOW, OFFICE, Browser
from tests.web.running import NEW, PAYLOAD, RUNS, a_running_browser, entered
from tests.web.shipped import folded, hidden_in

HERE = f"/s/{RUNS}/incidents"
PASSED = f"{HERE}/incident-1/passed-on"
TODAY = NOW.date()
FALL = {"on": "1 3 2027", "severity": "harm", "says": "A fall on the stairs.", "both": "yes"}


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return a_running_browser(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """For what is refused: it leaves the register as it was."""
    browser = a_running_browser(tmp_path_factory.mktemp("shared"))
    browser.post(HERE, FALL)
    return browser


def test_an_incident_is_recorded_and_followed_to_what_comes_of_it(browser: Browser) -> None:
    assert browser.post(HERE, FALL) == f"{HERE}?done=incident_recorded"
    said = browser.desk.register.state(RUNS).incidents["incident-1"].said
    assert (said.on, said.severity, said.says, said.involved_both) == (
        TODAY - timedelta(days=2),
        "harm",
        "A fall on the stairs.",
        True,
    )
    page = browser.get(HERE)
    words = words_of(page)
    assert "1 March 2027 · Somebody was hurt or was put at risk A fall on the stairs." in words
    assert "People from both sides were in it. Nobody has said yet how soon it was escalated." in words
    assert f'href="/s/{RUNS}/actions?after=incident-1#agree"' in page
    state = browser.desk.register.state(RUNS)
    result = assessed(state, OFFICE, TODAY)
    because = {each.name for each in result.assessment.rules if "worst_incident" in each.facts}
    asked = [each.name for each in result.assessment.controls if because & set(each.rules)]
    assert asked
    assert all(f'href="/s/{RUNS}/controls/{name}"' in page for name in asked)
    assert f'href="/s/{RUNS}/why/oversight"' in page


def test_learning_together_is_due_by_the_rule_that_says_so(browser: Browser) -> None:
    """One month from the day of the incident: `joint-learning-review` has the deadline P1M."""
    browser.post(HERE, FALL)
    said = words_of(browser.get(HERE))
    assert "To be learned together 1 April 2027" in said
    assert folded(OFFICE.base.controls["joint-learning-review"].title) in said


def test_how_it_was_passed_on_is_said_and_whoever_did_so_at_once_is_thanked(browser: Browser) -> None:
    browser.post(HERE, FALL)
    seen = hidden_in(browser.get(HERE), PASSED)
    typed = {"how_soon.incident-1": "same_day", "to.incident-1": "The council", "passed_day.incident-1": "1 March 2027"}
    to = browser.post(PASSED, {**seen, **typed})
    assert to == f"{HERE}?done=passed_on_at_once#incident-1"
    said = words_of(browser.get(to))
    assert "thank whoever did that" in said
    assert "Escalated: The same day. To: The council. On 1 March 2027." in said
    row = browser.get(f"{HERE}.csv").splitlines()[1]
    assert row.startswith(
        "incident-1,2027-03-01,Somebody was hurt or was put at risk,A fall on the stairs.,Yes,The same day,The council,"
    )


def test_what_somebody_else_said_meanwhile_is_shown_and_nothing_is_overwritten(browser: Browser) -> None:
    browser.post(HERE, FALL)
    seen = hidden_in(browser.get(HERE), PASSED)
    entered(browser, PassOnIncident("incident-1", "late", "The council"))
    page = browser.post(PASSED, {**seen, "how_soon.incident-1": "same_day", "to.incident-1": "Their lead"}, 409)
    assert "Somebody else said meanwhile how it was escalated" in words_of(page)
    assert "Escalated: Later than that." in words_of(page)
    assert "Their lead" in page
    passed = browser.desk.register.state(RUNS).incidents["incident-1"].passed_on
    assert passed is not None
    assert passed.how_soon == "late"


@pytest.mark.parametrize(
    ("typed", "status", "says"),
    [
        ({"on": ""}, 422, "Say when it happened."),
        ({"on": "soon"}, 422, "soon"),
        ({"on": "4 March 2027"}, 409, "4 March 2027 has not come yet."),
        ({"severity": ""}, 422, "Say how serious it was."),
        ({"severity": "none"}, 422, "Say how serious it was."),
        ({"severity": PAYLOAD}, 422, "Say how serious it was."),
        ({"says": "  "}, 422, "Say what happened."),
        ({"says": "x" * 4001}, 422, "4,000"),
    ],
)
def test_what_can_not_be_recorded_is_refused_in_words_and_kept(
    shared: Browser, typed: dict[str, str], status: int, says: str
) -> None:
    page = shared.post(HERE, {**FALL, **typed}, status)
    assert says in words_of(page)
    assert len(shared.desk.register.state(RUNS).incidents) == 1
    kept = {**FALL, **typed}
    assert kept["on"] in page
    assert kept["says"].strip()[:30] in page


@pytest.mark.parametrize(
    ("typed", "status", "says"),
    [
        ({"how_soon.incident-1": ""}, 422, "Say how soon it was escalated."),
        ({"how_soon.incident-1": "never"}, 422, "Say how soon it was escalated."),
        (
            {"how_soon.incident-1": "late", "passed_day.incident-1": "28 February 2027"},
            409,
            "on the day of the incident",
        ),
        ({"how_soon.incident-1": "late", "passed_day.incident-1": "4 March 2027"}, 409, "not after today"),
    ],
)
def test_what_can_not_be_said_of_it_is_refused_in_words(
    shared: Browser, typed: dict[str, str], status: int, says: str
) -> None:
    page = shared.post(PASSED, {"seen": "0", "to.incident-1": "The council", **typed}, status)
    assert says in words_of(page)
    assert 'value="The council"' in page
    assert shared.desk.register.state(RUNS).incidents["incident-1"].passed_on is None


def test_before_the_start_there_is_nothing_to_record(browser: Browser) -> None:
    page = browser.get(f"/s/{NEW}/incidents")
    assert "What happened before it started belongs in the answers about the past year." in page
    assert "It has not started." in browser.post(f"/s/{NEW}/incidents", FALL, 409)


def test_a_reader_reads_and_records_nothing(browser: Browser) -> None:
    entered(browser, RecordIncident(TODAY, "harm", "A fall."), AgreeAction("A rail", "Ann", TODAY, "incident-1"))
    page = browser.as_("reader").get(HERE)
    assert "A fall." in page
    assert f'href="/s/{RUNS}/actions#action-1"' in page
    assert 'action="/s/' not in page
    assert "/actions?after" not in page
    for address in (HERE, PASSED):
        assert "This is not yours to do" in browser.post(address, FALL, 403)


def test_what_was_written_is_shown_as_text(browser: Browser) -> None:
    entered(browser, RecordIncident(TODAY, "harm", PAYLOAD), PassOnIncident("incident-1", "late", PAYLOAD))
    entered(browser, AgreeAction(PAYLOAD, PAYLOAD, TODAY, "incident-1"))
    page = browser.get(HERE)
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)") >= 4
    assert "{{ 7 * 7 }}" in page


def test_there_is_nothing_at_an_incident_that_is_not_there(browser: Browser) -> None:
    browser.post(f"{HERE}/incident-9/passed-on", {"how_soon.incident-9": "late"}, 404)
    browser.get("/s/nobody/incidents", 404)
