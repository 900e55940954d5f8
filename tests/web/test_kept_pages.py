"""A page that was shown is shown again as it was made, until something is written, the day is over or another asks."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from armslength.register.domain.commands import Note
from armslength.web.app import create_app
from armslength.web.asking import Asking
from armslength.web.routes import all_routes
from armslength.web.routing import Door, Reply, Route
from tests.web.again import did, with_answers
from tests.web.at_hand import OFFICE, Browser
from tests.web.compiled import compiled_once

LEADS_NOWHERE = ("<upload>", "asked/<name>", "sign/<number>", "/adopt", ".")
"""What is not there in this register; and files, which are not kept."""

HISTORY = "/s/one/history"


def addresses() -> list[str]:
    """Give the address of each page that is kept."""
    base = OFFICE.base
    control = next(iter(base.controls))
    parts = {
        "<subject>": "one", "<topic>": next(iter(base.pack.topics)), "<question>": next(iter(base.facts)),
        "<decision>": base.pack.primary[0], "<control>": control, "documents/<kind>": "documents/decision-record",
        "<kind>/<name>": f"control/{control}", "<name>": next(iter(base.rules)),
    }  # fmt: skip
    found = []
    for route in all_routes():
        rule = route.rule
        if route.method != "GET" or isinstance(route.needs, Door) or route.anew:
            continue
        if any(each in rule for each in LEADS_NOWHERE):
            continue
        for part, text in parts.items():
            rule = rule.replace(part, text)
        found.append(rule)
    return found


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return with_answers(tmp_path_factory.mktemp("kept"))


def with_routes(browser: Browser, **otherwise: object) -> tuple[Browser, Counter[str]]:
    """Give a browser of the same register that has seen nothing yet, and count how often each route answers."""
    asked: Counter[str] = Counter()

    def counting(route: Route) -> Route:
        def answers(asking: Asking, **parts: str) -> Reply:
            asked[route.name] += 1
            return route.answers(asking, **parts)

        return replace(route, answers=answers)

    desk = replace(browser.desk, clock=browser.clock, concluded={}, moved={})
    app = compiled_once(create_app(desk, browser.sign_in, map(counting, all_routes())))
    return replace(browser, app=app, desk=desk), asked


def test_a_page_hangs_on_nothing_but_the_register_the_address_the_person_and_the_day(browser: Browser) -> None:
    """What hangs on more is declared to be made anew."""
    early, _ = with_routes(browser.as_("administrator"))
    morning = {each: early.get(each) for each in addresses()}
    browser.clock.now += timedelta(hours=9)
    late, _ = with_routes(browser)
    assert {each: late.get(each) for each in addresses()} == morning
    browser.as_("approver").clock.now -= timedelta(hours=9)


def test_it_is_made_once(browser: Browser) -> None:
    here, asked = with_routes(browser)
    first = here.get(HISTORY)
    assert here.get(HISTORY) == first
    assert asked["history.shown"] == 1
    assert "Saved." not in first
    assert "Saved." in here.get(f"{HISTORY}?done=saved"), "what was just done is said around a page that is kept"
    assert asked["history.shown"] == 1


def test_it_is_made_anew_where_something_was_written(browser: Browser) -> None:
    here, _ = with_routes(browser)
    assert "They rang twice" not in here.get(HISTORY)
    did(browser, Note("They rang twice"))
    assert "They rang twice" in here.get(HISTORY)


def test_another_person_another_day_and_another_address_have_pages_of_their_own(browser: Browser) -> None:
    here, asked = with_routes(browser)
    assert 'action="/s/one/notes"' in here.get(HISTORY)
    assert 'action="/s/one/notes"' not in here.as_("reader").get(HISTORY)
    here.as_("approver").get(f"{HISTORY}?about=answers")
    browser.clock.now += timedelta(days=1)
    here.get(HISTORY)
    assert asked["history.shown"] == 4


def test_neither_files_nor_faults_are_kept_and_checking_looks_anew(browser: Browser) -> None:
    here, asked = with_routes(browser)
    for _ in range(2):
        here.get("/register.csv")
        here.get("/s/nobody/history", 404)
        here.get("/s/one/history/check")
    assert asked == Counter({"subjects.overview_csv": 2, "history.shown": 2, "history.check": 2})
