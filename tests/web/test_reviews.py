"""Reviews: what is due and on the agenda, holding one, and signs that count once somebody confirms them."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from armslength.register.domain.commands import AgreeAction, AnswerQuestion, HoldReview, RecordIncident
from armslength.register.domain.due import DueKind
from armslength.register.domain.events import Person
from armslength.register.exchange.telling import assessed
from armslength.web.pages.due import set_by_words
from armslength.web.pages.reviews import due_reviews
from tests.web.answers import words_of
from tests.web.at_hand import NOW, OFFICE, Browser
from tests.web.running import NEW, PAYLOAD, RUNS, a_running_browser, entered
from tests.web.shipped import folded, hidden_in

HERE = f"/s/{RUNS}/reviews"
KIND = "quarterly_review"
TODAY = NOW.date()


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return a_running_browser(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """For what is refused: it leaves the register as it was."""
    browser = a_running_browser(tmp_path_factory.mktemp("shared"))
    entered(browser, HoldReview("early_review", TODAY, "Fine."))
    return browser


def held(browser: Browser, typed: Mapping[str, object], status: int = 303) -> str:
    seen = hidden_in(browser.get(HERE), HERE)
    return browser.post(HERE, {"kind": KIND, "on": "3 March 2027", **seen, **typed}, status)


def test_a_review_is_held_with_one_sentence(browser: Browser) -> None:
    assert held(browser, {"still_right": "Nothing has changed.", "next_on": "1 6 2027"}) == f"{HERE}?done=review_held"
    (review,) = browser.desk.register.state(RUNS).reviews
    assert (review.said.review_kind, review.said.on, review.said.still_right) == (KIND, TODAY, "Nothing has changed.")
    assert review.said.next_on == date(2027, 6, 1)
    said = words_of(browser.get(f"{HERE}?done=review_held"))
    assert "The review is recorded." in said
    assert "3 March 2027 Ann Moss Nothing has changed. 1 June 2027" in said
    assert "Nothing has changed." in browser.get(f"{HERE}.csv")


def test_a_review_is_held_with_the_answers_that_it_changed(browser: Browser) -> None:
    held(browser, {"still_right": "Nothing has changed."})
    browser.clock.now += timedelta(days=1)
    state = browser.desk.register.state(RUNS)
    assert 'name="changed"' not in browser.get(HERE)
    entered(browser, AnswerQuestion("risk_is_rising", True, state.seen("risk_is_rising")))
    assert 'name="changed"' in browser.get(HERE)
    held(browser, {"on": "4 March 2027", "changed": "risk_is_rising"})
    assert browser.desk.register.state(RUNS).reviews[-1].said.changed == ("risk_is_rising",)
    assert f"Answered anew: {OFFICE.base.question('risk_is_rising').question}" in words_of(browser.get(HERE))


@pytest.mark.parametrize(
    ("typed", "status", "says"),
    [
        ({"still_right": ""}, 422, "Say in one sentence why it is still right"),
        ({"still_right": "Yes.", "on": ""}, 422, "Say when it was held."),
        ({"still_right": "Yes.", "on": "31 2 2027"}, 422, "31 2 2027"),
        ({"still_right": "Yes.", "on": "4 March 2027"}, 409, "4 March 2027 has not come yet."),
        ({"still_right": "Yes.", "next_on": "3 March 2027"}, 409, "The next review has to come after this one."),
        ({"still_right": "Yes.", "kind": ""}, 409, "which review it was"),
        ({"still_right": "x" * 4001}, 422, "4,000"),
        (
            {"still_right": "", "changed": "risk_is_rising", "kind": KIND},
            409,
            "was not answered since the last review. Answer it first.",
        ),
    ],
)
def test_what_can_not_be_recorded_is_refused_in_words_and_kept(
    shared: Browser, typed: dict[str, str], status: int, says: str
) -> None:
    page = held(shared, typed, status)
    assert says in words_of(page)
    assert not [each for each in shared.desk.register.state(RUNS).reviews if each.said.review_kind == KIND]
    assert all(
        not text or text[:40] in page for name, text in typed.items() if name in ("still_right", "on", "next_on")
    )


def test_what_others_entered_while_somebody_wrote_is_shown_before_it_is_still_right(browser: Browser) -> None:
    seen = hidden_in(browser.get(HERE), HERE)
    entered(browser, RecordIncident(TODAY, "harm", "A fall on the stairs."))
    typed = {"kind": KIND, "on": "3 March 2027", "still_right": "Nothing has changed.", **seen}
    page = browser.post(HERE, typed, 409)
    said = words_of(page)
    assert "This was entered while you wrote A fall on the stairs. (Cat Cole)" in said
    assert "Nothing has changed." in page
    assert browser.desk.register.state(RUNS).reviews == ()
    assert browser.post(HERE, typed | hidden_in(page, HERE)) == f"{HERE}?done=review_held"


def test_what_is_due_stands_first_with_the_rule_that_set_it(browser: Browser) -> None:
    state = browser.desk.register.state(RUNS)
    lines = due_reviews(state, OFFICE, assessed(state, OFFICE, TODAY), TODAY)
    assert lines
    said = words_of(browser.get(HERE))
    for line in lines:
        assert folded(line.label) in said
        assert folded(set_by_words(line.set_by, OFFICE, browser.desk.words)) in said


def test_the_agenda_is_that_of_the_review_sheet(browser: Browser) -> None:
    state = browser.desk.register.state(RUNS)
    outcome = assessed(state, OFFICE, TODAY).outcome("review_agenda")
    said, values = words_of(browser.get(HERE)), OFFICE.base.decisions["review_agenda"].values
    listed = {name for name, each in values.items() if folded(each.label) in said}
    assert outcome.members  # type: ignore[union-attr]
    assert listed == outcome.members  # type: ignore[union-attr]


def test_a_sign_counts_once_somebody_confirms_it(browser: Browser) -> None:
    """Two actions that were put off: the pack's rule asks for two within a year."""
    question = "poor_work_unchallenged"
    agreed = [AgreeAction(f"Thing {n}", "Service manager", TODAY + timedelta(days=1)) for n in (1, 2)]
    entered(browser, *agreed)
    assert "Signs to confirm" not in words_of(browser.get(HERE))
    browser.clock.now += timedelta(days=2)
    page = browser.get(HERE)
    said = words_of(page)
    assert "Actions were put off, or closed after the day that was first agreed." in said
    assert "4 March 2027: Thing 1 4 March 2027: Thing 2" in said
    before = browser.desk.register.state(RUNS).seen(question)
    address = f"/s/{RUNS}/question/{question}"
    answer = hidden_in(page, address)
    assert (answer[f"answer.{question}"], answer[f"seen.{question}"]) == ("yes", str(before))
    shown = browser.app.test_client().post(
        address, data=answer, base_url="http://localhost", headers={"Sec-Fetch-Site": "same-origin"}
    )
    if shown.status_code == 200:  # another answer stood: first what it would alter is shown
        browser.post(address, hidden_in(shown.get_data(as_text=True), address))
    kept = browser.desk.register.state(RUNS).current(question)
    assert kept is not None
    assert (kept.value, kept.by) == (True, Person("Ann Moss", "registered_manager"))
    assert "Thing 1" in kept.evidence
    assert "Signs to confirm" not in words_of(browser.get(HERE))


def test_before_the_start_there_is_nothing_to_review(browser: Browser) -> None:
    page = browser.get(f"/s/{NEW}/reviews")
    assert "There is nothing to review before it has started." in page
    assert "hold-title" not in page


def test_a_reader_reads_and_records_nothing(browser: Browser) -> None:
    entered(browser, HoldReview(KIND, TODAY, "Fine."))
    page = browser.as_("reader").get(HERE)
    assert "Fine." in page
    assert f'action="{HERE}"' not in page
    assert "This is not yours to do" in browser.post(HERE, {"kind": KIND, "still_right": "Yes."}, 403)


def test_what_was_written_is_shown_as_text(browser: Browser) -> None:
    entered(browser, HoldReview(KIND, TODAY, PAYLOAD), RecordIncident(TODAY, "harm", PAYLOAD))
    browser.clock.now += timedelta(days=1)
    for page in (browser.get(HERE), held(browser, {"still_right": PAYLOAD, "on": "never"}, 422)):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "{{ 7 * 7 }}" in page
    assert "\"'" not in browser.get(f"{HERE}.csv").splitlines()[1][:1]


def test_the_kinds_that_are_listed_are_those_of_reviews(browser: Browser) -> None:
    entered(browser, AgreeAction("A thing", "Somebody", TODAY))
    state = browser.desk.register.state(RUNS)
    lines = due_reviews(state, OFFICE, assessed(state, OFFICE, TODAY), TODAY)
    assert {each.kind for each in lines} <= {DueKind.REVIEW, DueKind.EARLY_REVIEW}
