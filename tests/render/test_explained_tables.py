"""A table read from the top: the reason is the row that decided, and a way to a value is no row that others block."""

from datetime import date

import pytest

from engine import api
from engine.page.text import page_text
from engine.render.explain import explanation_page
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer
from tests.laws.laws import profile_of
from tests.rulebase.tabled import with_table

DAY = date(2026, 6, 1)
ROWS = """\
name,can_swim,boat,people,berth
swimmers,yes,canoe,,inner
others,yes,,,outer
canoes,,canoe,,inner
crowds,,yacht,>= 4,none
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> RuleBase:
    return with_table(tmp_path_factory.mktemp("packs") / "tabled", "first", ROWS)


def explained(base: RuleBase, value: str | None, **facts: Answer) -> str:
    profile = profile_of(facts, base)
    found = api.explain_decision(base, profile, "berth", value, DAY)
    return page_text(explanation_page(base, found, full=False), 200, colour=False)


def test_the_reason_is_the_row_that_decided_and_no_row_below_it(base: RuleBase) -> None:
    profile = profile_of({"can_swim": True, "boat": "canoe"}, base)
    assert api.assess(base, profile, DAY).assessment.decisions["berth"].rules == ("swimmers",)
    page = explained(base, None, can_swim=True, boat="canoe")
    assert "[swimmers]\n" in page
    assert "Also fired, and changes nothing: [others, canoes]" in page


def test_a_row_above_is_a_way_and_a_row_below_is_none(base: RuleBase) -> None:
    page = explained(base, "inner", can_swim=True, boat="yacht", people=2)
    ways = page.partition("What it would take, by each way to it")[2].partition("One answer")[0]
    assert "[swimmers]" in ways
    assert "[canoes]" not in page
    assert "1 rule for it would give way all the same" in ways


def test_a_row_that_would_make_one_above_it_decide_is_no_way(base: RuleBase) -> None:
    """Nobody has asked whether they swim, and crowds are no way for those who do."""
    assert "[crowds]" not in explained(base, "none", can_swim=True, boat="canoe", people=2)
    ways = explained(base, "none", boat="canoe", people=2)
    assert "[crowds]" in ways
    assert "This would have to be ruled out: [others]" in ways


def test_a_row_that_rules_out_the_one_that_decided_is_a_way(base: RuleBase) -> None:
    found = api.explain_decision(base, profile_of({"can_swim": True, "boat": "dinghy"}, base), "berth", "inner", DAY)
    assert [step.rule for step in found.rules] == ["swimmers"]


def test_rows_below_the_one_that_fired_are_not_waited_for(base: RuleBase) -> None:
    """Whether they swim may still change it; how many they are may not."""
    profile = profile_of({"boat": "canoe"}, base)
    assert api.explain_decision(base, profile, "berth", None, DAY).waits_for == ("can_swim",)


def test_one_answer_that_settles_is_named_whatever_stands_below(base: RuleBase) -> None:
    """To swim settles it, though every row below is open."""
    found = api.explain_decision(base, profile_of({"boat": "yacht"}, base), "berth", None, DAY)
    assert {(each.question, each.answer) for each in found.changes} >= {("can_swim", "yes")}


def test_what_no_single_answer_changes_is_said_of_the_value_asked_about(base: RuleBase) -> None:
    page = explained(base, "none", can_swim=True, boat="canoe", people=2)
    assert "No single answer would make a difference to None." in page
    assert "can_swim" not in page
