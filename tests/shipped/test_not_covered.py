"""Of what the documents do not speak of, no level is set, none is applied meanwhile, and nothing is asked for one."""

from datetime import date

from engine.assessment.assess import to_assessment
from engine.assessment.result import Result
from engine.interpret.evaluation import is_left_out
from engine.interpret.reference.evaluate import evaluate
from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import LEFT_OUT
from engine.interpret.results import DecisionCells
from engine.page.text import page_text
from engine.profile.profile import Given, Profile
from engine.render.page import result_page
from engine.rulebase.decisions import ADVICE, CONTROLS, WARNINGS
from engine.rulebase.facts import Answer
from tests.packs.shipped import shipped

DAY = date(2026, 11, 22)
SWAPPING_LEAFLETS: dict[str, Answer] = {"integral_to_regulated_outcomes": False, "only_talks_or_refers": True}
"""All else is not known: the level itself is open, and what rules it out is settled."""

answers = {name: Given(value) for name, value in SWAPPING_LEAFLETS.items()}
PROFILE = Profile("leaflets", {}, answers, {}, None, (), None, "", "", {})


def result() -> Result:
    found = to_assessment(shipped(), PROFILE, DAY, evaluate(shipped(), PROFILE.facts(), DAY))
    return Result(PROFILE, found, ("reference",))


def test_no_level_shows_and_none_is_applied_meanwhile() -> None:
    assert result().assessment.outcome("oversight").status == "open"
    text = page_text(result_page(shipped(), result()), 100, False)
    for word in ("Oversight level", "Meanwhile", "In the meantime", "Enhanced", "Light touch", "Still open"):
        assert word not in text, word


def test_the_page_says_whom_to_ask() -> None:
    steps = page_text(result_page(shipped(), result()), 1000, False).split("What else to do\n")[1]
    assert "Ask the contract manager, the safeguarding lead and the information governance lead" in steps


def test_nothing_is_held_or_asked_for_the_sake_of_a_level() -> None:
    found = result().assessment
    assert not [each.name for each in found.controls if each.required in ("yes", "interim")]
    assert found.lowered_by == {}
    outcomes = {name: each.outcome for name, each in found.decisions.items()}
    shown = {name for name in shipped().pack.laid_out() if not is_left_out(shipped().pack, outcomes, name)}
    for question in found.open_questions:
        assert "oversight" not in question.decides
        assert shown & set(question.decides) or {CONTROLS, WARNINGS, ADVICE} & set(question.decides)


def test_a_row_of_a_portfolio_leaves_the_level_out() -> None:
    row = row_result(shipped(), PROFILE.facts(), DAY)
    assert row.decision("oversight") == DecisionCells(status=LEFT_OUT)
    assert not row.controls.interim
    assert not row.open_questions
