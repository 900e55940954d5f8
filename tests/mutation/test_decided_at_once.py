"""Many profiles decided at once come out as one by one, by a pack and by its mutants, and so the same cases kill."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.checks.case_failed import case_faults
from engine.checks.cases import Case, read_cases
from engine.checks.decided_profiles import DecidedProfiles, Situation, bits, by_rules_in_force
from engine.checks.mutation.mutant import applied
from engine.checks.mutation.mutants import mutants
from engine.checks.mutation.trial import Trial
from engine.checks.outcomes import alike
from engine.interpret.columnar.reading_off import ReadingOff
from engine.interpret.evaluation import Evaluation
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.truth import Truth
from tests.claims.packs import tried_packs
from tests.mutation.random_cases import write_cases
from tests.packs.random_base import Size, random_base, random_day, random_facts
from tests.volume import FEW, seeds

PROFILES = 12
RARE = ("while-open", "hit-policy")
"""Kinds of mutants of which there are few, all of which are tried."""
SIZE = Size(facts=6, decisions=6, rules=4)


class _BitsOf(dict[int, bool]):
    """The bits of one profile: of planes that are their own names."""

    def __init__(self, place: int) -> None:
        self._place = place

    def __missing__(self, plane: int) -> bool:
        return bool(plane >> self._place & 1)


def read_off(base: RuleBase, profiles: DecidedProfiles, place: int) -> Evaluation:
    """Read one profile off the planes."""
    reading = ReadingOff(profiles.circuit)
    rules: dict[str, Truth] = {name: reading.truth(profiles.rule(name), _BitsOf(place)) for name in base.rules}
    return Evaluation(
        {name: truth for name, truth in rules.items() if name in profiles.base.rules},
        {name: reading.outcome(each, profiles.outcome(name), _BitsOf(place)) for name, each in base.decisions.items()},
    )


@FEW
@given(st.integers(0, 2**32))
def test_what_comes_out_at_once_is_what_comes_out_one_by_one(seed: int) -> None:
    rng = Random(seed)
    as_it_is = random_base(rng, SIZE)
    situations = [(random_facts(rng, as_it_is), random_day(rng)) for _ in range(PROFILES)]
    others = [applied(as_it_is, each) for each in mutants(as_it_is) if each.kind in RARE]
    for base in (as_it_is, *others[:3]):
        for profiles, places in by_rules_in_force(base, situations):
            for bit, place in enumerate(places):
                assert read_off(base, profiles, bit) == evaluate(base, *situations[place])


@pytest.mark.parametrize("seed", seeds(4, 44, first=60))
def test_a_mutant_decides_otherwise_where_it_does_one_by_one_and_the_first_case_that_fails_kills_it(
    seed: int, tmp_path: Path
) -> None:
    rng = Random(seed)
    killed = 0
    for pack in tried_packs(seed, tmp_path, 4, most=800):
        base = pack.base
        every: list[Situation] = [(space.facts(place), space.day) for space in pack.every_day for place in space.places]
        every += [(facts, None) for facts, _ in every[:20]]
        write_cases(rng, base, rng.sample(every, min(PROFILES, len(every))))
        everything = list(mutants(base))
        trial, cases = Trial(base, everything), read_cases(base)
        assert not trial.faults
        situations = [(case.profile.facts(), case.as_of) for case in cases]
        before = [evaluate(base, *each) for each in situations]
        decided = list(by_rules_in_force(base, situations))
        rare = [each for each in everything if each.kind in RARE]
        for mutant in (*rare, *rng.sample(everything, min(10, len(everything)))):
            changed = applied(base, mutant)
            after = [evaluate(changed, *each) for each in situations]
            found = {
                (each.decision.name, places[bit])
                for profiles, places in decided
                for each in profiles.otherwise(changed, mutant.rules, mutant.decisions)
                for bit in bits(each.differs)
            }
            assert found == _differing(before, after), f"{base.folder}: {mutant}"
            assert trial.killer(mutant) == _killer(base, cases, after), f"{base.folder}: {mutant}"
            killed += trial.killer(mutant) is not None
    assert killed >= 3, "too few to tell anything"


def _differing(before: list[Evaluation], after: list[Evaluation]) -> set[tuple[str, int]]:
    return {
        (name, place)
        for place, (one, other) in enumerate(zip(before, after, strict=True))
        for name, outcome in one.decisions.items()
        if not alike(outcome, other.decisions[name])
    }


def _killer(base: RuleBase, cases: list[Case], after: list[Evaluation]) -> str | None:
    faults = (list(case_faults(case, base, found)) for case, found in zip(cases, after, strict=True))
    return next((case.name for case, wrong in zip(cases, faults, strict=True) if wrong), None)
