"""The kernel where there is much to do: what it passes over does not change, and what it runs comes out the same."""

from pathlib import Path
from random import Random

import pytest

pytest.importorskip("numpy")
pytest.importorskip("pyarrow")

from engine.checks import run
from engine.checks.mutation.mutant import applied
from engine.checks.mutation.mutants import mutants
from engine.checks.run import run_cases
from engine.portfolio.impact.two_packs import PackComparison
from engine.rulebase.load.folder import read_pack_files, to_rule_base
from tests.claims.packs import tried_packs
from tests.cli.program import LIBRARY
from tests.volume import seeds


@pytest.mark.parametrize("seed", seeds(2, 4, first=80))
def test_impact_passes_over_no_profile_whose_result_changes(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = Random(seed)
    changed = passed = 0
    for pack in tried_packs(seed, tmp_path, 8, most=800):
        after = applied(pack.base, rng.choice(list(mutants(pack.base))))
        for space in pack.every_day[:2]:
            compared = PackComparison(pack.base, after, space.day)
            profiles = [space.facts(place) for place in space.places]
            sides = profiles, profiles
            may_change = compared.may_change(sides) or [True] * len(profiles)
            monkeypatch.setattr(compared, "may_change", lambda _: None)
            for facts, may, changes in zip(profiles, may_change, compared.changes(sides), strict=True):
                assert may or not changes, f"{pack.base.folder}: {facts}"
                changed, passed = changed + bool(changes), passed + (not may)
    assert min(changed, passed) >= 100


def test_many_cases_come_out_as_they_do_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    base = to_rule_base(read_pack_files(LIBRARY), LIBRARY)
    one_by_one = run_cases(base, "reference")
    by_kernel = run_cases(base, "columnar")
    monkeypatch.setattr(run, "MANY", 0)
    both = run_cases(base, "both")
    assert both.engines == ("reference", "columnar")
    assert by_kernel.engines == ("columnar",)
    for one, *others in zip(one_by_one.runs, by_kernel.runs, both.runs, strict=True):
        assert all(each.case.name == one.case.name for each in others)
        assert all(each.evaluation == one.evaluation for each in others)
