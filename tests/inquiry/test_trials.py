"""Trials come out as the reference works each of them out: every decision, every outcome, with bounds and meanwhile."""

from datetime import date
from random import Random

import pytest

from engine import load_pack
from engine.inquiry.trials import Part, Trials, parts_of
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Facts
from tests.packs.random_base import random_base, random_day, random_facts
from tests.packs.random_extras import with_silences
from tests.volume import seeds


def agree(base: RuleBase, day: date | None, profiles: list[Facts], start: Facts) -> None:
    """Hold trials that lead from one profile to each of the others against the reference."""
    trials = Trials(base, day, base.decisions)
    tried = trials.run_each(start, [way(start, each) for each in profiles])
    for place, facts in enumerate(profiles):
        expected = evaluate(base, facts, day).decisions
        assert {name: tried.outcome(name, place) for name in base.decisions} == expected
    for name in base.decisions:
        parted = tried.by_outcome(name)
        assert sum(parted.values()) == tried.every
        for outcome, plane in parted.items():
            assert all(tried.outcome(name, place) == outcome for place in range(len(profiles)) if plane >> place & 1)


def way(start: Facts, goal: Facts) -> dict[Part, Answer | None]:
    """Write what has to be answered otherwise to come from one profile to another."""
    found: dict[Part, Answer | None] = {}
    for name in {*start, *goal}:
        found |= parts_of(name, goal.get(name), start.get(name))
    return found


@pytest.mark.parametrize("seed", seeds(20, 60))
def test_trials_over_random_packs_come_out_as_by_the_reference(seed: int) -> None:
    rng = Random(seed)
    base = random_base(rng)
    base = with_silences(rng, base) if seed % 3 == 0 else base
    day = random_day(rng)
    profiles: list[Facts] = [random_facts(rng, base) for _ in range(12)]
    agree(base, day, profiles, profiles[0] if seed % 2 else {})


def test_trials_over_the_shipped_pack_come_out_as_by_the_reference() -> None:
    rng, base = Random(11), load_pack()
    profiles: list[Facts] = [random_facts(rng, base) for _ in range(40)]
    agree(base, date(2026, 5, 4), profiles, profiles[3])


def test_nothing_tried_is_nothing_found() -> None:
    base = load_pack()
    tried = Trials(base, None, base.pack.primary).run({}, 0, {})
    assert tried.by_outcome(base.pack.primary[0]) == {}
