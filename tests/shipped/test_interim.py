"""What is applied meanwhile is in proportion: never above what may still come, with the answers that would lower it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from engine.assessment.answers import possible_answers
from engine.assessment.assess import to_assessment
from engine.assessment.assessment import Assessment
from engine.assessment.lowering import MOST_ANSWERS, MOST_WAYS, lowering
from engine.assessment.result import Result
from engine.export.json import render, result_object
from engine.export.stored import read_results
from engine.interpret.evaluation import Highest
from engine.interpret.reference.evaluate import Reference, evaluate
from engine.interpret.reference.relevance import Relevance
from engine.page.text import page_text
from engine.profile.profile import Profile
from engine.render.page import result_page
from engine.rulebase.facts import Facts
from tests.packs.shipped import shipped, shipped_examples

DAY = date(2026, 11, 22)
OVERSIGHT = "oversight"


def rank(value: str | None) -> int:
    assert value is not None
    return shipped().decisions[OVERSIGHT].rank(value)


def level(facts: Facts) -> Highest:
    outcome = Reference(shipped(), facts, DAY).outcome(OVERSIGHT)
    assert isinstance(outcome, Highest)
    return outcome


def open_profiles(gone: int) -> Iterator[Facts]:
    """Walk the facts of the shipped examples, each without a few that bear on the level."""
    behind = sorted(shipped().reads.questions_behind(OVERSIGHT) & shipped().facts.keys())
    for number, profile in enumerate(shipped_examples()):
        left_out = Random(f"{number} {gone}").sample(behind, gone)
        facts = {name: answer for name, answer in profile.facts().items() if name not in left_out}
        if level(facts).status == "open":
            yield facts


def example(name: str, *without: str) -> tuple[Profile, Assessment]:
    """Assess a shipped example as if some of its questions had not been answered."""
    whole = next(each for each in shipped_examples() if each.id == name)
    profile = replace(whole, answers={key: each for key, each in whole.answers.items() if key not in without})
    return profile, to_assessment(shipped(), profile, DAY, evaluate(shipped(), profile.facts(), DAY))


GATES = {
    "only_talks_or_refers", "affects_what_people_get", "handles_information_about_people", "meets_people_we_support",
    "who_engages_them",
}  # fmt: skip
"""While one of these is open, it is not known whether any rule for the model fires, so that what holds by default is
possible too, whatever the other answers say. The level may then be one above what an answer can bring, and not more."""


def test_with_one_question_open_the_interim_is_never_above_what_an_answer_to_it_could_bring() -> None:
    tried = 0
    loose: set[str] = set()
    for profile in shipped_examples():
        for name in profile.facts().keys() & shipped().facts.keys():
            facts = {each: answer for each, answer in profile.facts().items() if each != name}
            outcome = level(facts)
            if outcome.status != "open" or shipped().facts[name].kind == "choices":
                continue
            answers = possible_answers(shipped(), name, None, DAY)
            brings = max(rank(level({**facts, name: answer}).at_most) for _, answer in answers)
            assert rank(outcome.interim) <= rank(outcome.at_most)
            if rank(outcome.at_most) != brings:
                assert rank(outcome.at_most) == rank("standard"), (profile.id, name)
                loose.add(name)
            tried += 1
    assert loose <= GATES
    assert tried > 50


@pytest.mark.parametrize("gone", [1, 2, 4, 8])
def test_each_way_lowers_what_is_applied_to_what_it_says_and_none_is_smaller(gone: int) -> None:
    found = 0
    for facts in open_profiles(gone):
        reference, before = Reference(shipped(), facts, DAY), level(facts)
        ways = lowering(reference, OVERSIGHT)
        assert len(ways) <= MOST_WAYS
        assert len({len(way.answers) for way in ways}) <= 1
        for way in ways:
            given = {name: dict(possible_answers(shipped(), name, facts.get(name), DAY))[words]
                     for name, words in way.answers.items()}  # fmt: skip
            after = level({**facts, **given})
            assert way.to == (after.interim if after.status == "open" else after.at_least)
            assert rank(way.to) < rank(before.interim)
            assert 1 <= len(way.answers) <= MOST_ANSWERS
            found += 1
        if ways and len(ways[0].answers) > 1:
            assert not list(single_answers_that_lower(reference, before))
    assert found >= 10


def single_answers_that_lower(reference: Reference, before: Highest) -> Iterator[str]:
    """Try every answer to every open question, by itself."""
    for name in Relevance(reference).decision(OVERSIGHT):
        for words, answer in possible_answers(shipped(), name, reference.facts.get(name), DAY):
            after = level({**reference.facts, name: answer})
            meanwhile = after.interim if after.status == "open" else after.at_least
            if rank(meanwhile) < rank(before.interim):
                yield f"{name}: {words}"


def test_nothing_is_named_where_everything_is_open_or_nothing() -> None:
    assert lowering(Reference(shipped(), {}, DAY), OVERSIGHT) == ()
    settled = next(each for each in shipped_examples() if level(each.facts()).status == "settled")
    assert lowering(Reference(shipped(), settled.facts(), DAY), OVERSIGHT) == ()


def test_the_page_names_the_answer_that_would_lower_it() -> None:
    profile, assessment = example("relaxed-film-mornings", "touches_restrictive_practice")
    (way,) = assessment.lowered_by[OVERSIGHT]
    assert (dict(way.answers), way.to) == ({"touches_restrictive_practice": "no"}, "light_touch")
    text = page_text(result_page(shipped(), Result(profile, assessment, ("reference",))), 1000, False)
    question = shipped().facts["touches_restrictive_practice"].question
    head = text.split("Why\n")[0]
    assert "these answers would lower it:" in head
    assert f"{question} no: Light touch." in head


def test_the_answers_are_in_the_stored_result_and_come_back() -> None:
    profile, assessment = example("relaxed-film-mornings", "touches_restrictive_practice")
    stored = result_object(shipped(), assessment)["lowered_by"]
    assert stored == {OVERSIGHT: [{"answers": {"touches_restrictive_practice": "no"}, "to": "light_touch"}]}
    result = Result(profile, assessment, ("reference",))
    assert read_results(shipped(), render(shipped(), [result]), [profile]) == (result,)
    _, whole = example("relaxed-film-mornings")
    assert "lowered_by" not in result_object(shipped(), whole)
