"""The quick screen: as many questions as it says, few of them for everybody, the rest marked with where they apply."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.assessment.assess import to_assessment
from engine.assessment.result import Result
from engine.export.blank import blank_profile
from engine.interpret.reference.evaluate import evaluate
from engine.page.text import page_text
from engine.profile.profile import Given
from engine.render.page import result_page
from tests.packs.shipped import shipped, shipped_examples

DAY = date(2026, 11, 22)
ROOT = Path(__file__).parent.parent.parent
ASKED = re.compile(r"^  # (\d+)\. ", re.MULTILINE)
MOST_FOR_EVERYBODY = 24
"""Questions that everybody is asked: near twenty. What is not for a model, a level or a stop is left for later."""


def test_the_number_of_questions_said_is_the_number_asked() -> None:
    blank = blank_profile(shipped(), quick=True, topics=())
    numbers = [int(number) for number in ASKED.findall(blank)]
    answers = re.findall(r"^  [\w-]+: unknown$", blank, re.MULTILINE)
    marked = blank.count("# Only where: ")
    assert numbers == list(range(1, len(answers) + 1))
    assert 0 < len(numbers) - marked <= MOST_FOR_EVERYBODY
    assert f"# {len(numbers)} questions below. {len(numbers) - marked} are for everybody; {marked} only where" in blank
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert f"the quick screen: {len(numbers)} questions, each with the reason" in readme
    assert f"Of them, {len(numbers) - marked} are for everybody, and {marked} apply only where" in readme


def test_a_question_that_hangs_on_another_comes_behind_it_and_calls_it_by_its_number() -> None:
    screen = shipped().quick_screen
    for name, number in screen.items():
        for other in shipped().reads.questions_hanging_on(name):
            assert other not in screen or screen[other] > number, (name, other)
    blank = blank_profile(shipped(), quick=True, topics=())
    needs = screen["needs_registration"]
    assert f"  # {needs + 1}. Is the organisation that we deal with registered" in blank
    assert f"  # Only where: question {needs} — yes.\n" in blank


def page(without: str = "", more: str = "") -> str:
    """Write the page of a shipped example: the answers of the quick screen, without one of them, and a yes besides."""
    whole = next(each for each in shipped_examples() if each.id == "community-transport")
    screen = {name: each for name, each in whole.answers.items() if name in shipped().quick_screen and name != without}
    profile = replace(whole, answers={**screen, **({more: Given(True)} if more else {})}, controls={})
    assessment = to_assessment(shipped(), profile, DAY, evaluate(shipped(), profile.facts(), DAY))
    return page_text(result_page(shipped(), Result(profile, assessment, ("reference",))), 1000, False)


LATER = "\nIs this the right partner? Not asked yet: armslength profile new --topic fit\n"


def test_what_the_quick_screen_leaves_for_later_says_so_and_how_to_be_asked() -> None:
    shown = page()
    assert LATER in shown
    assert shown.count("Not asked yet") == 1


@pytest.mark.parametrize("own", ["improves_the_service", "quick_enough_for_the_service"])
def test_with_one_of_its_own_questions_answered_it_is_open_and_no_longer_not_asked(own: str) -> None:
    shown = page(more=own)
    assert "Not asked yet" not in shown
    assert "Is this the right partner? still open" in shown


def test_what_the_quick_screen_itself_asks_for_is_never_called_not_asked() -> None:
    shown = page(without="who_runs_the_work")
    assert "Delivery model: still open" in shown
    assert "Delivery model: Not asked yet" not in shown


def test_every_file_of_rules_says_which_topic_it_is_about() -> None:
    files = sorted((ROOT / "rules" / "by-topic").glob("*.yaml"))
    assert len(files) > 20
    assert [path.name for path in files if "\ntopic: " not in "\n" + path.read_text(encoding="utf-8")] == []


def test_while_the_quick_screen_itself_is_not_answered_nothing_is_called_not_asked() -> None:
    whole = next(iter(shipped_examples()))
    profile = replace(whole, answers={}, controls={})
    assessment = to_assessment(shipped(), profile, DAY, evaluate(shipped(), {}, DAY))
    shown = page_text(result_page(shipped(), Result(profile, assessment, ("reference",))), 1000, False)
    assert "Is this the right partner? still open" in shown
    assert "Not asked yet" not in shown
