"""The smallest changes are exactly those that trying all of them finds: none is missing, none could be smaller."""

from pathlib import Path
from random import Random

import pytest

from engine import smallest_changes
from engine.inquiry.smallest_changes import SmallestChanges
from engine.inquiry.wanted import Bound
from engine.interpret.evaluation import Collected, Outcome, Single
from engine.rulebase.decisions import Decision
from tests.inquiry.brute_force import OneChange, kind_of, minimal_changes
from tests.inquiry.suppositions import Supposed, supposed
from tests.packs.every_profile import EveryProfile


def is_so(outcome: Outcome, decision: Decision, value: str, bound: Bound) -> bool:
    """Say in other words than the engine what is wanted."""
    if isinstance(outcome, Collected):
        return value in outcome.members
    if not isinstance(outcome, Single) or outcome.conflict or None in outcome.possible:
        return False
    ladder = list(decision.values)
    places, at = {ladder.index(str(each)) for each in outcome.possible}, ladder.index(value)
    return max(places) <= at if bound == "at_most" else min(places) >= at if bound == "at_least" else places == {at}


def in_kinds(space: EveryProfile, found: SmallestChanges) -> set[frozenset[OneChange]]:
    """Write what was found as trying all writes it; answers that would do as well as each other are of one kind."""
    written: set[frozenset[OneChange]] = set()
    for each in found.sets:
        key: set[OneChange] = set()
        for change in each:
            part = change.question, change.member
            (kind,) = {kind_of(space.base, part, answer, space.day) for answer in change.answers}
            key.add((part, kind))
        written.add(frozenset(key))
    assert len(written) == len(found.sets)
    return written


def by_trying_all(case: Supposed, decision: Decision, value: str, bound: Bound, most: int) -> set[frozenset[OneChange]]:
    changeable = {name for name, fact in case.base.facts.items() if fact.changeable or name not in case.said}
    return minimal_changes(
        case.space,
        case.said,
        most,
        lambda name: name in case.base.controls or name in changeable,
        lambda tried: is_so(case.outcome(decision.name, tried), decision, value, bound),
    )


@pytest.mark.parametrize("seed", range(80))
def test_the_smallest_changes_are_those_that_trying_all_finds(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    for case in supposed(rng, tmp_path):
        decision = rng.choice([each for each in case.base.decisions.values() if each.values])
        value = rng.choice(list(decision.values))
        bound: Bound = rng.choice(("at_most", "at_least", "")) if decision.hit_policy == "max" else ""
        most = rng.choice((1, 2, 3))
        found = smallest_changes(case.base, case.profile, decision.name, value, bound=bound, most=most, as_of=case.day)
        expected = by_trying_all(case, decision, value, bound, most)
        assert not found.undecided
        assert found.reached is (frozenset() in expected)
        assert in_kinds(case.space, found) == expected - {frozenset()}
