"""The laws of the meaning, over random rule bases with every operator and every hit policy."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from engine.assessment.assess import to_assessment
from engine.rulebase.decisions import HIT_POLICIES
from tests.laws import over_random_bases as laws
from tests.laws.laws import profile_of
from tests.packs.random_base import random_base
from tests.packs.random_examples import in_conflict, random_example

SEEDS = st.integers(0, 2**32 - 1)


@given(SEEDS)
def test_law_1_order_never_matters(seed: int) -> None:
    laws.law_1_order_never_matters(seed)


@given(SEEDS)
def test_law_2_settled_stays_settled_and_what_is_ruled_out_stays_out(seed: int) -> None:
    laws.law_2_settled_stays_settled_and_what_is_ruled_out_stays_out(seed)


@given(SEEDS)
def test_law_2_over_every_completion_of_a_few_unknowns(seed: int) -> None:
    laws.law_2_over_every_completion_of_a_few_unknowns(seed)


@given(SEEDS)
def test_law_7_the_explanation_is_enough(seed: int) -> None:
    laws.law_7_the_explanation_is_enough(seed)


@given(SEEDS)
def test_a_default_names_the_rules_that_were_ruled_out_and_no_others_matter(seed: int) -> None:
    laws.a_default_names_the_rules_that_were_ruled_out_and_no_others_matter(seed)


@given(SEEDS)
def test_an_open_decision_waits_for_a_question_and_a_settled_one_for_none(seed: int) -> None:
    laws.an_open_decision_waits_for_a_question_and_a_settled_one_for_none(seed)


def test_the_generator_reaches_what_the_laws_speak_of() -> None:
    """Over any forty seeds the bases hold every hit policy; a generator that went blind would make the laws empty."""
    policies = [{each.hit_policy for each in random_base(Random(seed)).decisions.values()} for seed in range(80)]
    for seed in range(41):
        assert set().union(*policies[seed : seed + 40]) == set(HIT_POLICIES), seed


def test_the_examples_are_such_as_the_laws_speak_of() -> None:
    """Most have no conflict now, about half none later; decisions are settled, open and by default, and rules too."""
    seen: Counter[str] = Counter()
    for seed in range(100):
        example = random_example(Random(seed))
        seen["conflict"] += in_conflict(example.now())
        seen["later conflict"] += in_conflict(example.later())
        profile = profile_of(example.facts, example.base)
        found = to_assessment(example.base, profile, example.day, example.now())
        seen.update(f"decision {each.outcome.status}" for each in found.decisions.values())
        seen.update(f"rule {rule.status}" for rule in found.rules)
        seen["by default"] += sum(each.by_default for each in found.decisions.values())
    assert seen["conflict"] < 50
    assert seen["later conflict"] < 65
    assert seen["by default"] > 25
    assert all(seen[f"decision {status}"] > 50 for status in ("settled", "open"))
    assert all(seen[f"rule {status}"] > 50 for status in ("fired", "ruled_out", "open")), seen
