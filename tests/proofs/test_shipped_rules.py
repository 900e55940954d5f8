"""The shipped rules are proved: the laws, and what they claim of themselves."""

from collections.abc import Callable
from dataclasses import replace

import pytest

pytest.importorskip("z3")

from engine.checks.prove.changes_only import CHANGES_ONLY
from engine.checks.prove.conflicts import NO_CONFLICTS
from engine.checks.prove.proof_context import ProofContext
from engine.checks.prove.proof_result import ProofResult
from engine.checks.prove.prove import prove
from engine.checks.prove.settled import SETTLED_STAYS_SETTLED
from engine.checks.prove.worse import WORSE_IS_NEVER_LIGHTER
from engine.interpret.symbolic.solving import RLIMIT
from engine.rulebase.base import RuleBase
from engine.rulebase.properties import ChangesOnly, Implies, Leaves, MayFall
from tests.laws.planted_rules import (
    a_control_that_drops_when_somebody_is_alone,
    a_floor_that_falls_when_danger_grows,
    a_model_that_is_read_from_the_label,
    a_model_that_overlaps,
)
from tests.packs.shipped import shipped

LAWS = {"no-gaps", "no-conflicts", "settled-stays-settled", "worse-is-never-lighter"}


def test_every_claim_is_proved_and_at_least_a_dozen_are_its_own() -> None:
    claims = list(prove(shipped()))
    wrong = [str(finding.diagnostic) for claim in claims for finding in claim.findings]
    assert not wrong
    assert {claim.answer for claim in claims} == {"proved"}
    stated = [each for each in shipped().properties.values() if isinstance(each.claim, (Implies, ChangesOnly, Leaves))]
    assert len(stated) >= 12
    assert {claim.name for claim in claims} >= {*LAWS, *(each.name for each in stated)}


def test_the_only_exception_concerns_what_is_open() -> None:
    """An exception may excuse caution that turns out needless, never the loss of something certain."""
    exceptions = [each.claim for each in shipped().properties.values() if isinstance(each.claim, MayFall)]
    assert len(exceptions) == 1
    assert exceptions[0].while_open == "covered"


def named(context: ProofContext) -> ProofResult:
    found = CHANGES_ONLY.results(context)
    return next(claim for claim in found if claim.name == "the-name-changes-nothing-but-its-own-remark")


@pytest.mark.parametrize(
    ("fault", "proof", "code"),
    [
        (a_floor_that_falls_when_danger_grows, WORSE_IS_NEVER_LIGHTER.result, "worse-is-lighter"),
        (a_control_that_drops_when_somebody_is_alone, WORSE_IS_NEVER_LIGHTER.result, "worse-is-lighter"),
        (a_model_that_overlaps, NO_CONFLICTS.result, "conflict"),
        (a_model_that_is_read_from_the_label, named, "changes-more"),
    ],
    ids=lambda each: getattr(each, "__name__", each),
)
def test_a_fault_planted_in_the_shipped_rules_is_found(
    fault: Callable[[RuleBase], RuleBase], proof: Callable[[ProofContext], ProofResult], code: str
) -> None:
    claim = proof(ProofContext(fault(shipped()), RLIMIT))
    assert {finding.diagnostic.code for finding in claim.findings} == {code}
    assert any("`planted`" in finding.diagnostic.message for finding in claim.findings)


def test_what_is_too_hard_is_undecided_and_counts_as_a_failure() -> None:
    claim = WORSE_IS_NEVER_LIGHTER.result(ProofContext(shipped(), rlimit=1))
    assert claim.answer == "undecided"
    assert claim.findings[0].diagnostic.code == "undecided"
    assert "within 1 steps" in claim.findings[0].diagnostic.message


def test_the_law_does_not_depend_on_the_exception_for_what_is_certain() -> None:
    """Without the exception the law fails, and only where `covered` is open before the step."""
    base = shipped()
    kept = {name: each for name, each in base.properties.items() if not isinstance(each.claim, MayFall)}
    claim = WORSE_IS_NEVER_LIGHTER.result(ProofContext(replace(base, properties=kept), RLIMIT))
    assert claim.answer == "refuted"
    excused = next(each.claim for each in base.properties.values() if isinstance(each.claim, MayFall))
    assert isinstance(excused, MayFall)
    assert all(any(f"`{fact}`" in each.diagnostic.message for fact in excused.facts) for each in claim.findings)


def test_settled_rests_on_there_being_no_conflict() -> None:
    context = ProofContext(a_model_that_overlaps(shipped()), RLIMIT)
    claim = SETTLED_STAYS_SETTLED.result(context)
    assert {finding.diagnostic.code for finding in claim.findings} == {"settled-may-change"}
