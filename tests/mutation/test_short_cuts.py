"""The short cuts of a mutation run change nothing: what they leave out would have come out the same."""

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.checks.case_failed import case_faults
from engine.checks.cases import read_cases
from engine.checks.mutation.mutant import Mutant, Reach, applied
from engine.checks.mutation.mutants import mutants
from engine.checks.mutation.trial import Trial
from engine.interpret.evaluation import Evaluation, Single
from engine.interpret.reference.evaluate import Reference, evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from engine.rulebase.load.folder import read_pack_files, to_rule_base
from tests.cli.program import LIBRARY
from tests.packs.random_base import Size, random_base, random_day, random_facts
from tests.volume import FEW

SIZE = Size(facts=6, decisions=6, rules=4)
seeds = st.integers(0, 2**32)


def some_mutants(rng: Random, base: RuleBase, most: int) -> list[Mutant]:
    everything = list(mutants(base))
    assert len(everything) >= most
    return rng.sample(everything, most)


@FEW
@given(seeds)
def test_what_is_taken_over_is_what_would_be_worked_out_anew(seed: int) -> None:
    rng = Random(seed)
    base = random_base(rng, SIZE)
    facts, day = random_facts(rng, base), random_day(rng)
    before = Reference(base, facts, day)
    before.evaluation()
    for mutant in some_mutants(rng, base, 12):
        changed = applied(base, mutant)
        decisions = Reach(base).decisions(mutant)
        again = before.over(changed, Reach(base).rules(mutant, decisions), decisions)
        wanted = evaluate(changed, facts, day)
        assert {rule.name: again.rule(rule) for rule in changed.rules.values()} == wanted.rules, str(mutant)
        assert again.evaluation().decisions == wanted.decisions, str(mutant)


def test_on_the_foreign_pack_the_same_mutants_are_killed_as_by_running_everything_anew() -> None:
    base = to_rule_base(read_pack_files(LIBRARY), LIBRARY)
    everything = list(mutants(base))
    trial = Trial(base, everything)
    cases = read_cases(base)
    killed = 0
    for mutant in everything:
        changed = applied(base, mutant)
        ran = ((case, evaluate(changed, case.profile.facts(), case.as_of)) for case in cases)
        noticed = any(list(case_faults(case, base, evaluation)) for case, evaluation in ran)
        assert (trial.killer(mutant) is not None) is noticed, str(mutant)
        killed += noticed
    assert 0.2 * len(everything) < killed < len(everything), "too few or too many to tell anything"


def seen(evaluation: Evaluation) -> dict[str, object]:
    """What people see of the decisions; of one that has become a decision of another kind, what both kinds have."""
    return {
        name: (found.possible, found.conflict, found.interim) if isinstance(found, Single) else found
        for name, found in evaluation.decisions.items()
    }


def profiles(rng: Random, base: RuleBase, count: int) -> Iterator[tuple[Facts, date | None]]:
    for _ in range(count):
        yield random_facts(rng, base), random_day(rng)


@settings(max_examples=12)
@given(seeds)
def test_what_is_proved_to_say_the_same_does_so_for_any_profile_and_a_difference_replays(seed: int) -> None:
    _what_is_proved_is_so(seed)


@pytest.mark.deep
@settings(max_examples=300)
@given(seeds)
def test_what_is_proved_to_say_the_same_does_so_at_volume(seed: int) -> None:
    _what_is_proved_is_so(seed)


def _what_is_proved_is_so(seed: int) -> None:
    pytest.importorskip("z3")
    from engine.checks.mutation.provers import EquivalenceProver
    from engine.interpret.symbolic.reading import facts_of

    rng = Random(seed)
    base = random_base(rng, Size(facts=4, decisions=4, rules=3))
    chosen = some_mutants(rng, base, 8)
    compared = EquivalenceProver(base, tuple(rule.condition for mutant in chosen for rule in mutant.rules.values()))
    for mutant in chosen:
        changed = applied(base, mutant)
        decisions = Reach(base).decisions(mutant)
        found = compared.difference(changed, Reach(base).rules(mutant, decisions), decisions)
        if found.kind == "none":
            for facts, day in profiles(rng, base, 40):
                one, other = evaluate(base, facts, day), evaluate(changed, facts, day)
                assert seen(one) == seen(other), str(mutant)
        else:
            assert found.kind == "found"
            facts, day = facts_of(found, compared.questions, compared.questions.known)
            one, other = evaluate(base, facts, day), evaluate(changed, facts, day)
            assert seen(one) != seen(other), str(mutant)
