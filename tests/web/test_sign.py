"""Signing: what exactly is adopted is shown first, nothing else is signed, and the record says what changed since."""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from armslength.register.domain.commands import End
from armslength.register.domain.events import Stage
from armslength.register.domain.go_ahead import applied
from armslength.register.exchange.acting import to_say
from armslength.register.exchange.telling import assessed
from armslength.web.app import create_app
from armslength.web.words import words_for
from engine import Given, to_json
from tests.web.again import ANSWERS, did, with_answers
from tests.web.answers import form_of, stands, words_of
from tests.web.at_hand import NOW, OFFICE, Browser
from tests.web.shipped import folded

HERE = "/s/one/sign"


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return with_answers(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return with_answers(tmp_path_factory.mktemp("sign"))


def tick(browser: Browser) -> dict[str, object]:
    return form_of(browser.get(HERE)) | {"agreed": "yes", "why": "As agreed at the meeting."}


def test_what_is_adopted_is_shown_before_anybody_signs(shared: Browser) -> None:
    browser = shared.as_("approver")
    said = words_of(browser.get(HERE))
    base, head = OFFICE.base, browser.desk.register.head()
    result = assessed(stands(browser), OFFICE, NOW.date())
    level = base.decisions["oversight"].values[applied(result.assessment, "oversight") or ""].label
    assert level in said
    assert f"{base.pack.id} {base.pack.version}" in said
    assert head.checkpoint.short in said
    assert OFFICE.declaration
    assert folded(OFFICE.declaration) in said
    assert "Ann Moss, Registered manager, 3 March 2027" in said
    waits = [each for each in result.assessment.open_questions if "oversight" in each.decides]
    assert all(folded(base.question(each.fact).question) in said for each in waits)


def test_a_signature_holds_what_was_shown_and_its_record_can_be_read(browser: Browser) -> None:
    before = stands(browser)
    checkpoint = browser.desk.register.head().checkpoint.short
    to = browser.post(HERE, tick(browser))
    state = stands(browser)
    assert (before.stage, state.stage) == (Stage.SCREENING, Stage.DECIDED)
    (signature,) = state.signatures
    result = assessed(before, OFFICE, NOW.date(), "both")
    assert signature.said.assessment == sha256(to_json(OFFICE.base, [result])).hexdigest()
    assert signature.said.checkpoint == checkpoint
    assert signature.said.declaration == OFFICE.declaration
    assert state.history[-1].why == "As agreed at the meeting."
    assert to == f"{HERE}/{signature.number}?done=signed"
    said = words_of(browser.get(to))
    for each in (checkpoint, signature.said.assessment, "Ann Moss, Registered manager", "3 March 2027"):
        assert each in said
    assert "As agreed at the meeting." in said
    assert "Nothing that it rests on has changed since." in said
    browser.get(f"{HERE}/1", 404)


@pytest.mark.parametrize(
    ("typed", "status", "says"),
    [
        ({"agreed": ""}, 422, "Nothing was signed."),
        ({"seen": "3"}, 409, "made an entry after you read it"),
        ({"as_of": "2027-03-02"}, 409, "Nothing was signed."),
        ({"pack": "0" * 64}, 409, "Nothing was signed."),
        ({"declared": "Other words."}, 409, "Nothing was signed."),
        ({"why": "a" * 5000}, 422, "5,000"),
    ],
)
def test_what_is_not_what_was_shown_is_not_signed(
    shared: Browser, typed: dict[str, str], status: int, says: str
) -> None:
    browser = shared.as_("approver")
    page = browser.post(HERE, tick(browser) | typed, status)
    assert says in words_of(page)
    assert form_of(page)["why"] == [typed.get("why", "As agreed at the meeting.")]
    assert not stands(browser).signatures
    assert form_of(page)["seen"] == [str(stands(browser).version)], "what is shown now can be signed"


@pytest.mark.parametrize("right", ["reader", "contributor", "administrator"])
def test_who_may_not_sign_is_told_who_may(shared: Browser, right: str) -> None:
    browser = shared.as_("approver")
    typed = tick(browser)
    said = words_of(browser.as_(right).get(HERE))
    assert ("Who may sign: Registered manager" in said) is (right != "administrator"), "that one may approve as well"
    if right != "administrator":
        assert "As agreed at the meeting." in browser.post(HERE, typed, 403)
        assert not stands(browser).signatures


def test_a_record_says_exactly_what_changed_since_and_from_when(browser: Browser) -> None:
    record = browser.post(HERE, tick(browser)).partition("?")[0]
    name = "works_alone" if "works_alone" in ANSWERS else next(n for n, g in ANSWERS.items() if g.value is True)
    state = stands(browser)
    other = next(each for each in ANSWERS if each != name)
    did(browser, to_say(OFFICE.base, other, Given(ANSWERS[other].value, "Looked at again."), state.seen(other)))
    browser.clock.now = NOW + timedelta(days=1)
    did(browser, to_say(OFFICE.base, name, Given(not ANSWERS[name].value), state.seen(name)), by="contributor")
    page = browser.get(record)
    said = words_of(page)
    assert "Changed since it was signed: since 4 March 2027" in said
    question = folded(OFFICE.base.question(name).question)
    assert f"{question} (by Cat Cole)" in said
    others = [each for each in ANSWERS if each != name and f"{folded(OFFICE.base.question(each).question)} (by" in said]
    assert others == []
    assert "Changed since it was signed: since 4 March 2027" in words_of(browser.get(HERE))
    later = browser.post(HERE, tick(browser)).partition("?")[0]
    assert "Nothing that it rests on has changed since." in words_of(browser.get(later))
    assert "There is a later signature" in words_of(browser.get(record))


def test_what_is_ended_is_not_signed(browser: Browser) -> None:
    did(browser, End(date(2027, 3, 3)))
    page = browser.get(HERE)
    assert "Nothing can be signed at this stage" in words_of(page)
    assert "agreed" not in page


def test_a_pack_without_a_declaration_of_its_own_has_that_of_the_pages(shared: Browser) -> None:
    browser = shared.as_("approver")
    office = replace(OFFICE, declaration="")
    desk = replace(browser.desk, office=office, words=words_for(office))
    app = create_app(desk, browser.sign_in)
    assert "I accept what came out, and what must be in place." in words_of(replace(browser, app=app).get(HERE))
