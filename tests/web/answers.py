"""Subjects in a register behind the pages, and forms as a browser would send them back."""

import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from armslength.register.domain.commands import Command, Open
from armslength.register.domain.state import State
from armslength.register.exchange.acting import Moment, act, enter, pack_of, to_say
from engine import Given, Profile, read_profiles
from tests.web.at_hand import NOW, OFFICE, PEOPLE, Browser

BASE = OFFICE.base
PROFILES = Path(__file__).parents[2] / "profiles"


def shipped(name: str) -> Profile:
    (profile,) = read_profiles(PROFILES / f"{name}.yaml", BASE)
    return profile


def entered(browser: Browser, subject: str = "one", header: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """Enter a subject, and give its id."""
    opening = Open(header or {"partner.name": ("Ashby Singers",), "service": ("Singing",)}, pack_of(BASE))
    enter(browser.desk.register, OFFICE, subject, opening, PEOPLE["approver"], Moment(NOW))
    return subject


def say(browser: Browser, subject: str, answers: Mapping[str, Given], by: str = "contributor") -> None:
    """Give answers in the name of somebody, whatever stands."""
    state = browser.desk.register.state(subject)
    commands: tuple[Command, ...] = tuple(
        to_say(BASE, name, given, state.seen(name)) for name, given in answers.items()
    )
    act(browser.desk.register, OFFICE, subject, lambda *_: commands, PEOPLE[by], Moment(NOW))


def stands(browser: Browser, subject: str = "one") -> State:
    return browser.desk.register.state(subject)


class _Form(HTMLParser):
    """Reads what a form of a page would send if somebody pressed its button without touching anything."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sent: dict[str, list[str]] = {}
        self.action = ""
        self._inside = False
        self._select, self._area = "", ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method") == "post":
            self._inside, self.action = True, given.get("action", "")
        if not self._inside:
            return
        kind = given.get("type", "text")
        if tag == "input" and (kind in ("hidden", "text") or "checked" in given):
            self.sent.setdefault(given["name"], []).append(given.get("value", ""))
        if tag == "select":
            self._select = given["name"]
        if tag == "option" and "selected" in given:
            self.sent.setdefault(self._select, []).append(given["value"])
        if tag == "textarea":
            self._area, self._text = given["name"], ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "textarea" and self._inside:
            self.sent.setdefault(self._area, []).append(self._text.removeprefix("\n"))


def form_of(page: str) -> dict[str, list[str]]:
    """Read what the form of a page sends as it stands."""
    reader = _Form()
    reader.feed(page)
    return reader.sent


def action_of(page: str) -> str:
    """Read where the form of a page is sent."""
    reader = _Form()
    reader.feed(page)
    return reader.action


def words_of(page: str) -> str:
    """Give what people read of a page, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main_of(page))).split())


def main_of(page: str) -> str:
    """Give the page itself, without what stands around every page."""
    return page[page.index("<main") : page.index("</main>")]
