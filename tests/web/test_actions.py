"""Actions: agreed, changed, closed with evidence; overdue from the day after their last."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from armslength.register.domain.commands import AgreeAction, AttachEvidence, ChangeAction, HoldReview, RecordIncident
from armslength.register.domain.events import ActionClosed
from armslength.register.store.reception.reception import reception_of
from tests.web.answers import words_of
from tests.web.at_hand import HERE as ORIGIN
from tests.web.at_hand import NOW, Browser
from tests.web.running import PAYLOAD, RUNS, a_running_browser, entered
from tests.web.shipped import hidden_in

HERE = f"/s/{RUNS}/actions"
ONE, CLOSE = f"{HERE}/action-1", f"{HERE}/action-1/close"
TODAY = NOW.date()
RAIL = {"says": "Put up a rail", "owner": "Service manager", "until": "31 March 2027"}
SHOWN = {"shown.action-1": "A picture of the rail", "keeper.action-1": "Service manager"}


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return a_running_browser(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """For what is refused: it leaves the register as it was."""
    browser = a_running_browser(tmp_path_factory.mktemp("shared"))
    browser.post(HERE, RAIL)
    return browser


def closed(browser: Browser, typed: dict[str, object], status: int = 303) -> str:
    seen = hidden_in(browser.get(HERE), CLOSE)
    return browser.post(CLOSE, {**seen, **typed}, status)


def test_an_incident_leads_to_a_closed_action(browser: Browser) -> None:
    entered(browser, RecordIncident(TODAY, "harm", "A fall on the stairs."))
    page = browser.get(f"{HERE}?after=incident-1")
    assert '<option value="incident-1" selected>' in page
    assert browser.post(HERE, {**RAIL, "after": "incident-1"}) == f"{HERE}?done=action_agreed"
    said = words_of(browser.get(HERE))
    assert "Put up a rail By 31 March 2027 Service manager does it. Agreed by Ann Moss on 3 March 2027." in said
    assert "Follows: Incident of 3 March 2027" in said
    assert "Put up a rail" in words_of(browser.get(f"/s/{RUNS}/incidents"))
    assert closed(browser, {**SHOWN, "helped.action-1": "Nobody fell."}) == f"{HERE}?done=action_closed#action-1"
    action = browser.desk.register.state(RUNS).actions["action-1"]
    assert action.closed is not None
    assert action.closed.body == ActionClosed("action-1", ("evidence-1",), "Nobody fell.")
    said = words_of(browser.get(HERE))
    assert "Nothing is to be done." in said
    assert "Checked that it helped: Nobody fell." in said
    assert "A picture of the rail. Looked after by Service manager." in said


def test_it_is_overdue_from_the_day_after_its_last(browser: Browser) -> None:
    browser.post(HERE, RAIL)
    browser.clock.now = NOW.replace(month=3, day=31)
    assert "Overdue" not in words_of(browser.get(HERE))
    browser.clock.now += timedelta(days=1)
    assert "Overdue since 31 March 2027" in words_of(browser.get(HERE))


def test_it_is_agreed_anew_and_says_what_was_agreed_first(browser: Browser) -> None:
    browser.post(HERE, RAIL)
    seen = hidden_in(browser.get(HERE), ONE)
    typed = {"says.action-1": "Put up two rails", "owner.action-1": "Cat Cole", "until.action-1": "30 4 2027"}
    assert browser.post(ONE, {**seen, **typed}) == f"{HERE}?done=action_changed#action-1"
    action = browser.desk.register.state(RUNS).actions["action-1"]
    assert (action.says, action.owner, action.until) == ("Put up two rails", "Cat Cole", date(2027, 4, 30))
    assert "First agreed for 31 March 2027." in words_of(browser.get(HERE))


@pytest.mark.parametrize("address", [ONE, CLOSE])
def test_what_others_changed_meanwhile_is_shown_beside_mine(browser: Browser, address: str) -> None:
    browser.post(HERE, RAIL)
    seen = hidden_in(browser.get(HERE), address)
    entered(browser, ChangeAction("action-1", "Put up three rails.", "Una Other", date(2027, 5, 1)))
    typed = {"says.action-1": "Put up two rails", "owner.action-1": "Cat", "until.action-1": "30 4 2027", **SHOWN}
    page = browser.post(address, {**seen, **typed}, 409)
    said = words_of(page)
    assert "Cat Cole has changed this action since you opened it: Put up three rails. Una Other does it, by" in said
    assert "Put up two rails" in page
    assert "A picture of the rail" in page
    action = browser.desk.register.state(RUNS).actions["action-1"]
    assert (action.says, action.closed) == ("Put up three rails.", None)
    assert browser.desk.register.state(RUNS).evidence == {}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"says": " "}, "Say what will be done."),
        ({"owner": ""}, "Say who will do it."),
        ({"until": ""}, "Say by when."),
        ({"until": "31 June 2027"}, "31 June 2027"),
        ({"until": "2 March 2027"}, "2 March 2027 is over. Agree a day that is still to come."),
        ({"says": "x" * 4001}, "4,000"),
    ],
)
def test_what_can_not_be_agreed_is_refused_in_words_and_kept(shared: Browser, typed: dict[str, str], says: str) -> None:
    page = shared.post(HERE, {**RAIL, **typed}, 422)
    assert says in words_of(page)
    assert all(text.strip()[:40] in page for text in {**RAIL, **typed}.values())
    assert len(shared.desk.register.state(RUNS).actions) == 1


def test_the_day_itself_can_be_agreed(browser: Browser) -> None:
    browser.post(HERE, {**RAIL, "until": "3 March 2027"})
    assert browser.desk.register.state(RUNS).actions["action-1"].until == TODAY


def test_what_it_follows_has_to_be_there(shared: Browser) -> None:
    page = shared.post(HERE, {**RAIL, "after": "incident-7"}, 409)
    assert "No incident, review or control is named “incident-7”." in words_of(page)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "An action is closed with evidence."),
        ({"shown.action-1": "A picture"}, "Say who looks after what shows it."),
        ({"keeper.action-1": "Ann", "helped.action-1": "Nobody fell."}, "An action is closed with evidence."),
    ],
)
def test_nothing_is_closed_without_evidence(shared: Browser, typed: dict[str, object], says: str) -> None:
    page = closed(shared, typed, 422)
    assert says in words_of(page)
    assert all(str(text) in page for text in typed.values())
    assert shared.desk.register.state(RUNS).actions["action-1"].closed is None


def test_evidence_that_is_there_can_close_it_and_such_that_ended_can_not(browser: Browser) -> None:
    browser.post(HERE, RAIL)
    entered(browser, AttachEvidence("action-1", "The bill", "Cat Cole", TODAY))
    assert "The bill" in browser.get(HERE)
    browser.clock.now += timedelta(days=1)
    assert 'value="evidence-1"' not in browser.get(HERE)
    assert "does not count any more" in closed(browser, {"attached.action-1": "evidence-1"}, 409)
    browser.clock.now = NOW
    entered(browser, AttachEvidence("action-1", "The bill", "Cat Cole"))
    closed(browser, {"attached.action-1": "evidence-2"})
    assert browser.desk.register.state(RUNS).actions["action-1"].closed is not None


def with_file(browser: Browser, name: str, data: bytes, typed: dict[str, str], status: int) -> str:
    seen = hidden_in(browser.get(HERE), CLOSE)
    answer = browser.app.test_client().post(
        CLOSE, base_url=ORIGIN, headers={"Sec-Fetch-Site": "same-origin"}, content_type="multipart/form-data",
        data={**seen, **typed, "file.action-1": (BytesIO(data), name)},
    )  # fmt: skip
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def test_a_file_is_not_kept_where_the_action_is_not_closed(browser: Browser) -> None:
    browser.post(HERE, RAIL)
    typed = {**SHOWN, "attached.action-1": "evidence-9"}
    said = words_of(with_file(browser, "rail.pdf", b"%PDF-1.7 a rail", typed, 409))
    assert "There is no evidence named “evidence-9”." in said
    assert reception_of(browser.desk.register).uploads.all(RUNS) == ()


def test_a_file_is_kept_with_the_evidence_that_names_it(browser: Browser) -> None:
    browser.post(HERE, RAIL)
    with_file(browser, "rail.pdf", b"%PDF-1.7 a rail", SHOWN, 303)
    page = browser.get(HERE)
    address = page.partition(f'href="/s/{RUNS}/uploads/')[2].partition('"')[0]
    given = browser.app.test_client().get(f"/s/{RUNS}/uploads/{address}", base_url=ORIGIN)
    assert given.get_data() == b"%PDF-1.7 a rail"


@pytest.mark.parametrize(
    ("name", "data", "typed", "says"),
    [
        ("rail.exe", b"MZ", SHOWN, "Files that can be taken"),
        ("rail.pdf", b"MZ", SHOWN, "What is in this file is not what its name says"),
        ("rail.pdf", b"%PDF-", {}, "Say what the file is, and choose it again"),
    ],
)
def test_a_file_that_can_not_be_taken_is_refused_and_not_kept(
    shared: Browser, name: str, data: bytes, typed: dict[str, str], says: str
) -> None:
    assert says in words_of(with_file(shared, name, data, typed, 422))
    assert reception_of(shared.desk.register).uploads.all(RUNS) == ()
    assert shared.desk.register.state(RUNS).evidence == {}


def test_a_reader_reads_and_changes_nothing(browser: Browser) -> None:
    browser.post(HERE, RAIL)
    page = browser.as_("reader").get(HERE)
    assert "Put up a rail" in page
    assert 'action="/s/' not in page
    for address in (HERE, ONE, CLOSE):
        assert "This is not yours to do" in browser.post(address, RAIL, 403)


def test_what_was_written_is_shown_as_text(browser: Browser) -> None:
    entered(browser, RecordIncident(TODAY, "harm", PAYLOAD), HoldReview("early_review", TODAY, PAYLOAD))
    entered(browser, AgreeAction(PAYLOAD, PAYLOAD, TODAY, "incident-1"), AttachEvidence("action-1", PAYLOAD, PAYLOAD))
    for page in (browser.get(HERE), closed(browser, {"shown.action-1": PAYLOAD, "helped.action-1": PAYLOAD}, 422)):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
    assert browser.get(f"{HERE}.csv").splitlines()[1].startswith("action-1,")


def test_the_table_holds_every_action(browser: Browser) -> None:
    browser.post(HERE, RAIL)
    closed(browser, {**SHOWN, "helped.action-1": "Nobody fell."})
    assert browser.get(f"{HERE}.csv").splitlines()[1] == (
        "action-1,Put up a rail,Service manager,2027-03-31,2027-03-31,,Ann Moss,2027-03-03,"
        "A picture of the rail,Nobody fell."
    )


def test_an_empty_list_says_so_and_there_is_nothing_at_an_action_that_is_not_there(browser: Browser) -> None:
    assert "No action is agreed." in browser.get(HERE)
    browser.post(f"{HERE}/action-9", RAIL, 404)
    browser.post(f"{HERE}/action-9/close", RAIL, 404)
