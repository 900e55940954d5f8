"""Nothing that anybody typed, no name and no secret of a link is in a log, also where something goes wrong."""

import logging
import sys
from pathlib import Path

import pytest
from flask import Response

from armslength.web.asking import Asking
from armslength.web.guarded import guarded_app
from armslength.web.routing import READERS, Door, Reply, Routes
from armslength.web.security.links import LinkKind, make_link
from armslength.web.security.logs import SERVERS, make_servers_discreet
from tests.web.at_hand import PEOPLE
from tests.web.house import FROM_HERE, House, a_house

MARK = "zqxwv-marker"
ROUTES = Routes("tried")


@ROUTES.get("/l/shown/<secret>", Door.LINK)
def shown_by_link(asking: Asking, secret: str) -> Reply:
    raise ValueError(f"could not show {secret}")


@ROUTES.post("/s/<subject>/broken", READERS)
def broken(asking: Asking, subject: str) -> Reply:
    raise RuntimeError(f"{subject} {asking.typed} {asking.who.person.name}")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return a_house(tmp_path, routes=tuple(ROUTES.all))


def logged(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join(logging.Formatter("%(name)s %(message)s").format(each) for each in caplog.records)


def test_a_line_about_each_request_says_the_route_and_how_it_ended(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "armslength.web")
    client = house.browser("reader")
    house.post(client, f"/s/{MARK}/broken", {MARK: MARK}, 500)
    house.get(client, f"/{MARK}?{MARK}={MARK}", 404)
    account = house.reception.accounts.named(PEOPLE["reader"].person.name)
    assert account is not None
    text = logged(caplog)
    assert f" POST /s/<subject>/broken 500 {account.id}" in text
    assert f" GET - 404 {account.id}" in text
    assert "RuntimeError at tried.broken, test_logs.py:" in text
    assert MARK not in text
    assert PEOPLE["reader"].person.name not in text


def test_what_comes_with_a_request_is_in_no_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "armslength.web")
    secret = make_link(house.reception.links, LinkKind.VIEW, house.clock())
    client = house.browser("administrator")
    house.hold(client, MARK)
    odd = {"User-Agent": MARK, "Referer": f"https://{MARK}.example/", "Cookie": f"a={MARK}", "X-Forwarded-For": MARK}
    for base, headers in ((house.base, {**FROM_HERE, **odd}), (house.base, odd), (f"https://{MARK}.example", odd)):
        for method, address in (("GET", f"/l/shown/{secret}"), ("POST", f"/s/{MARK}/broken"), ("PUT", f"/{MARK}")):
            typed = {MARK: MARK} if method == "POST" else None
            client.open(address, method=method, base_url=base, headers=headers, data=typed, query_string={MARK: MARK})
    text = logged(caplog)
    assert len(caplog.records) >= 9
    assert MARK not in text
    assert secret not in text
    assert "Traceback" not in text


def test_a_fault_on_the_way_out_is_logged_without_its_words(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "armslength.web")

    @house.app.after_request
    def fail(response: Response) -> Response:
        raise RuntimeError(MARK)

    answer = house.browser().get(f"/{MARK}", base_url=house.base)
    assert answer.status_code == 500
    text = logged(caplog)
    assert "RuntimeError" in text
    assert MARK not in text


@pytest.mark.parametrize("name", SERVERS)
def test_a_server_underneath_logs_what_happened_without_what_it_happened_to(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger=name)
    make_servers_discreet()
    make_servers_discreet()
    logger = logging.getLogger(name)
    try:
        raise ValueError(MARK)
    except ValueError:
        logger.exception("Exception while serving %s", f"/l/view/{MARK}")
        logger.warning("%(host)s said", {"host": MARK})
        logger.warning("Bad request of %d bytes: %r, %.1f", 12, MARK, 0.5)
        logger.error("/l/view/" + "a1B_" * 11, exc_info=sys.exc_info())
    text = logged(caplog)
    assert MARK not in text
    assert "a1B_" not in text
    assert "Exception while serving … (ValueError at test_logs.py:" in text
    assert "Bad request of 12 bytes: '…', 0.5" in text
    assert text.count("\n") == 3


def test_the_application_makes_them_discreet(house: House) -> None:
    guarded_app(house.entrance)
    for name in SERVERS:
        assert [type(each).__name__ for each in logging.getLogger(name).filters] == ["Discreet"]
