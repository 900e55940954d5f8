"""What falls due over all subjects: the lines of `register due`, filtered as the address says, each with who set it."""

import csv
import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest
from icalendar import Calendar

from armslength.register.domain.commands import (
    AgreeAction,
    AskWaiver,
    AttachEvidence,
    Open,
    RecordIncident,
    SendQuestion,
)
from armslength.register.domain.due import DueKind, DueLine, due
from armslength.register.domain.events import Stage
from armslength.register.exchange.acting import Moment, enter, pack_of
from armslength.register.exchange.telling import assessed, due_data
from armslength.web.pages.addresses import of_subject
from armslength.web.pages.due import MOST_LINES, place_of
from tests.web.answers import words_of
from tests.web.at_hand import HERE as ORIGIN
from tests.web.at_hand import NOW, OFFICE, PEOPLE, Browser
from tests.web.running import NEW, PAYLOAD, RUNS, a_running_browser, entered

TODAY = NOW.date()
MARCH = TODAY.replace(day=31)
CONTROL = next(iter(OFFICE.base.controls))


def fill(browser: Browser) -> None:
    """Enter one of each kind that people set a day for, and an incident."""
    entered(
        browser,
        AgreeAction("Put up a rail", "Service manager", MARCH),
        AgreeAction("Ask the family", "Service manager", TODAY + timedelta(days=60)),
        AttachEvidence(CONTROL, "The log", "Service manager", TODAY),
        SendQuestion("risk_is_rising", "Is it?", "The lead", MARCH),
        RecordIncident(TODAY, "harm", "A fall.", involved_both=True),
    )
    entered(browser, AgreeAction("Write it down", "Ann Moss", MARCH), subject=NEW, right="approver")
    entered(browser, AskWaiver(CONTROL, "Ann Moss", MARCH), subject=NEW, right="approver", why="It takes time.")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    browser = a_running_browser(tmp_path_factory.mktemp("due"))
    fill(browser)
    browser.clock.now += timedelta(days=1)
    return browser


def lines_of(browser: Browser) -> list[DueLine]:
    """Work out what falls due, subject by subject, as `register due` lists it."""
    today, found = browser.clock().date(), list[DueLine]()
    for each in browser.desk.register.subjects():
        state = browser.desk.register.state(each.name)
        found += due(state, OFFICE, assessed(state, OFFICE, today).assessment, today)
    return sorted(found, key=lambda line: (line.on or date.max, line.subject, line.key))


def named(browser: Browser, query: str) -> list[str]:
    """Give the keys of the lines that are shown, and hold page, table and calendar to them."""
    lines = json.loads(browser.get(f"/due.json?{query}"))
    rows = list(csv.DictReader(StringIO(browser.get(f"/due.csv?{query}").removeprefix("\ufeff"))))
    page = words_of(browser.get(f"/due?{query}"))
    assert [row["What"] for row in rows] == [each["label"] for each in lines]
    assert all(" ".join(each["label"].split()) in page for each in lines)
    given = browser.app.test_client().get(f"/due.ics?{query}", base_url=ORIGIN).get_data()
    events = {str(each["UID"]) for each in Calendar.from_ical(given).walk("VEVENT")}
    assert events == {f"{each['subject']}/{each['key']}@armslength" for each in lines if each["on"]}
    return [each["key"] for each in lines]


def test_the_lines_are_those_of_register_due(browser: Browser) -> None:
    assert json.loads(browser.get("/due.json")) == json.loads(due_data(lines_of(browser)))
    assert len(named(browser, "")) >= 8


@pytest.mark.parametrize("kind", [DueKind.ACTION, DueKind.REVIEW, DueKind.WAIVER, DueKind.LEARNING, DueKind.EVIDENCE])
def test_one_kind_can_be_shown(browser: Browser, kind: DueKind) -> None:
    wanted = [line.key for line in lines_of(browser) if line.kind is kind]
    assert wanted
    assert named(browser, f"kind={kind}") == wanted


def test_the_other_filters_leave_what_fits(browser: Browser) -> None:
    lines, today = lines_of(browser), browser.clock().date()
    assert named(browser, f"subject={NEW}") == [each.key for each in lines if each.subject == NEW]
    called = browser.desk.register.state(RUNS).header["partner.name"][0]
    assert named(browser, f"subject={quote(called[:-2].upper())}") == [e.key for e in lines if e.subject == RUNS]
    assert named(browser, "person=moss") == [
        each.key for each in lines if each.set_by.person and each.set_by.person.name == "Ann Moss"
    ]
    assert named(browser, "overdue=yes") == [each.key for each in lines if each.overdue] != []
    soon = [each.key for each in lines if each.on is None or each.on <= today + timedelta(days=30)]
    assert named(browser, "within=month") == soon
    assert "action/action-2" not in soon
    assert named(browser, f"within=month&kind=action&person=cole&subject={RUNS}") == ["action/action-1"]


def test_filters_stay_in_the_address_and_in_what_is_taken_along(browser: Browser) -> None:
    page = browser.get("/due?kind=action&person=c%6Fle&within=quarter")
    for form in ("csv", "json", "ics"):
        assert f'href="/due.{form}?kind=action&amp;person=cole&amp;within=quarter"' in page
    assert '<option value="action" selected>' in page
    assert '<option value="quarter" selected>' in page
    assert 'href="/due">Show all' in page


def test_where_nothing_fits_the_page_says_so_and_keeps_what_was_chosen(browser: Browser) -> None:
    page = browser.get("/due?kind=action&person=A%26B")
    assert "Nothing that falls due fits all of what you chose. Choose less." in page
    assert 'value="A&amp;B"' in page
    assert 'href="/calendar?kind=action&amp;person=A%26B"' in page


def test_what_no_filter_knows_filters_nothing(browser: Browser) -> None:
    everything = browser.get("/due.json")
    assert browser.get("/due.json?kind=party&within=ever&overdue=perhaps&page=7") == everything


@pytest.mark.parametrize("page", ["0", "-1", "99", "1e3", "²", "x" * 40])
def test_a_page_that_is_not_there_is_the_nearest(browser: Browser, page: str) -> None:
    assert "Put up a rail" in browser.get(f"/due?page={page}")


def test_a_day_is_overdue_from_the_day_after(tmp_path: Path) -> None:
    browser = a_running_browser(tmp_path)
    entered(browser, AgreeAction("Put up a rail", "Service manager", MARCH))
    browser.clock.now = NOW.replace(day=31, hour=22, minute=59)  # a minute before midnight, in British summer time
    assert "action/action-1" not in [each["key"] for each in json.loads(browser.get("/due.json?overdue=yes"))]
    browser.clock.now += timedelta(minutes=2)
    assert "action/action-1" in [each["key"] for each in json.loads(browser.get("/due.json?overdue=yes"))]
    assert "31 March 2027 Overdue" in words_of(browser.get("/due?kind=action"))


def test_each_line_says_who_or_what_set_its_day_and_where_to_look_after_it(browser: Browser) -> None:
    page = browser.get("/due")
    said = words_of(page)
    assert "Put up a rail An action is due 31 March 2027 Speak Plain Advocacy" in said
    assert "Cat Cole, Service manager" in said
    for line in lines_of(browser):
        address = place_of(line)
        assert f'href="{address}"' in page
        browser.get(address.partition("#")[0])
        for rule in line.set_by.rules:
            assert " ".join((OFFICE.base.rules[rule].title or OFFICE.base.rules[rule].because).split()) in said


def test_the_page_of_a_subject_shows_its_own_lines_in_the_same_words(browser: Browser) -> None:
    page = browser.get(f"/s/{NEW}")
    said = words_of(page)
    assert "31 March 2027 Write it down Set by Ann Moss, Registered manager" in said
    assert f'href="/s/{NEW}/actions#action-1"' in page


def test_a_long_list_has_pages_and_files_hold_all_of_it(tmp_path: Path) -> None:
    browser = a_running_browser(tmp_path)
    count = MOST_LINES + 5
    entered(browser, *(AgreeAction(f"Thing {n}", "Ann", MARCH) for n in range(count)))
    first, second = (browser.get(f"/due?kind=action&page={page}") for page in (1, 2))
    assert f"1 to {MOST_LINES} of {count}" in first
    assert 'href="/due?kind=action&amp;page=2"' in first
    assert f"{MOST_LINES + 1} to {count} of {count}" in second
    assert len(browser.get("/due.csv?kind=action").splitlines()) == count + 1


def test_what_was_written_is_shown_as_text_and_stays_out_of_calendars(tmp_path: Path) -> None:
    browser = a_running_browser(tmp_path)
    entered(browser, AgreeAction(PAYLOAD, PAYLOAD, MARCH))
    page = browser.get(f"/due?person={'%3Cb%3E'}")
    assert "<b>" not in page
    page = browser.get("/due")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "script" not in browser.app.test_client().get("/due.ics", base_url=ORIGIN).get_data(as_text=True)


def test_an_id_may_hold_whatever_addresses_are_made_of(tmp_path: Path) -> None:
    browser, odd = a_running_browser(tmp_path), "a/b?c=d&e#f%2F ü.csv"
    opening = Open({}, pack_of(OFFICE.base), Stage.RUNNING, TODAY)
    enter(browser.desk.register, OFFICE, odd, opening, PEOPLE["approver"], Moment(browser.clock()))
    entered(browser, AgreeAction("Put up a rail", "Ann", MARCH), RecordIncident(TODAY, "harm", "A fall."), subject=odd)
    page = browser.get(f"/due?kind=action&subject={quote(odd)}")
    assert "Put up a rail" in page
    for place in ("reviews", "incidents", "actions", "waivers"):
        here = of_subject(odd, place)
        own = browser.get(here)
        assert f'href="{here}.csv' in own or place in ("reviews", "waivers")
        browser.get(f"{here}.csv")
    assert f'href="{of_subject(odd, "actions")}#action-1"' in page
    here = of_subject(odd, "actions")
    typed = {"says": "Another", "owner": "Ann", "until": "31 March 2027", "after": "incident-1"}
    assert browser.post(here, typed) == f"{here}?done=action_agreed"
