"""An answer that is changed in the browser: what it would alter is shown first, and of two who answer none is lost."""

import pytest

from engine import Given, Profile, Result, assess, read_profiles, write_profile
from tests.web.answers import BASE, action_of, entered, form_of, say, shipped, stands, words_of
from tests.web.at_hand import OFFICE, Browser, a_browser
from tests.web.screened import AFFECTS, HANDLES, MEETS, SYSTEMS, TODAY, result, value_of


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return a_browser(tmp_path_factory.mktemp("changing"))


@pytest.fixture
def subject(browser: Browser) -> str:
    """Enter a subject of which nothing was said, and sit down as a contributor."""
    browser.as_("contributor")
    return entered(browser, f"subject-{len(browser.desk.register.subjects())}")


# ---- changing


def test_a_change_shows_first_what_it_would_alter_and_saves_nothing(browser: Browser, subject: str) -> None:
    profile = shipped("agency-carers-on-our-rota")
    say(browser, subject, {n: g for n, g in profile.answers.items() if n not in OFFICE.knows})
    before, was = stands(browser, subject).version, result(browser, subject)
    name = "hands_on_regulated_care"
    sent = form_of(browser.get(f"/s/{subject}/question/{name}")) | {f"answer.{name}": "no"}
    page = browser.post(f"/s/{subject}/question/{name}", sent, 200)
    assert stands(browser, subject).version == before
    changed = profile_with(browser, subject, name, value=False)
    text = words_of(page)
    assert "Nothing is saved yet" in text
    for each in BASE.pack.primary:
        then = changed.outcome(each)
        if then != was.outcome(each):
            assert BASE.decisions[each].title in text
            if then.status == "settled":
                assert BASE.decisions[each].values[value_of(changed, each)].label in text
    sides = ({(each.name, each.required) for each in found.assessment.controls} for found in (was, changed))
    moved = {name for name, required in set.symmetric_difference(*sides) if required != "possible"}
    assert moved
    assert all(BASE.controls[each].title in text for each in moved)
    assert browser.post(action_of(page), form_of(page) | {"why": "We looked again."}).endswith("done=saved")
    kept = stands(browser, subject)
    assert (kept.answers[name][-1].value, kept.history[-1].why) == (False, "We looked again.")
    assert result(browser, subject).assessment.decisions == changed.assessment.decisions


def profile_with(browser: Browser, subject: str, name: str, *, value: bool) -> Result:
    """Assess a subject with another answer, without the register."""
    found = result(browser, subject).profile
    assert found is not None
    other = Profile(found.id, found.header, {**found.answers, name: Given(value)}, found.controls)
    (read,) = read_profiles(write_profile(BASE, other).encode(), BASE)
    return assess(BASE, read, TODAY, "reference")


def test_what_an_answer_rested_on_does_not_carry_another_one_unless_somebody_says_so(
    browser: Browser, subject: str
) -> None:
    say(browser, subject, {MEETS: Given(True, "the rota", "documented", "Pat Pine")})
    sent = form_of(browser.get(f"/s/{subject}/question/{MEETS}")) | {f"answer.{MEETS}": "no"}
    page = browser.post(f"/s/{subject}/question/{MEETS}", sent, 200)
    assert "It still rests on: the rota" in words_of(page)
    browser.post(action_of(page), form_of(page))
    kept = stands(browser, subject).answers[MEETS][-1]
    assert (kept.value, kept.evidence, kept.source) == (False, "", "")
    say(browser, subject, {MEETS: Given(False, "the rota", "documented", "Pat Pine")})
    sent = form_of(browser.get(f"/s/{subject}/question/{MEETS}")) | {f"answer.{MEETS}": "yes"}
    page = browser.post(f"/s/{subject}/question/{MEETS}", sent, 200)
    browser.post(action_of(page), form_of(page) | {f"same.{MEETS}": "yes"})
    kept = stands(browser, subject).answers[MEETS][-1]
    assert (kept.value, kept.evidence, kept.source) == (True, "the rota", "Pat Pine")


def test_answers_that_count_no_longer_are_named_kept_and_count_again(browser: Browser, subject: str) -> None:
    say(browser, subject, {MEETS: Given(False), HANDLES: Given(False), AFFECTS: Given(False), SYSTEMS: Given(True)})
    sent = form_of(browser.get(f"/s/{subject}/question/{MEETS}")) | {f"answer.{MEETS}": "yes"}
    page = browser.post(f"/s/{subject}/question/{MEETS}", sent, 200)
    assert f"Kept, and no longer counted {BASE.facts[SYSTEMS].question}" in words_of(page)
    browser.post(action_of(page), form_of(page))
    review = words_of(browser.get(f"/s/{subject}/review-answers"))
    says = "These answers do not apply as things stand. They count again when they do."
    assert f"Kept, and not counted {says} {BASE.facts[SYSTEMS].question} Yes." in review
    sent = form_of(browser.get(f"/s/{subject}/question/{MEETS}")) | {f"answer.{MEETS}": "no"}
    page = browser.post(f"/s/{subject}/question/{MEETS}", sent, 200)
    assert f"Counted again {BASE.facts[SYSTEMS].question}" in words_of(page)


def test_what_was_shown_is_what_is_saved_also_when_somebody_writes_meanwhile(browser: Browser, subject: str) -> None:
    say(browser, subject, {MEETS: Given(True)})
    sent = form_of(browser.get(f"/s/{subject}/question/{MEETS}")) | {f"answer.{MEETS}": "no"}
    page = browser.post(f"/s/{subject}/question/{MEETS}", sent, 200)
    say(browser, subject, {HANDLES: Given(True)}, by="approver")
    again = browser.post(action_of(page), form_of(page) | {"why": "We looked again."}, 200)
    assert "Somebody made another entry while you looked" in words_of(again)
    assert form_of(again)["why"] == ["We looked again."]
    assert stands(browser, subject).answers[MEETS][-1].value is True
    assert browser.post(action_of(again), form_of(again)).endswith("done=saved")
    assert stands(browser, subject).history[-1].why == "We looked again."


def test_a_reason_that_can_not_be_written_is_said_at_its_field_and_kept(browser: Browser, subject: str) -> None:
    say(browser, subject, {MEETS: Given(True)})
    sent = form_of(browser.get(f"/s/{subject}/question/{MEETS}")) | {f"answer.{MEETS}": "no"}
    page = browser.post(f"/s/{subject}/question/{MEETS}", sent, 200)
    wrong = browser.post(action_of(page), form_of(page) | {"why": "w" * 4_001}, 422)
    assert 'id="why-slip"' in wrong
    assert form_of(wrong)["why"] == ["w" * 4_001]
    assert stands(browser, subject).answers[MEETS][-1].value is True


# ---- two people, and two tabs


def two_forms(browser: Browser, subject: str, mine: str, theirs: str) -> str:
    """Let two open the same question, and somebody else save first; give what the second is shown."""
    here = f"/s/{subject}/question/{MEETS}"
    browser.as_("contributor")
    sent = form_of(browser.get(here))
    browser.as_("approver").post(here, sent | {f"answer.{MEETS}": theirs, f"evidence.{MEETS}": "the rota"})
    browser.as_("contributor")
    return browser.post(here, sent | {f"answer.{MEETS}": mine, f"evidence.{MEETS}": "my diary"}, 409)


def test_a_stale_page_shows_both_answers_with_names(browser: Browser, subject: str) -> None:
    text = words_of(two_forms(browser, subject, "no", "yes"))
    assert "Ann Moss (Registered manager), on 3 March 2027 Yes. the rota You No. my diary" in text
    assert stands(browser, subject).answers[MEETS][-1].by.name == "Ann Moss"


def test_of_two_answers_theirs_can_stay(browser: Browser, subject: str) -> None:
    page = two_forms(browser, subject, "no", "yes")
    before = stands(browser, subject).version
    assert browser.post(action_of(page), form_of(page) | {f"keep.{MEETS}": "theirs"}).endswith("done=kept_theirs")
    assert stands(browser, subject).version == before


def test_of_two_answers_mine_takes_its_place_once_it_was_seen_what_that_alters(browser: Browser, subject: str) -> None:
    page = two_forms(browser, subject, "no", "yes")
    page = browser.post(action_of(page), form_of(page) | {f"keep.{MEETS}": "mine"}, 200)
    assert "What this change would alter" in words_of(page)
    browser.post(action_of(page), form_of(page))
    kept = stands(browser, subject).answers[MEETS][-1]
    assert (kept.value, kept.evidence, kept.by.name, kept.version) == (False, "my diary", "Cat Cole", 2)


def test_between_two_answers_somebody_has_to_choose(browser: Browser, subject: str) -> None:
    page = two_forms(browser, subject, "no", "yes")
    again = browser.post(action_of(page), form_of(page), 409)
    assert "Choose one of them." in words_of(again)
    assert form_of(again)[f"evidence.{MEETS}"] == ["my diary"]
    assert stands(browser, subject).answers[MEETS][-1].by.name == "Ann Moss"


def test_the_same_answer_by_two_is_no_conflict(browser: Browser, subject: str) -> None:
    here = f"/s/{subject}/question/{MEETS}"
    sent = form_of(browser.get(here)) | {f"answer.{MEETS}": "yes"}
    browser.post(here, sent)
    assert browser.post(here, sent).endswith("done=nothing_new")


def test_one_person_in_two_tabs_is_as_two_people(browser: Browser, subject: str) -> None:
    here = f"/s/{subject}/topic/about"
    first, second = form_of(browser.get(here)), form_of(browser.get(here))
    browser.post(here, first | {f"answer.{MEETS}": "yes"})
    page = browser.post(here, second | {f"answer.{MEETS}": "no", f"answer.{HANDLES}": "yes"}, 409)
    assert "Cat Cole (Service manager), on 3 March 2027" in words_of(page)
    page = browser.post(here, form_of(page) | {f"keep.{MEETS}": "theirs"}, 303)
    kept = stands(browser, subject).answers
    assert (kept[MEETS][-1].value, kept[HANDLES][-1].value) == (True, True), "what was in no conflict is saved, too"
