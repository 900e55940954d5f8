"""The rules as a book: everything has its page, is found by its words, and leads on to what it names."""

import re

import pytest

from armslength.web.pages.rules import KINDS
from engine import book
from tests.web.answers import words_of
from tests.web.at_hand import HERE, OFFICE, Browser, a_browser
from tests.web.shipped import folded

BASE = OFFICE.base
EVERYTHING = {
    "decision": BASE.decisions,
    "question": BASE.facts,
    "control": BASE.controls,
    "rule": BASE.rules,
    "table": BASE.tables,
    "statement": BASE.statements,
}
LISTED = tuple(kind for kind in KINDS if EVERYTHING[kind])
LEADS = re.compile(r'href="(/rules/[^"]*)"')


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return a_browser(tmp_path_factory.mktemp("rules"))


def address(kind: str, name: str) -> str:
    return f"/rules/{name}" if kind == "rule" else f"/rules/{kind}/{name}"


@pytest.mark.parametrize("kind", LISTED)
def test_each_kind_lists_everything_of_it(browser: Browser, kind: str) -> None:
    page = browser.get(f"/rules?kind={kind}")
    assert [name for name in EVERYTHING[kind] if f'href="{address(kind, name)}"' not in page] == []
    assert f"({len(EVERYTHING[kind])})" in page


@pytest.mark.parametrize("kind", LISTED)
def test_a_page_leads_to_pages_that_are_there(browser: Browser, kind: str) -> None:
    for name in list(EVERYTHING[kind])[::40]:
        page = browser.get(address(kind, name))
        for leads in sorted(set(LEADS.findall(page)))[:3]:
            browser.get(leads)


@pytest.mark.deep
@pytest.mark.parametrize("kind", LISTED)
def test_every_page_leads_to_pages_that_are_there(browser: Browser, kind: str) -> None:
    there = {address(each, name) for each, names in EVERYTHING.items() for name in names}
    for name in EVERYTHING[kind]:
        assert {*LEADS.findall(browser.get(address(kind, name)))} <= there


def test_a_rule_is_told_whole(browser: Browser) -> None:
    rule = BASE.rules["floor-alone-in-a-home"]
    said = words_of(browser.get("/rules/floor-alone-in-a-home"))
    assert folded(rule.title) in said
    assert folded(rule.because) in said
    assert [cite for cite in rule.cites if folded(BASE.statements[cite].says) not in said] == []


def test_a_statement_says_what_cites_it(browser: Browser) -> None:
    page = browser.get("/rules/statement/svp.two-ends")
    assert folded(BASE.statements["svp.two-ends"].says) in words_of(page)
    citing = [rule.name for rule in BASE.rules.values() if "svp.two-ends" in rule.cites]
    assert [name for name in citing if f'href="/rules/{name}"' not in page] == []


def test_words_find_titles_questions_and_what_sources_say(browser: Browser) -> None:
    page = browser.get("/rules?q=ALONE+home")
    assert 'href="/rules/floor-alone-in-a-home"' in page
    rows = browser.get("/rules.csv?q=alone+home").splitlines()
    assert rows[0].removeprefix("\ufeff") == "Kind,What it says,Name,Where it stands"
    assert any(row.startswith("Rule,") and "floor-alone-in-a-home" in row for row in rows)
    says = " ".join(BASE.statements["svp.two-ends"].says.split()[:6])
    assert 'href="/rules/statement/svp.two-ends"' in browser.get(f"/rules?q={says}")
    assert 'href="/rules/floor-alone-in-a-home"' in browser.get("/rules?q=floor-alone-in-a-home")


def test_what_is_not_found_is_said(browser: Browser) -> None:
    said = words_of(browser.get("/rules?q=<b>zebra</b>+crossing"))
    assert "Nothing has all of these words in its title: <b>zebra</b> crossing." in said
    browser.get("/rules/nothing", 404)
    browser.get("/rules/statement/nothing", 404)
    browser.get("/rules/nothing/nothing", 404)
    browser.get("/rules?kind=nothing")


@pytest.mark.deep
def test_the_whole_book_can_be_taken_along(browser: Browser) -> None:
    answer = browser.app.test_client().get("/rules.html", base_url=HERE)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.get_data(as_text=True) == book(BASE)
