"""The same pages over another pack: its words, its questions, also one that is answered in somebody's own words."""

from datetime import date
from pathlib import Path

import pytest

from armslength.register.declared import read_register
from armslength.register.domain.office import actor_named
from armslength.register.store.register import create_register
from armslength.web.app import create_app
from armslength.web.asking import Desk
from armslength.web.words import words_for
from engine import load_pack
from tests.web.answers import form_of, words_of
from tests.web.at_hand import AlreadyIn, Browser, Clock

OFFICE = read_register(load_pack(Path(__file__).parents[1] / "packs" / "library"))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    clock, sign_in = Clock(), AlreadyIn(actor_named(OFFICE, "Dee Desk, branch_librarian"))
    register = create_register(tmp_path_factory.mktemp("library") / "register.db")
    desk = Desk(register, OFFICE, words_for(OFFICE), clock)
    made = Browser(create_app(desk, sign_in), desk, sign_in, clock)
    made.post("/new", {"head.borrower.name": "Ada", "head.item": "Atlas", "stage": "screening"})
    return made


def test_pages_call_things_as_the_pack_does(browser: Browser) -> None:
    assert "Loans" in words_of(browser.get("/"))
    assert "Enter a new loan" in words_of(browser.get("/new"))
    page = words_of(browser.get("/s/ada"))
    assert "Asked for" in page
    assert "arrangement" not in page + words_of(browser.get("/s/ada/topic/borrower"))


def test_an_answer_in_ones_own_words_is_kept_as_typed_and_can_be_changed(browser: Browser) -> None:
    here = "/s/ada/question/wanted_for"
    said = "For the school's <map> day.\nTwo hours; perhaps three."
    browser.post(here, {"seen.wanted_for": "0", "answer.wanted_for": said})
    kept = browser.desk.register.state("ada").answers["wanted_for"][-1]
    assert (kept.text, kept.value) == (said, None), "in words, so that it can be erased"
    sent = form_of(browser.get(here))
    assert sent["answer.wanted_for"] == [said]
    page = browser.post(here, sent | {"answer.wanted_for": "For fun"}, 200)
    assert "For fun." in words_of(page)
    browser.post(here, form_of(page))
    assert browser.desk.register.state("ada").answers["wanted_for"][-1].text == "For fun"
    page = browser.post(here, form_of(browser.get(here)) | {"answer.wanted_for.instead": "unknown"}, 422)
    assert "“don't know yet” beside it" in words_of(page)
    assert form_of(page)["answer.wanted_for"] == ["For fun"]


def test_a_day_is_answered_as_people_write_it(browser: Browser) -> None:
    day = next(
        each.name for each in OFFICE.base.facts.values() if each.kind == "date" and each.name not in OFFICE.knows
    )
    for typed, expected in (("3 March 2020", date(2020, 3, 3)), ("2020-03-03", date(2020, 3, 3))):
        browser.post("/new", {"head.borrower.name": "Bo", "head.item": typed, "stage": "screening"})
        subject = browser.desk.register.subjects()[-1].name
        browser.post(f"/s/{subject}/answers", {f"seen.{day}": "0", f"answer.{day}": typed})
        assert browser.desk.register.state(subject).answers[day][-1].value == expected
    page = browser.post("/s/ada/answers", {f"seen.{day}": "0", f"answer.{day}": "3 3 2020"}, 422)
    assert "does not say which is the day and which the month" in words_of(page), "this pack writes no day first"
    assert form_of(page)[f"answer.{day}"] == ["3 3 2020"]
    assert "Such as 3 March 2027." in words_of(page)


def test_every_topic_and_the_guided_questions_are_shown(browser: Browser) -> None:
    for topic in OFFICE.base.pack.topics:
        browser.get(f"/s/ada/topic/{topic}")
    browser.get("/s/ada/guided")
    browser.get("/s/ada/guided?order=fixed")
    browser.get("/s/ada/review-answers")


def test_results_controls_and_rules_are_shown_in_the_words_of_the_pack(browser: Browser) -> None:
    base = OFFICE.base
    said = words_of(browser.get("/s/ada/result"))
    assert "arrangement" not in said
    for name, decision in base.decisions.items():
        assert decision.title in words_of(browser.get(f"/s/ada/why/{name}"))
        if decision.values:
            assert decision.title in words_of(browser.get(f"/s/ada/changes/{name}"))
    for name in (*base.controls, ""):
        browser.get(f"/s/ada/controls/{name}".removesuffix("/"))
    browser.get("/s/ada/what-if?" + "&".join(f"ask={name}" for name in base.facts))
    for kind, names in {"decision": base.decisions, "question": base.facts, "control": base.controls}.items():
        for name in names:
            browser.get(f"/rules/{kind}/{name}")
    assert "There is nothing at this address" in browser.get("/s/ada/map", 404), "this pack declares no map"


def test_the_work_over_time_is_shown_in_the_words_of_the_pack(browser: Browser) -> None:
    """This pack has a running entry, too, and says less: of incidents it asks nothing."""
    typed = {"head.borrower.name": "Cy", "head.item": "Globe", "stage": "running", "since": "2027-02-01"}
    browser.post("/new", typed)
    browser.post("/s/cy/actions", {"says": "Dust it", "owner": "Dee", "until": "2027-03-31"})
    for place in ("reviews", "incidents", "actions", "waivers"):
        assert "arrangement" not in words_of(browser.get(f"/s/cy/{place}"))
        assert "arrangement" not in words_of(browser.get(f"/s/ada/{place}"))
    for place in ("due", "portfolio", "portfolio/movement", "calendar", "workbook"):
        assert "arrangement" not in words_of(browser.get(f"/{place}"))
    assert "Dust it" in browser.get("/due")
    kind = next(iter(OFFICE.base.decisions[OFFICE.reviews].values))
    held = form_of(browser.get("/s/cy/reviews"))
    browser.post("/s/cy/reviews", held | {"kind": kind, "still_right": "It is in good order."})
    assert "It is in good order." in browser.get("/s/cy/reviews")
