"""What is counted out by the kernel is what trying every profile counts: profiles in a gap, rows that overlap."""

from itertools import combinations
from pathlib import Path

import pytest

pytest.importorskip("numpy")
pytest.importorskip("pyarrow")

from engine.interpret.columnar.every_answer import overlapping_pairs, profiles_in_gap, profiles_of_pair
from engine.interpret.evaluation import Single
from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Rule
from tests.claims.packs import tried_packs
from tests.packs.every_profile import EveryProfile
from tests.volume import seeds


def behind(space: EveryProfile, decision: str, place: tuple[int, ...]) -> tuple[int, ...]:
    """Give the answers to the questions behind a decision."""
    names = space.base.reads.questions_behind(decision)
    return tuple(state for name, state in zip(space.names, place, strict=True) if name in names)


def in_gap(space: EveryProfile, decision: str) -> set[tuple[int, ...]]:
    found = ((place, space[place].decisions[decision]) for place in space.complete)
    return {
        behind(space, decision, place) for place, each in found if isinstance(each, Single) and each.possible == {None}
    }


def overlapping(base: RuleBase, space: EveryProfile, decision: str) -> int:
    pairs = combinations(base.rules_of[decision], 2)
    return sum(
        any(space[place].rules[one.name] is space[place].rules[other.name] is True for place in space.complete)
        for one, other in pairs
        if one.values_for(decision) != other.values_for(decision)
    )


def where_both_fire(space: EveryProfile, decision: str, pair: tuple[Rule, Rule]) -> set[tuple[int, ...]]:
    return {
        behind(space, decision, place)
        for place in space.complete
        if all(space[place].rules[rule.name] is True for rule in pair)
    }


@pytest.mark.parametrize("seed", seeds(1, 2, first=60))
def test_profiles_in_gaps_and_pairs_of_rows_are_counted_exactly(seed: int, tmp_path: Path) -> None:
    gaps = pairs = 0
    for pack in tried_packs(seed, tmp_path, 30):
        base = pack.base
        if base.days or any(fact.kind == "date" for fact in base.facts.values()):
            continue
        (space,) = pack.every_day
        for decision in base.decisions.values():
            if decision.hit_policy in ("any", "unique", "first", "max"):
                counted = profiles_in_gap(base, decision.name)
                assert counted is not None
                assert counted.profiles == len(in_gap(space, decision.name)), f"{base.folder}: {decision.name}"
                assert counted.of == len({behind(space, decision.name, place) for place in space.complete})
                found = overlapping_pairs(base, decision.name)
                assert found == overlapping(base, space, decision.name), f"{base.folder}: {decision.name}"
                for pair in combinations(base.rules_of[decision.name], 2):
                    both = profiles_of_pair(base, decision.name, pair)
                    assert both is not None
                    assert both.profiles == len(where_both_fire(space, decision.name, pair)), f"{base.folder}: {pair}"
                gaps, pairs = gaps + (counted.profiles > 0), pairs + (found > 0)
    assert min(gaps, pairs) >= 1
