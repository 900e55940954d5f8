"""What is shown where nothing could be shown or saved: in plain words, with what was typed, and a way out."""

import re
from html import unescape
from pathlib import Path

import pytest
from werkzeug.exceptions import HTTPException, default_exceptions

from armslength.register.domain.permission import APPROVERS
from armslength.register.store.faults import RegisterError
from armslength.web.asking import Asking
from armslength.web.pages.faults import fault_page, of_status
from armslength.web.routing import Door, Routes
from armslength.web.words import words_for
from engine import UsageError
from tests.web.at_hand import OFFICE, Browser, a_browser

ROUTES = Routes("faulty")
FULL = "There is no room left on the disk of `register.db`. Nothing was changed. Make room, then try again."


@ROUTES.post("/full", APPROVERS)
def full(asking: Asking) -> None:
    raise RegisterError(FULL)


@ROUTES.post("/refused", APPROVERS)
def refused(asking: Asking) -> None:
    raise UsageError("`31 April` is no day")


@ROUTES.post("/broken", APPROVERS)
def broken(asking: Asking) -> None:
    raise ZeroDivisionError("secret")


@ROUTES.get("/status/<number>", Door.OPEN)
def status(asking: Asking, number: str) -> None:
    class OfStatus(HTTPException):
        code = int(number)

    raise OfStatus


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return a_browser(tmp_path_factory.mktemp("faults"), ROUTES.all)


TYPED = {"why": "Because <b>I</b> say so\nand more", "password": "hidden", "empty": " "}


@pytest.mark.parametrize(("address", "number"), [("/full", 503), ("/refused", 409), ("/broken", 500)])
def test_nobody_loses_what_they_typed(address: str, number: int, browser: Browser) -> None:
    page = browser.post(address, TYPED, number)
    assert TYPED["why"] in unescape(page)
    assert "<b>I</b>" not in page
    assert "hidden" not in page.replace('type="hidden"', "").replace(" hidden>", "")


def test_a_full_disk_says_so_and_all_can_be_sent_again_at_a_press(browser: Browser) -> None:
    page = browser.post("/full?a=1", TYPED, 503)
    assert FULL in unescape(page)
    assert '<form method="post" action="/full?a=1">' in page
    assert 'name="why" value="Because &lt;b&gt;I&lt;/b&gt; say so\nand more"' in page
    assert 'name="password"' not in page


def test_what_was_refused_is_not_offered_again_as_it_is(browser: Browser) -> None:
    page = browser.post("/refused", TYPED, 409)
    assert "`31 April` is no day" in page
    assert 'action="/refused"' not in page


def test_a_fault_of_ours_has_a_number_and_tells_nothing_of_its_inside(browser: Browser) -> None:
    page = browser.post("/broken", TYPED, 500)
    assert "Something went wrong here" in page
    assert "secret" not in page
    assert "ZeroDivision" not in page


@pytest.mark.parametrize("number", [each for each in sorted(default_exceptions) if each >= 400])
def test_every_status_has_a_page_with_a_way_out(number: int, browser: Browser) -> None:
    page = browser.get(f"/status/{number}", number)
    assert '<a href="/">Go to the register</a>' in page
    assert fault_page(of_status(number), words_for(OFFICE)).title in unescape(page)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (404, "There is nothing at this address"),
        (405, "This address does not take that"),
        (413, "This is too large"),
        (410, "This link has ended"),
        (429, "Too many attempts"),
        (418, "This could not be read"),
        (403, "This is not yours to do"),
        (504, "Something went wrong here"),
        (503, "The register can't be used just now"),
    ],
)
def test_what_a_status_means_is_said(number: int, says: str, browser: Browser) -> None:
    assert says in unescape(browser.get(f"/status/{number}", number))


def test_an_address_of_another_place_is_not_offered(tmp_path: Path) -> None:
    """Two strokes at the beginning would lead to another server, where a door is shut before any route is found."""
    browser = a_browser(tmp_path, ROUTES.all)

    @browser.app.before_request
    def shut() -> None:
        raise RegisterError(FULL)

    elsewhere = {"PATH_INFO": "//elsewhere.example/full"}
    page = browser.app.test_client().post("/", data=TYPED, environ_overrides=elsewhere).get_data(as_text=True)
    assert re.findall('action="([^"]*)"', page) == ["/sign-out", "/elsewhere.example/full"]


def test_what_was_typed_is_kept_even_where_the_register_can_not_say_who_asks(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk a session may not be found either; what came with the request came all the same."""

    def unreadable(asked: object) -> None:
        raise RegisterError(FULL)

    monkeypatch.setattr(browser.sign_in, "actor", unreadable)
    page = browser.post("/full", {"evidence": "A dog on the stairs"}, status=503)
    assert "A dog on the stairs" in page
    assert FULL in unescape(page)
