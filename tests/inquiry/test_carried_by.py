"""The answers that carry a conclusion are those that trying every set of answers finds, the firmest first."""

from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from engine import carried_by
from tests.inquiry.suppositions import Supposed, settled_at, supposed


def by_trying_all(case: Supposed, decision: str) -> set[frozenset[str]]:
    """Find the smallest sets of answers with which alone the same comes out."""
    goal = settled_at(case.outcome(decision, case.said))
    for size in range(len(case.said) + 1):
        found = {
            frozenset(kept)
            for kept in combinations(case.said, size)
            if settled_at(case.outcome(decision, {name: case.said[name] for name in kept})) == goal
        }
        if found:
            return found
    raise AssertionError("all answers together are enough")


@pytest.mark.parametrize("seed", range(80))
def test_what_carries_a_conclusion_is_what_trying_all_finds(seed: int, tmp_path: Path) -> None:
    for case in supposed(Random(seed), tmp_path):
        for decision in case.base.decisions:
            found = carried_by(case.base, case.profile, decision, as_of=case.day)
            assert found.settled is (settled_at(case.outcome(decision, case.said)) is not None)
            if found.settled:
                sets = [frozenset(answer.question for answer in each.answers) for each in found.sets]
                assert not found.undecided
                assert not found.more
                assert len(sets) == len(set(sets))
                assert set(sets) == by_trying_all(case, decision)
                links = [max((each.firmness for each in one.answers), default=0) for one in found.sets]
                assert links == sorted(links)
