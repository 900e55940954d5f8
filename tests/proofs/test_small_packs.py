"""Packs with one planted fault each, found with names, line and a witness; and sound ones, without alarm."""

from collections.abc import Mapping
from typing import Any

import pytest

pytest.importorskip("z3")

from engine.checks.prove.all_proofs import CHECKS_BY_PROOF, PROOFS
from engine.checks.prove.proof_context import ProofContext
from engine.checks.prove.proof_result import Finding, ProofResult
from engine.checks.prove.prove import prove
from engine.interpret.symbolic.solving import RLIMIT
from tests.proofs.replaying import replayed
from tests.proofs.small_packs import listed, pack_text, small_pack

FAULTY, SOUND = listed("faulty.yaml"), listed("sound.yaml")
NO_WITNESS = {"never-fires", "always-fires", "idle-test", "constant-test", "idle-question", "idle-answer", "idle-value"}
NO_WITNESS |= {"property-says-nothing"}
"""What is shown by there being no profile at all."""


def ids(cases: list[dict[str, Any]]) -> list[str]:
    return [case["name"] for case in cases]


def findings(claims: list[ProofResult]) -> list[Finding]:
    return [finding for claim in claims for finding in claim.findings]


@pytest.mark.parametrize("case", FAULTY, ids=ids(FAULTY))
def test_a_planted_fault_is_found_with_its_names_its_line_and_a_witness(case: Mapping[str, Any]) -> None:
    base = small_pack(case)
    claims = list(prove(base))
    found = findings(claims)
    assert {finding.diagnostic.code for finding in found} == set(case["finds"]), [str(f.diagnostic) for f in found]
    assert any(claim.answer == "refuted" for claim in claims)
    messages = "\n".join(finding.diagnostic.message for finding in found)
    assert all(f"`{name}`" in messages for name in case["names"]), messages
    lines = pack_text(case).splitlines()
    for finding in found:
        span = finding.diagnostic.span
        assert span is not None
        declared = lines[span.line - 1].strip().removeprefix("- ").removeprefix("name: ").strip("'")
        assert declared in {*base.rules, *base.facts, *base.decisions, *base.properties}
        if finding.diagnostic.code in NO_WITNESS:
            assert finding.witness is None
        else:
            assert finding.witness is not None, finding.diagnostic
            replayed(base, finding)


@pytest.mark.parametrize("case", SOUND, ids=ids(SOUND))
def test_a_sound_pack_raises_no_alarm(case: Mapping[str, Any]) -> None:
    claims = list(prove(small_pack(case)))
    assert not [str(finding.diagnostic) for finding in findings(claims)]
    assert {claim.answer for claim in claims} == {"proved"}


def test_a_proof_finds_only_the_faults_that_it_names() -> None:
    found = set()
    for case in FAULTY:
        context = ProofContext(small_pack(case), RLIMIT)
        for proof in PROOFS:
            codes = {each.diagnostic.code for each in findings(list(proof.results(context)))}
            assert codes <= {check.code for check in proof.checks}, case["name"]
            found |= codes
    not_planted = {"undecided", "not-monotone", "idle-answer"}
    assert {check.code for check in CHECKS_BY_PROOF} - found == not_planted


def test_there_are_thirty_of_each() -> None:
    assert len(FAULTY) >= 30
    assert len(SOUND) >= 30
    assert len({case["name"] for case in [*FAULTY, *SOUND]}) == len(FAULTY) + len(SOUND)
