"""The kernel comes to the same whole result as the reference: every rule, decision, bound and interim value."""

import os
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.interpret.columnar.coding import CodedProfiles, columns_of, picked
from engine.interpret.columnar.evaluate import EvaluationPlan
from engine.interpret.reference.evaluate import evaluate as by_reference
from engine.rulebase.base import RuleBase
from tests.durable.comparing import LARGE, SMALL, differences
from tests.packs.random_base import Size, random_base, random_day, random_facts

DEEP_SEED = int(os.environ.get("SEED", "0"))


def difference_over(rng: Random, base: RuleBase, profiles: int) -> str | None:
    """Evaluate many profiles of one base at once, and each alone; describe the first that differs."""
    as_of = random_day(rng)
    facts = [random_facts(rng, base) for _ in range(profiles)]
    found = EvaluationPlan(base).evaluations(columns_of(base, facts), as_of)
    assert len(found) == profiles
    for number, answers in enumerate(facts):
        expected = by_reference(base, answers, as_of)
        if found[number] != expected:
            return f"profile {number}: {differences(expected, found[number])}, facts {answers}, as of {as_of}"
    return None


def first_difference(rng: Random, bases: int, profiles: int, size: Size = Size()) -> str | None:  # noqa: B008
    for number in range(bases):
        found = difference_over(rng, random_base(rng, size), profiles)
        if found:
            return f"base {number}, {found}"
    return None


@pytest.mark.parametrize("seed", range(10))
def test_twenty_thousand_pairs(seed: int, way: str) -> None:
    found = first_difference(Random(1000 + seed), bases=2 if way == "compiled" else 25, profiles=80)
    assert found is None, f"seed {seed}, {found}"


@pytest.mark.usefixtures("way")
def test_more_profiles_than_a_block_holds_and_a_last_word_that_is_not_full() -> None:
    found = first_difference(Random(7), bases=1, profiles=131, size=LARGE)
    assert found is None, found


def test_profiles_that_are_coded_are_known_again_one_by_one_and_in_part() -> None:
    read_off = 0
    for seed in range(5):
        rng = Random(seed)
        base = random_base(rng)
        facts = [random_facts(rng, base) for _ in range(70)]
        kinds = {question.name: question.kind for question in base.questions()}
        known = [{name: each for name, each in answers.items() if kinds[name] != "text"} for answers in facts]
        coded = CodedProfiles(base, columns_of(base, facts))
        assert list(coded) == known
        assert list(coded[3:40]) == known[3:40]
        some = [rng.random() < 0.3 for _ in facts]
        assert list(picked(coded, some)) == [each for each, wanted in zip(known, some, strict=True) if wanted]
        read_off += sum(map(len, known))
    assert read_off > 1000


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_small_pairs_that_hypothesis_can_shrink(rng: Random) -> None:
    assert first_difference(rng, bases=1, profiles=2, size=SMALL) is None


@pytest.mark.deep
@pytest.mark.parametrize("part", range(200))
def test_two_million_pairs(part: int, way: str) -> None:
    seed = (DEEP_SEED + 1) * 1_000_000 + part
    found = first_difference(Random(seed), bases=10 if way == "compiled" else 100, profiles=100)
    assert found is None, f"seed {seed}, {found}"
