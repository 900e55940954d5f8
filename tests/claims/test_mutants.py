"""What `rules mutate` says is so: a mutant counts as saying the same where no profile on any day tells it apart."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("z3")

from engine.checks.mutation import every_situation
from engine.checks.mutation.mutant import applied
from engine.checks.mutation.mutants import mutants
from engine.checks.mutation.trial import Trial
from engine.checks.outcomes import alike
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from tests.claims.packs import TriedPack, tried_packs
from tests.volume import seeds


def told_apart(pack: TriedPack, changed: RuleBase) -> bool:
    for space in pack.every_day:
        for place in space.places:
            found = evaluate(changed, space.facts(place), space.day).decisions
            if any(not alike(each, found[name]) for name, each in space[place].decisions.items()):
                return True
    return False


@pytest.mark.parametrize("seed", seeds(2, 5, first=40))
def test_a_mutant_is_equivalent_where_no_profile_tells_it_apart_and_only_there(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = Random(seed)
    if seed % 2 == 0:  # by the solver alone
        monkeypatch.setattr(every_situation, "MOST_SITUATIONS", 0)
    said = Counter[bool]()
    for pack in tried_packs(seed, tmp_path, 8, most=800):
        everything = list(mutants(pack.base))
        trial = Trial(pack.base, everything)
        for mutant in rng.sample(everything, min(12, len(everything))):
            verdict = trial.verdict(mutant)
            if verdict.killed_by is None:
                changed = applied(pack.base, mutant)
                apart = verdict.mutant.kind == "threshold" or told_apart(pack, changed)
                assert verdict.equivalent is not apart or mutant.kind == "threshold", f"{pack.base.folder}: {mutant}"
                if verdict.example is not None:
                    example = verdict.example
                    one, other = (
                        evaluate(each, example.facts, example.as_of).decisions[example.decision]
                        for each in (pack.base, changed)
                    )
                    assert not alike(one, other), str(mutant)
                said[verdict.equivalent] += 1
    assert min(said[True], said[False]) >= 10
