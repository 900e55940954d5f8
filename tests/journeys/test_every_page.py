"""Every page of a register that has gone on for two years: for everybody, and on every screen."""

import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from tests.browsers import beyond_the_screen, found_by_axe
from tests.journeys.addresses import BEGIN, OPENED, rule_of
from tests.journeys.served import Served

OF_EACH = 2
"""How many pages of each route are opened: one might be the one that has nothing in it."""

BY_LINK = {rule for rule in OPENED if "<secret>" in rule} | {"/s/<subject>/asked/<name>"}
"""Opened by links that are sent, and by those who get what comes back; the journeys go there."""

HREF = re.compile(r'<a [^>]*href="([^"]*)"')

MOVES = """() => [...document.querySelectorAll('*')].filter(each => {
  const {transitionDuration, animationDuration} = getComputedStyle(each);
  return `${transitionDuration}, ${animationDuration}`.split(', ').some(one => parseFloat(one) > 0.01);
}).map(each => each.outerHTML.slice(0, 120))"""


EDGED = "button, .button, .entry, .tag, .level, .notice"
WITHOUT_EDGES = """edged => [...document.querySelectorAll(edged)].filter(each => {
  const style = getComputedStyle(each), box = each.getBoundingClientRect();
  const edges = ['Top', 'Left'].some(side => parseFloat(style[`border${side}Width`]) > 0);
  return box.width > 1 && !edges && style.outlineStyle === 'none' && style.textDecorationLine === 'none';
}).map(each => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def page(chromium: Any, demo: Served) -> Iterator[Any]:
    context = chromium.new_context(base_url=demo.origin)
    held = {"name": "session", "value": demo.let_in("Gus Gold, governance_lead"), "url": demo.origin}
    context.add_cookies([held])
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def addresses(page: Any) -> tuple[str, ...]:
    """Follow every link from the first page on, to so many pages of each route; files are asked for, and not opened."""
    attach_a_file(page)
    found: dict[str, list[str]] = {}
    waiting = deque((*BEGIN, *of_a_workbook(page)))
    seen = set(waiting)
    pages: list[str] = []
    while waiting:
        address = waiting.popleft()
        rule = rule_of(urlsplit(address).path)
        if len(found.setdefault(rule, [])) >= OF_EACH:
            continue
        answer = page.context.request.get(address)
        assert answer.status < 500, address
        assert answer.ok or not rule, (address, answer.status)
        found[rule].append(address)
        if answer.headers["content-type"].startswith("text/html") and "content-disposition" not in answer.headers:
            pages.append(address)
            links = (urljoin(address, unescape(each)).partition("#")[0] for each in HREF.findall(answer.text()))
            new = dict.fromkeys(each for each in links if each.startswith("/") and each not in seen)
            seen.update(new)
            waiting.extend(new)
    nowhere = sorted(OPENED - BY_LINK - set(found))
    assert not nowhere, f"no link leads to {', '.join(nowhere)}"
    return tuple(pages)


def attach_a_file(page: Any) -> None:
    """Show with a file that something is in place, so that there is one to take back."""
    page.goto("/s/wheels-for-westmere/controls/named-contacts")
    page.get_by_text("Attach evidence").click()
    form = page.locator("form", has=page.get_by_role("button", name="Attach"))
    form.get_by_label("What it is, and where it is kept").fill("The page by the telephone")
    form.get_by_label("Who looks after it").fill("Dan Hay")
    file = {"name": "page.txt", "mimeType": "text/plain", "buffer": b"Ring Dan Hay."}
    form.get_by_label("A file, if there is one").set_input_files(file)
    form.get_by_role("button", name="Attach").click()
    page.get_by_text("The evidence is attached.").wait_for()


def of_a_workbook(page: Any) -> tuple[str, str]:
    """Bring a table twice, and take it in once: give the pages after and before that."""
    rows = b"id,partner.name,danger_now\nowl-walks,Owl Walks,no\nof-nobody,,perhaps\n"

    def bring() -> str:
        page.goto("/workbook")
        page.set_input_files("input[type=file]", {"name": "new.csv", "mimeType": "text/csv", "buffer": rows})
        page.get_by_role("button", name="Show what would come of it").click()
        page.wait_for_url("**/workbook/*")
        return str(page.url)

    bring()
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_url("**/taken*")
    return urlsplit(page.url).path, urlsplit(bring()).path


def test_every_page_is_for_everybody(page: Any, addresses: tuple[str, ...]) -> None:
    """One of each route wide and light, and at 200 %; all narrow and dark (320 pixels are a usual screen at 400 %)."""
    found = []
    routes = set()
    for address in addresses:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        if (rule := rule_of(urlsplit(address).path)) not in routes:
            routes.add(rule)
            found += [(address, "wide", each) for each in found_by_axe(page)]
            page.set_viewport_size({"width": 640, "height": 450})
            found += [
                (address, "at 200 %", f"by {beyond} pixels") for beyond in (beyond_the_screen(page),) if beyond > 0
            ]
        page.set_viewport_size({"width": 320, "height": 800})
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found += [(address, "narrow", each) for each in found_by_axe(page)]
        found += [(address, "too wide", f"by {beyond} pixels") for beyond in (beyond_the_screen(page),) if beyond > 0]
        found += [(address, "moves", each) for each in page.evaluate(MOVES)]
    assert found == []


def test_with_colours_of_ones_own_everything_still_has_its_edges(page: Any) -> None:
    """Where the system takes all colours away, what was told apart by them is told apart by lines."""
    page.emulate_media(forced_colors="active")
    page.goto("/components")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.evaluate(WITHOUT_EDGES, EDGED) == []
    page.emulate_media(forced_colors="none")


def test_on_paper_everything_is_there(page: Any) -> None:
    """A4, with what was folded open, and nothing on it that can only be pressed."""
    page.goto("/s/wheels-for-westmere/result")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate("[...document.querySelectorAll('details')].every(each => each.open)")
    assert not page.get_by_role("button").locator("visible=true").count()
    assert page.pdf(format="A4").startswith(b"%PDF-")
    page.emulate_media(media="screen")


def test_axe_finds_what_is_wrong(page: Any) -> None:
    page.goto("/s/wheels-for-westmere")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert [each.split(":")[0] for each in found_by_axe(page)] == ["html-has-lang"]
