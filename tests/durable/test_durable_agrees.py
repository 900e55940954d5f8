"""Both machines come to the same whole result, on random rule bases with random profiles (promise 1)."""

import os
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.durable.comparing import LARGE, SMALL, first_difference, needs_durable

pytestmark = needs_durable

DEEP_SEED = int(os.environ.get("SEED", "0"))


@pytest.mark.parametrize("seed", range(10))
def test_twenty_thousand_pairs(seed: int) -> None:
    found = first_difference(Random(seed), bases=50, profiles=40)
    assert found is None, f"seed {seed}, {found}"


def test_rules_that_fill_several_rulesets() -> None:
    found = first_difference(Random(77), bases=2, profiles=15, size=LARGE)
    assert found is None, f"seed 77, {found}"


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_small_pairs_that_hypothesis_can_shrink(rng: Random) -> None:
    assert first_difference(rng, bases=1, profiles=2, size=SMALL) is None


@pytest.mark.deep
@pytest.mark.parametrize("part", range(200))
def test_two_million_pairs(part: int) -> None:
    seed = (DEEP_SEED + 1) * 1_000_000 + part
    found = first_difference(Random(seed), bases=200, profiles=50)
    assert found is None, f"seed {seed}, {found}"
