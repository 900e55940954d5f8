"""What `rules diff` says is so: "no difference (proved)" where no profile on any day comes out otherwise, else not."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("z3")

from engine.checks.differences.meaning import Meaning, meanings
from engine.checks.mutation.mutant import applied
from engine.checks.mutation.mutants import mutants
from engine.checks.outcomes import alike
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from tests.claims.packs import tried_packs
from tests.packs.every_profile import EveryProfile, kinds_of_days
from tests.volume import seeds


def edited(rng: Random, base: RuleBase) -> RuleBase:
    """Change a pack in one or two small things; now and then in what silence means."""
    for _ in range(rng.randint(1, 2)):
        found = list(mutants(base))
        base = applied(base, rng.choice(found)) if found else base
    if rng.random() < 0.3:
        name = rng.choice([each for each, fact in base.facts.items() if fact.kind in ("yes_no", "number")] or [""])
        if name:
            silent = (
                None
                if base.facts[name].when_silent is not None
                else {"yes_no": True, "number": 2}[base.facts[name].kind]
            )
            base = replace(base, facts={**base.facts, name: replace(base.facts[name], when_silent=silent)})
    return base


def differing(before: RuleBase, after: RuleBase, found: Meaning) -> set[str]:
    """Name the decisions that come out otherwise for some profile on some day of a stretch."""
    changed = set()
    for day in {*kinds_of_days(before, found.stretch), *kinds_of_days(after, found.stretch)}:
        space = EveryProfile(before, day, ages_too=after)
        for place in space.places:
            facts = space.facts(place)
            one, other = evaluate(before, facts, day).decisions, evaluate(after, facts, day).decisions
            changed |= {name for name in one if not alike(one[name], other[name])}
    return changed


@pytest.mark.parametrize("seed", seeds(3, 6, first=20))
def test_no_difference_is_said_where_there_is_none_and_only_there(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    said = Counter[str]()
    for pack in tried_packs(seed, tmp_path, 10, most=1_500):
        before, after = pack.base, edited(rng, pack.base)
        for found in meanings(before, after):
            real = differing(before, after, found)
            assert not real & set(found.untouched), f"{before.folder}: {found.stretch.words}"
            for each in found.compared:
                assert each.kind == ("differs" if each.name in real else "same"), f"{before.folder}: {each.name}"
                said[each.kind] += 1
            assert found.is_same is not bool(real)
    assert min(said["differs"], said["same"]) >= 3
