"""What is said of each next question, in which order they come, and where an interview by them ends."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random

import pytest

from engine.assessment.answers import possible_answers
from engine.errors import UsageError
from engine.inquiry.completions import completed
from engine.inquiry.next_question import Asking, next_questions
from engine.interpret.evaluation import Outcome
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Facts, Members
from tests.inquiry.completions import completions, told, without_contradictions
from tests.inquiry.packs import Rules, written
from tests.packs.shipped import ROOT, shipped, shipped_examples
from tests.packs.small_vocabulary import small_pack
from tests.volume import seeds

DAY = date(2026, 5, 4)


def names(base: RuleBase, facts: Facts) -> list[str]:
    return [each.name for each in next_questions(base, facts)]


def test_the_question_that_decides_most_often_comes_first(tmp_path: Path) -> None:
    base = written(tmp_path, ["a", "b", "c"], {"d.top": {"any": [{"c": "yes"}, {"all": [{"a": "yes"}, {"b": "yes"}]}]}})
    assert names(base, {}) == ["c", "a", "b"]
    assert names(base, {"c": True}) == []
    assert names(base, {"c": False, "a": False}) == []
    assert names(base, {"c": False, "b": True}) == ["a"]


def test_what_bears_on_a_primary_decision_comes_before_all_else(tmp_path: Path) -> None:
    rules: Rules = {"other.top": {"a": "yes"}, "main.top": {"all": [{"b": "yes"}, {"c": "yes"}, {"d": "yes"}]}}
    assert names(written(tmp_path / "1", ["a", "b", "c", "d"], rules), {})[0] == "a"
    assert names(written(tmp_path / "2", ["a", "b", "c", "d"], rules, primary=["main"]), {})[3] == "a"


def test_only_the_decisions_that_are_named_count(tmp_path: Path) -> None:
    base = written(tmp_path, ["a", "b"], {"one.top": {"a": "yes"}, "two.top": {"b": "yes"}})
    assert [each.name for each in next_questions(base, {}, decisions=["two"])] == ["b"]
    assert next_questions(base, {}, decisions=[]) == ()


def test_a_decision_that_the_pack_does_not_have_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^there is no decision `oversigt`; did you mean `oversight`"):
        next_questions(shipped(), {}, DAY, ["model", "oversigt"])


def test_what_is_left_out_is_not_asked_about_and_what_leaves_it_out_is(tmp_path: Path) -> None:
    rules: Rules = {"gate.high": {"a": "yes"}, "level.top": {"b": "yes"}}
    layout = {"headline": ["level"], "left_out": {"level": {"where": "gate", "is": "high"}}}
    base = written(tmp_path, ["a", "b"], rules, **layout)
    assert {*names(base, {})} == {"a", "b"}
    assert names(base, {"a": True}) == []
    assert names(base, {"a": False}) == ["b"]
    assert names(base, {"b": True}) == ["a"]
    bearing = next(each.bearings[0] for each in next_questions(base, {}) if each.name == "a")
    assert bearing.by_answer == {"yes": None, "no": bearing.now}


def test_it_is_said_what_each_answer_alone_leads_to_and_else_an_example(tmp_path: Path) -> None:
    rules: Rules = {"d.top": {"any": [{"c": "yes"}, {"all": [{"a": "yes"}, {"b": "yes"}]}]}}
    base = written(tmp_path, ["a", "b", "c"], rules)
    found = {each.name: each.bearings[0] for each in next_questions(base, {})}
    low, top, either = (outcome(base, facts) for facts in ({"a": False, "c": False}, {"c": True}, {}))
    assert (found["c"].now, found["c"].by_answer, found["c"].settles) == (
        either,
        {"yes": top, "no": either},
        {"yes": "top"},
    )
    assert found["c"].example == {}
    assert (found["b"].by_answer, found["b"].settles) == ({"yes": either, "no": either}, {})
    assert found["b"].example == {"yes": top, "no": low}


def outcome(base: RuleBase, facts: Facts) -> Outcome:
    return Reference(base, facts).outcome("d")


def test_a_control_is_known_by_its_owner() -> None:
    base, profile = shipped(), shipped_examples()[1]
    controls = [each for each in next_questions(base, profile, DAY) if each.name in base.controls]
    assert controls
    assert all(each.known_by == (base.controls[each.name].owner,) for each in controls)


def test_where_only_the_form_of_the_rules_keeps_a_decision_open_nothing_is_next(tmp_path: Path) -> None:
    """The interview may go on with what is waited for; it is settled for the rules then, and nothing has changed."""
    rules: Rules = {
        "d.top": {"any": [{"a": "yes"}, {"all": [{"a": "no"}, {"b": "yes"}]}, {"all": [{"a": "no"}, {"b": "no"}]}]}
    }
    base = written(tmp_path, ["a", "b"], rules)
    assert Reference(base, {}).outcome("d").status == "open"
    assert next_questions(base, {}) == ()
    assert Asking(base).waited_for({}) == ("a", "b")


@pytest.mark.parametrize("seed", seeds(15, 40))
def test_whoever_answers_what_is_next_settles_everything_that_is_not_open_by_form(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    base = small_pack(rng, tmp_path)
    decisions = without_contradictions(base, completions(base, {}, DAY), DAY)
    asking, facts = Asking(base, DAY, decisions), dict[str, Answer]()
    while found := asking.next_questions(facts):
        answer(base, rng, facts, found[0].name)
    before = told(base, facts, DAY, decisions)
    while formal := asking.waited_for(facts):
        answer(base, rng, facts, formal[0])
    after = told(base, facts, DAY, decisions)
    assert [status(each) for each in after] == ["settled"] * len(decisions)
    changed = [one for one, other in zip(before, after, strict=True) if one != other]
    assert [status(each) for each in changed] == ["open"] * len(changed)


def status(found: Outcome | None) -> str:
    return "settled" if found is None else found.status


def answer(base: RuleBase, rng: Random, facts: dict[str, Answer], name: str) -> None:
    """Answer a question by chance; of a set, one member more."""
    now = facts.get(name)
    known = now.holds | now.fails if isinstance(now, Members) else frozenset[str]()
    every = [each for _, each in possible_answers(base, name, now, DAY)]
    facts[name] = rng.choice(
        [each for each in every if not isinstance(each, Members) or each.holds | each.fails > known]
    )


# ---- the shipped pack


def test_of_the_shipped_profiles_each_question_is_shown_to_change_what_it_is_said_to_change() -> None:
    base = shipped()
    asking = Asking(base, DAY, base.pack.primary)
    for profile in [{}, *(each.facts() for each in shipped_examples())]:
        points = asking.tipping_points(profile)
        listed = asking.next_questions(profile)
        assert {(each.name, bearing.decision) for each in listed for bearing in each.bearings} == points.keys()
        for (name, decision), point in points.items():
            assert name == point.part[0]
            others = point.others()
            answers = (each for _, each in point.among[point.part].answers)
            tried = [{**others, point.part: each} for each in answers]
            assert len({told(base, completed(profile, each), DAY, [decision]) for each in tried}) > 1


@pytest.mark.parametrize("profile", [{}, {"meets_people_we_support": True, "stage": "running"}], ids=("empty", "begun"))
def test_of_the_shipped_pack_each_answer_leads_where_the_reference_leads(profile: Facts) -> None:
    base = shipped()
    decisions = ["model", "oversight", "fit", "reviews", "accountability_gaps"]
    rng = Random(5)
    found = next_questions(base, profile, DAY, decisions)
    assert found
    for question in rng.sample(found, 6):
        for bearing in question.bearings:
            decision = [bearing.decision]
            assert [bearing.now] == list(told(base, profile, DAY, decision))
            for words, each in possible_answers(base, question.name, None, DAY):
                assert [bearing.by_answer[words]] == list(told(base, {**profile, question.name: each}, DAY, decision))


def test_certain_questions_come_first_and_by_the_decisions_that_they_bear_on() -> None:
    base = shipped()
    primary, headline = set(base.pack.primary), set(base.pack.headline)
    places = []
    for question in next_questions(base, {}, DAY):
        bears_on = {each.decision for each in question.bearings if each.is_certain}
        tier = 0 if bears_on & primary else 1 if bears_on & headline else 2
        places.append((not question.is_certain, tier if bears_on else 0))
    assert places == sorted(places, key=lambda place: place[:1] if place[0] else place)


SAID = """
from datetime import date
from engine import load_pack, next_questions
from engine.render.next_question import what_it_could_change
base = load_pack()
decisions = [*base.pack.primary, *base.pack.laid_out()[4:]]
for question in next_questions(base, {"meets_people_we_support": True}, date(2026, 5, 4), decisions):
    print(question.name, *what_it_could_change(base, question, date(2026, 5, 4)), sep="|")
"""


def test_the_same_profile_gives_the_same_list_to_the_letter() -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", SAID],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1]
    assert said[0].count(b"\n") > 50
