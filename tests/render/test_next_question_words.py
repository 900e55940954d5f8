"""What people read of a next question: where each answer would take each decision, and who is likely to know."""

from pathlib import Path

from engine import load_pack
from engine.inquiry.next_question import Bearing, NextQuestion, next_questions
from engine.render.next_question import what_it_could_change, who_may_know
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from tests.inquiry.packs import Rules, written

RULES: Rules = {
    "level.high": {"a": "yes"},
    "level.top": {"any": [{"all": [{"a": "yes"}, {"b": "yes"}]}, {"all": [{"a": "yes"}, {"c": "yes"}]}]},
}


def words(base: RuleBase, facts: Facts) -> dict[str, tuple[str, ...]]:
    return {each.name: what_it_could_change(base, each) for each in next_questions(base, facts)}


def test_each_answer_is_said_with_what_it_leads_to(tmp_path: Path) -> None:
    base = written(tmp_path, ["a", "b", "c"], RULES)
    assert words(base, {})["a"] == ("Level: now nothing is ruled out yet. Yes: High or Top; no: Low.",)
    assert words(base, {"a": True, "b": False}) == {"c": ("Level: now High or Top. Yes: Top; no: High.",)}


def test_an_answer_that_changes_nothing_alone_is_said_with_an_example(tmp_path: Path) -> None:
    base = written(tmp_path, ["a", "b", "c"], RULES)
    told = "Level: it matters together with other answers, for example yes: Top; no: High."
    assert words(base, {})["b"] == (told,)
    assert words(base, {"a": True})["b"] == ("Level: now High or Top. Yes: Top; otherwise no change yet.",)


def test_of_many_answers_only_where_they_lead_is_said() -> None:
    """They stand below anyway: who asked for the work, eight answers, and two ways for the model to go."""
    base = load_pack()
    known: Facts = {"integral_to_regulated_outcomes": True, "meets_people_we_support": True}
    model, level = words(base, known)["who_engages_them"][:2]
    assert model == "Delivery model: it could come to Subcontract or In between; or to Not our partner."
    assert "it could come to " in level
    assert "We did" not in level


def test_a_decision_that_an_answer_leaves_out_drops_away(tmp_path: Path) -> None:
    layout = {"headline": ["level"], "left_out": {"level": {"where": "gate", "is": "high"}}}
    base = written(tmp_path, ["a", "g"], {"gate.high": {"g": "yes"}, "level.high": {"a": "yes"}}, **layout)
    assert words(base, {"a": True})["g"] == ("Level: now High. Yes: drops away; otherwise no change yet.",)


def test_what_is_undecided_may_matter(tmp_path: Path) -> None:
    base = written(tmp_path, ["a"], {"level.high": {"a": "yes"}})
    now = next_questions(base, {})[0].bearings[0].now
    question = NextQuestion("a", (Bearing("level", now, {"yes": now, "no": now}, is_certain=False),), ("us", "they"))
    assert what_it_could_change(base, question) == ("Level: it may matter.",)
    assert who_may_know(base, question) == "Us or They"
