"""Random rule bases, written as rule files and read again, mean the same: the loader adds nothing and drops nothing."""

from pathlib import Path
from random import Random

import pytest

from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.load.folder import to_rule_base
from engine.source.text import Source
from tests.hostile.written import written
from tests.packs.random_base import random_base, random_day, random_facts


def check(seed: int) -> None:
    rng = Random(seed)
    base = random_base(rng)
    read = to_rule_base([Source("pack.yaml", written(base))], Path("nowhere"))
    for _ in range(3):
        facts, day = random_facts(rng, base), random_day(rng)
        assert evaluate(read, facts, day) == evaluate(base, facts, day), seed


@pytest.mark.parametrize("block", range(4))
def test_what_is_written_and_read_means_the_same(block: int) -> None:
    for seed in range(block * 25, block * 25 + 25):
        check(seed)


@pytest.mark.deep
@pytest.mark.parametrize("block", range(20))
def test_what_is_written_and_read_means_the_same_at_volume(block: int) -> None:
    for seed in range(1000 + block * 250, 1250 + block * 250):
        check(seed)
