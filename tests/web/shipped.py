"""The shipped profiles in a register behind the pages, and the forms of a page."""

from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

from armslength.register.domain.state import State
from armslength.register.exchange.acting import Moment
from armslength.register.exchange.arriving import arrive, coming
from armslength.register.exchange.telling import assessed
from engine import Result
from tests.web.answers import PROFILES as FOLDER
from tests.web.at_hand import NOW, OFFICE, PEOPLE, Browser, a_browser

PROFILES = tuple(sorted(each.stem for each in FOLDER.glob("*.yaml")))


def a_browser_with(folder: Path, profiles: Iterable[str]) -> Browser:
    """Make a browser whose register holds these profiles, entered by somebody who may approve."""
    browser = a_browser(folder)
    files = tuple(FOLDER / f"{name}.yaml" for name in profiles)
    arrived = arrive(browser.desk.register, OFFICE, coming(OFFICE, files), PEOPLE["approver"], Moment(NOW))
    assert all(each.what == "entered" for each in arrived), arrived
    return browser


def standing(browser: Browser, subject: str) -> tuple[State, Result]:
    """Give what stands of a subject, and what the engine concludes of it today."""
    state = browser.desk.register.state(subject)
    return state, assessed(state, OFFICE, browser.clock().date())


def folded(text: str) -> str:
    """Write a text on one line, as it is read on a page."""
    return " ".join(text.split())


class _Forms(HTMLParser):
    """Reads the hidden fields of the forms that are posted to an address."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.inside = action, False
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = (given.get("action"), given.get("method")) == (self.action, "post")
            self.found += [{}] if self.inside else []
        if self.inside and tag == "input" and given.get("type") == "hidden":
            self.found[-1][given["name"]] = given["value"]


def hidden_in(page: str, action: str, which: int = 0) -> dict[str, str]:
    """Give the hidden fields of one of the forms that are posted to an address."""
    forms = _Forms(action)
    forms.feed(page)
    return forms.found[which]
