"""Work that has ended: no level is set for it, nothing is held up, and the page says what has to be closed down."""

from dataclasses import replace

import pytest

from engine import api
from engine.assessment.result import Result
from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import LEFT_OUT
from engine.interpret.results import DecisionCells
from engine.page.text import page_text
from engine.profile.profile import Given, Profile
from engine.render.page import result_page
from tests.packs.shipped import shipped, shipped_examples

CLOSING = "The service manager closes the work down within two weeks."
EXAMPLES = [each for each in shipped_examples() if "stage" in each.answers]


def ended(profile: Profile, **more: bool) -> Result:
    """Assess an arrangement as if its work had ended."""
    answers = {**profile.answers, "stage": Given("ended"), **{name: Given(each) for name, each in more.items()}}
    profile = replace(profile, answers=answers)
    return api.assess(shipped(), profile, profile.as_of, "reference")


def text_of(result: Result, *, full: bool) -> str:
    return " ".join(page_text(result_page(shipped(), result, full=full), 1000, False).split())


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("profile", EXAMPLES, ids=lambda profile: profile.id)
def test_no_level_shows_and_nothing_has_to_be_in_place_but_the_closing_down(profile: Profile, *, full: bool) -> None:
    result = ended(profile)
    text = text_of(result, full=full)
    for words in ("Oversight level:", "Whether it is ready:", "Is this the right partner?", "Meanwhile, treat it as:"):
        assert words not in text, words
    for name, label in shipped().pack.control_classes.items():
        assert name == "closing" or f"{label} (" not in text
    asked = {each.name for each in result.assessment.controls if each.required == "yes"}
    assert ("[closed-down]" in text) is ("closed-down" in asked)


def test_what_has_to_be_closed_down_is_said_before_all_else_but_danger() -> None:
    said = 0
    for profile in EXAMPLES:
        result = ended(profile)
        if "ended-work-is-closed-down" in result.assessment.advice:
            assert CLOSING in text_of(result, full=False).split("What must happen first ")[1][:300]
            said += 1
    assert said > len(EXAMPLES) / 2


def test_a_danger_now_comes_before_the_closing_down() -> None:
    profile = next(each for each in EXAMPLES if each.id == "befriender-alone-at-home")
    first = text_of(ended(profile, danger_now=True), full=False).split("What must happen first ")[1]
    assert first.startswith("- Act now: ")
    assert "999" in first.split(CLOSING)[0]


def test_a_row_of_a_portfolio_leaves_the_level_out() -> None:
    profile = next(each for each in EXAMPLES if each.id == "befriender-alone-at-home")
    assert profile.as_of is not None
    row = row_result(shipped(), {**profile.facts(), "stage": "ended"}, profile.as_of)
    assert row.decision("oversight") == row.decision("readiness") == DecisionCells(status=LEFT_OUT)


def test_as_long_as_it_is_not_known_whether_it_has_ended_a_level_is_set() -> None:
    profile = next(each for each in EXAMPLES if each.id == "befriender-alone-at-home")
    answers = {name: given for name, given in profile.answers.items() if name != "stage"}
    result = api.assess(shipped(), replace(profile, answers=answers), profile.as_of, "reference")
    assert "Oversight level:" in text_of(result, full=False)
