"""The smallest changes are exactly those that trying all of them finds: none is missing, none could be smaller."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from engine import UsageError, load_pack, read_answers, smallest_changes
from engine.inquiry.smallest_changes import SmallestChanges
from engine.inquiry.wanted import Bound
from engine.interpret.evaluation import Outcome
from engine.interpret.reference.evaluate import Reference
from engine.profile.profile import Given, Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from engine.rulebase.in_force import in_force
from engine.rulebase.periods import periods_of
from engine.rulebase.silence import with_silence
from tests.inquiry.brute_force import kind_of, minimal_changes
from tests.packs.every_profile import EveryProfile, kinds_of_days
from tests.packs.small_vocabulary import small_pack

DAY = date(2026, 3, 20)


def profile_of(base: RuleBase, facts: Facts) -> Profile:
    answers, controls = (
        {name: Given(facts[name]) for name in facts if name in declared} for declared in (base.facts, base.controls)
    )
    return Profile("somebody", {}, answers, controls)


def is_so(outcome: Outcome, ladder: list[str], value: str, bound: Bound) -> bool:
    """Say in other words than the engine what is wanted."""
    match outcome:
        case _ if hasattr(outcome, "members"):
            return value in outcome.members
        case _ if outcome.conflict or None in outcome.possible or not outcome.possible:
            return False
    places = {ladder.index(str(each)) for each in outcome.possible}
    at = ladder.index(value)
    return max(places) <= at if bound == "at_most" else min(places) >= at if bound == "at_least" else places == {at}


def in_kinds(space: EveryProfile, found: SmallestChanges) -> set[frozenset[object]]:
    base, day = space.base, space.day
    written = set()
    for each in found.sets:
        key = []
        for change in each:
            kinds = {kind_of(base, (change.question, change.member), answer, day) for answer in change.answers}
            assert len(kinds) == 1
            key.append(((change.question, change.member), kinds.pop()))
        written.add(frozenset(key))
    assert len(written) == len(found.sets)
    return written


def with_fixed(rng: Random, base: RuleBase) -> RuleBase:
    return replace(base, facts={name: replace(each, changeable=rng.random() < 0.7) for name, each in base.facts.items()})


@pytest.mark.parametrize("seed", range(80))
def test_the_smallest_changes_are_those_that_trying_all_finds(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    base = with_fixed(rng, small_pack(rng, tmp_path))
    day = rng.choice(kinds_of_days(base, periods_of(base)[0]))
    base_that_day = in_force(base, day)
    spoken = replace(base_that_day, facts={name: replace(each, when_silent=None) for name, each in base.facts.items()})
    space = EveryProfile(spoken, day)
    decisions = [each for each in base.decisions.values() if each.hit_policy != "count" and each.values]
    for _ in range(6):
        facts = space.facts(tuple(rng.randrange(len(each)) for each in space.states.values()))
        decision = rng.choice(decisions)
        value = rng.choice(list(decision.values))
        bound: Bound = rng.choice(("at_most", "at_least", "")) if decision.hit_policy == "max" else ""
        most = rng.choice((1, 2, 3))
        found = smallest_changes(base, profile_of(base, facts), decision.name, value, bound=bound, most=most, as_of=day)
        said = with_silence(base, facts)
        expected = minimal_changes(
            space,
            said,
            most,
            lambda name: name in base.controls or base.facts[name].changeable or name not in said,
            lambda tried: is_so(Reference(spoken, tried, day).outcome(decision.name), list(decision.values), value, bound),
        )
        assert not found.undecided
        assert found.reached is (frozenset() in expected)
        assert in_kinds(space, found) == expected - {frozenset()}
