"""The cases of the shipped pack have teeth: broken rules are noticed. `rules mutate` tries all, in half a minute.

That some case tries every rule, and every test of a rule, `make check` shows.
"""

import pytest

from engine.checks.mutation.mutant import Mutant
from engine.checks.mutation.mutants import mutants
from engine.checks.mutation.mutation_run import MutationRun, sample
from engine.checks.mutation.trial import Trial
from engine.interpret import symbolic
from tests.packs.shipped import shipped

LEAST = 98
"""The share of mutants that has to be noticed, in per cent; those that make no difference do not count."""

needs_z3 = pytest.mark.skipif(not symbolic.available(), reason="z3 is not installed")


@pytest.fixture(scope="module")
def everything() -> list[Mutant]:
    return list(mutants(shipped()))


@pytest.fixture(scope="module")
def trial(everything: list[Mutant]) -> Trial:
    return Trial(shipped(), everything)


@needs_z3
def test_a_sample_of_all_mutants_is_noticed(everything: list[Mutant], trial: Trial) -> None:
    done = MutationRun(tuple(map(trial.verdict, sample(everything, 200, 26))), len(everything))
    assert done.percent >= LEAST, [str(each.mutant) for each in done.survivors]
    assert done.equivalent < 0.1 * len(done.verdicts), "what makes no difference is the exception"


@needs_z3
def test_no_test_of_the_oversight_rules_can_be_turned_round_unnoticed(everything: list[Mutant], trial: Trial) -> None:
    floors = {rule.name for rule in shipped().rules_of["oversight"]}
    turned = [each for each in everything if each.kind == "literal-negated" and floors & set(each.rules)]
    assert len(turned) >= len(floors)
    assert MutationRun(tuple(map(trial.verdict, turned)), len(turned)).survivors == ()


@pytest.mark.deep
@needs_z3
def test_all_mutants_are_noticed(everything: list[Mutant], trial: Trial) -> None:
    done = MutationRun(tuple(map(trial.verdict, everything)), len(everything))
    assert done.percent >= LEAST, [str(each.mutant) for each in done.survivors]
