"""The secret addresses by which calendars read what falls due: made, read by nobody else, revoked."""

from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from armslength.register.domain.commands import AgreeAction, AskWaiver
from armslength.register.exchange.acting import Moment, act
from armslength.web.pages.entering import HEAD
from tests.web.answers import words_of
from tests.web.at_hand import NOW, OFFICE, PEOPLE
from tests.web.house import House, a_house

ONE = "one"
MARCH = NOW.date().replace(day=31)


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = a_house(tmp_path)
    client = house.browser("approver")
    house.post(client, "/new", {"id": ONE, f"{HEAD}partner.name": "Somebody"})
    control = next(iter(OFFICE.base.controls))
    asked = AgreeAction("Ask about Mrs Hay", "Ann Moss", MARCH), AskWaiver(control, "Ann Moss", MARCH)
    register = house.entrance.desk.register
    act(register, OFFICE, ONE, lambda *_: asked, PEOPLE["contributor"], Moment(house.clock()), "It takes time.")
    return house


def made(house: House, client: FlaskClient, **chosen: str) -> str:
    """Make an address, and give its path."""
    page = house.post(client, "/calendar", chosen, 200)
    address = unescape(page.partition('readonly value="')[2].partition('"')[0])
    assert address.startswith(f"{house.base}/l/calendar/")
    return address.removeprefix(house.base)


def kinds(house: House, address: str) -> list[str]:
    """Read a calendar as a program does that has not signed in, and give the kinds of its lines."""
    answer = house.app.test_client().get(address, base_url=house.base)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert "no-store" in answer.headers["Cache-Control"]
    return sorted(str(each["UID"]).split("/")[1] for each in Calendar.from_ical(answer.get_data()).walk("VEVENT"))


def test_a_calendar_shows_what_was_shown_when_its_address_was_made(house: House) -> None:
    client = house.browser("reader")
    assert kinds(house, made(house, client)) == ["action", "waiver"]
    assert kinds(house, made(house, client, kind="waiver")) == ["waiver"]
    listed = words_of(house.get(client, "/calendar"))
    assert "Everything that falls due 3 March 2027" in listed
    assert f"Only {OFFICE.due['waiver']}" in listed  # type: ignore[index]


def test_it_shows_what_has_changed_since_and_no_words_of_anybody(house: House) -> None:
    address = made(house, house.browser("reader"))
    house.clock.now += timedelta(days=1)
    again = (AgreeAction("Ask once more", "Ann Moss", MARCH),)
    register, who = house.entrance.desk.register, PEOPLE["approver"]
    act(register, OFFICE, ONE, lambda *_: again, who, Moment(house.clock()))
    assert kinds(house, address) == ["action", "action", "waiver"]
    text = house.app.test_client().get(address, base_url=house.base).get_data(as_text=True)
    assert not [each for each in ("Hay", "Moss", "Ask", "takes") if each in text]


def test_the_page_says_how_often_programs_look_and_what_the_address_is(house: House) -> None:
    said = words_of(house.get(house.browser("reader"), "/calendar"))
    assert "Programs look again between once an hour and once a week" in said
    assert "Whoever has the address can read it without signing in." in said
    assert "No address works now." in said


def test_a_revoked_address_opens_nothing(house: House) -> None:
    client = house.browser("reader")
    address = made(house, client)
    page = house.get(client, "/calendar")
    revoke = page.partition('action="/calendar/')[2].partition('"')[0]
    assert house.post(client, f"/calendar/{revoke}", {}) == "/calendar?done=calendar_revoked"
    assert "It was taken back by whoever sent it." in house.get(house.app.test_client(), address, 410)
    assert "No address works now." in house.get(client, "/calendar")


def test_nobody_sees_or_revokes_the_address_of_somebody_else(house: House) -> None:
    mine, theirs = house.browser("reader"), house.browser("contributor")
    made(house, mine)
    page = house.get(mine, "/calendar")
    revoke = page.partition('action="/calendar/')[2].partition('"')[0]
    assert "No address works now." in house.get(theirs, "/calendar")
    house.post(theirs, f"/calendar/{revoke}", {}, 404)
    assert "Everything that falls due" in house.get(mine, "/calendar")


def test_it_ends_after_a_year_and_with_the_account_of_whoever_made_it(house: House) -> None:
    address = made(house, house.browser("reader"))
    account = house.reception.accounts.named(PEOPLE["reader"].person.name)
    assert account is not None
    house.reception.accounts.set_disabled(account.id, True)
    assert "It was taken back" in house.get(house.app.test_client(), address, 410)
    house.reception.accounts.set_disabled(account.id, False)
    assert kinds(house, address)
    house.clock.now += timedelta(days=366)
    assert "Its last day is over." in house.get(house.app.test_client(), address, 410)


def test_other_addresses_open_nothing(house: House) -> None:
    for secret in ("x", "../due", "x" * 400, "%00"):
        answer = house.app.test_client().get(f"/l/calendar/{secret}.ics", base_url=house.base)
        assert answer.status_code in (404, 410)
        assert b"BEGIN" not in answer.get_data()
