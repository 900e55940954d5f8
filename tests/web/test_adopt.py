"""Newer rules are adopted once what they change was shown; help stands in one place, with the words of the pack."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from armslength.register.domain.commands import Open, Sign
from armslength.register.domain.events import PackVersion
from armslength.register.domain.go_ahead import applied
from armslength.register.domain.making import Now
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.register.exchange.acting import Moment, act, enter, pack_of
from armslength.register.exchange.answers import signing
from armslength.register.exchange.telling import assessed
from armslength.register.store.reading import Head
from tests.web.answers import form_of, say, shipped, stands, words_of
from tests.web.at_hand import NOW, OFFICE, PEOPLE, Browser, a_browser
from tests.web.shipped import folded

HERE = "/s/one/adopt"
OLDER = PackVersion(OFFICE.base.pack.id, "0.1.0", "0" * 64)
LEVELS = OFFICE.base.decisions["oversight"].values


def under_older_rules(folder: Path) -> Browser:
    made = a_browser(folder)
    opening = Open({"partner.name": ("Ashby Singers",)}, OLDER)
    enter(made.desk.register, OFFICE, "one", opening, PEOPLE["approver"], Moment(NOW))
    return made


def sign_as_if(browser: Browser, level: str) -> None:
    """Sign as if under the older rules another level had come out, by a rule that is gone."""

    def asks(office: RegisterOffice, state: State, now: Now, head: Head) -> Iterator[Sign]:
        for command in signing(office, state, now, head, "I agree."):
            assert isinstance(command, Sign)
            decisions = {**command.decisions, "oversight": (level,)}
            yield replace(command, pack=OLDER, decisions=decisions, rules=("a-rule-that-is-gone",))

    act(browser.desk.register, OFFICE, "one", asks, PEOPLE["approver"], Moment(NOW))


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return under_older_rules(tmp_path)


def test_what_newer_rules_change_is_shown_before_they_are_adopted(browser: Browser) -> None:
    profile = shipped("advocacy-in-complaints")
    say(browser, "one", {name: given for name, given in profile.answers.items() if name not in OFFICE.knows})
    result = assessed(stands(browser), OFFICE, NOW.date())
    now = applied(result.assessment, "oversight") or ""
    then = next(each for each in LEVELS if each != now)
    sign_as_if(browser, then)
    page = browser.get(HERE)
    said = words_of(page)
    assert f"It is held to version 0.1.0 of the rules. Version {OFFICE.base.pack.version} is installed." in said
    assert f"{LEVELS[then].label} {LEVELS[now].label}" in said
    assert "a-rule-that-is-gone" in said
    fired = next(iter(result.assessment.fired))
    assert f'href="/rules/{fired}"' in page
    assert stands(browser).pack == OLDER, "looking adopts nothing"
    browser.post(HERE, form_of(page) | {"shown": "yes", "why": "The field has moved."})
    state = stands(browser)
    assert (state.pack, state.history[-1].why) == (pack_of(OFFICE.base), "The field has moved.")
    assert "The rules: version 0.1.0 when it was signed" in words_of(browser.get("/s/one/sign"))
    assert "There is nothing to adopt." in words_of(browser.get(HERE))


def test_nothing_is_adopted_that_was_not_read_or_by_whoever_may_not(browser: Browser) -> None:
    page = browser.get(HERE)
    assert "Nobody has signed it" in words_of(page)
    typed = form_of(page) | {"why": "Kept."}
    wrongs: tuple[dict[str, list[str] | str], ...] = ({}, {"shown": "yes", "pack": "1" * 64})
    for wrong in wrongs:
        refused = browser.post(HERE, typed | wrong, 422)
        assert "Nothing was adopted." in words_of(refused)
        assert form_of(refused)["why"] == ["Kept."]
    assert "Who may sign: Registered manager" in words_of(browser.as_("contributor").get(HERE))
    browser.post(HERE, typed | {"shown": "yes"}, 403)
    assert stands(browser).pack == OLDER


def test_what_is_held_to_other_rules_is_not_signed_before_they_are_adopted(browser: Browser) -> None:
    page = browser.get("/s/one/sign")
    assert "It is held to other rules than those installed now" in words_of(page)
    assert f'href="{HERE}"' in page
    browser.post("/s/one/sign", {"agreed": "yes", "seen": "1"}, 409)
    assert not stands(browser).signatures


def test_help_explains_every_word_of_the_pack_and_calls_things_as_it_does(browser: Browser) -> None:
    said = words_of(browser.get("/help"))
    assert OFFICE.base.glossary
    for each in OFFICE.base.glossary.values():
        assert folded(each.means) in said
    assert f"Enter the {OFFICE.subject.one} in the register." in said
    browser.sign_in.who = None
    assert "How to begin" in words_of(browser.get("/help")), "also before signing in"
