"""Rules with dates are proved for each stretch of days, and a witness is assessed on a day of its stretch."""

from collections.abc import Mapping
from datetime import date

import pytest

pytest.importorskip("z3")

from engine.checks.prove.proof_result import ProofResult
from engine.checks.prove.prove import prove
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.in_force import in_force
from tests.proofs.small_packs import small_pack

GATE = [
    {"name": "gate", "hit_policy": "any", "values": {"open": "Open", "ajar": "Ajar", "shut": "Shut"}, "default": "shut"}
]
OPENS = {"name": "opens", "when": {"a": "yes"}, "then": {"gate": "open"}}
HALF = {"name": "half", "when": {"b": "yes"}, "then": {"gate": "ajar"}}


def refuted(*rules: Mapping[str, object]) -> dict[str, ProofResult]:
    claims = prove(small_pack({"decisions": GATE, "rules": list(rules)}))
    return {claim.name: claim for claim in claims if claim.answer != "proved"}


def test_rules_that_are_never_in_force_together_do_not_conflict() -> None:
    assert not refuted({**OPENS, "until": "2026-05-31"}, {**HALF, "from": "2026-06-01"})


def test_a_conflict_of_a_single_day_is_found_on_that_day() -> None:
    found = refuted({**OPENS, "until": "2026-06-01"}, {**HALF, "from": "2026-06-01"})
    (finding,) = found["no-conflicts"].findings
    assert finding.witness is not None
    assert finding.witness.as_of == date(2026, 6, 1)
    base = small_pack({"decisions": GATE, "rules": [{**OPENS, "until": "2026-06-01"}, {**HALF, "from": "2026-06-01"}]})
    (facts,) = finding.witness.profiles.values()
    day = finding.witness.as_of
    assert evaluate(in_force(base, day), facts, day).decisions["gate"].status == "conflict"


def test_a_rule_that_another_implies_for_a_while_only_is_no_finding() -> None:
    wide = {"name": "wide", "when": {"any": [{"a": "yes"}, {"b": "yes"}]}, "then": {"gate": "open"}}
    assert not refuted(OPENS, {**wide, "until": "2026-05-31"})
    assert set(refuted(OPENS, wide)) == {"no-rule-is-implied"}


def test_a_rule_that_is_implied_as_long_as_it_lasts_is_a_finding() -> None:
    wide = {"name": "wide", "when": {"any": [{"a": "yes"}, {"b": "yes"}]}, "then": {"gate": "open"}}
    assert set(refuted({**OPENS, "until": "2026-05-31"}, wide)) == {"no-rule-is-implied"}
