"""A table of 500 rows is hosted as it is and proved; with one row less, the hole is found with a witness."""

from itertools import product
from pathlib import Path

import pytest

from engine.interpret.evaluation import Single

pytest.importorskip("z3")

from engine.assessment.agreement import BOTH, COLUMNAR, evaluate
from engine.checks.prove.proof_result import ProofResult
from engine.checks.prove.prove import prove
from engine.rulebase.base import RuleBase
from engine.rulebase.load.folder import read_pack_files, to_rule_base

PACK = """
pack:
  id: fares
  version: "1"
  title: What a journey costs
  topics: {trip: The journey}
  layout: {primary: [fare], headline: [fare]}
topic: trip
documents: [{id: tariff, prefix: tf, title: The tariff}]
statements: [{id: tf.fares, must: anything, says: Every zone and stretch has its fare.}]
facts:
  - name: zone
    kind: choice
    question: Which zone?
    why: Zones differ.
    values: {z0: 0, z1: 1, z2: 2, z3: 3, z4: 4, z5: 5, z6: 6, z7: 7, z8: 8, z9: 9}
  - {name: distance, kind: number, unit: km, range: [0, 99], question: How far?, why: Distance counts.}
  - name: card
    kind: choice
    question: Which card?
    why: Cards differ.
    values: {none: None, child: Child, senior: Senior, staff: Staff, day: Day}
decisions:
  - name: fare
    title: The fare
    hit_policy: unique
    values: {f0: {label: Free}, f1: {label: 1}, f2: {label: 2}, f3: {label: 3}, f4: {label: 4}, f5: {label: 5}}
tables:
  - {name: fares, file: fares.csv, hit_policy: unique, decides: [fare], because: So the tariff., cites: [tf.fares]}
"""
CARDS = ("none", "child", "senior", "staff", "day")


def rows() -> list[str]:
    found = []
    for zone, ten, card in product(range(10), range(10), CARDS):
        fare = 0 if card == "staff" else min(5, (zone + ten) // 4 + (card == "none"))
        found.append(f"z{zone},{ten * 10}..{ten * 10 + 9},{card},f{fare}")
    return found


def pack_of(folder: Path, table: list[str]) -> RuleBase:
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "fares.csv").write_text("\n".join(["zone,distance,card,fare", *table]) + "\n", encoding="utf-8")
    return to_rule_base(read_pack_files(folder), folder)


def claim_of(base: RuleBase, name: str) -> ProofResult:
    return next(claim for claim in prove(base) if claim.name == name)


def test_it_is_hosted_and_everything_is_proved(tmp_path: Path) -> None:
    base = pack_of(tmp_path, rows())
    assert len(base.rules) == 500
    answers = {claim.name: claim.answer for claim in prove(base)}
    assert set(answers.values()) == {"proved"}, answers
    for engine in (BOTH, COLUMNAR):
        found, _ = evaluate(base, {"zone": "z7", "distance": 59, "card": "none"}, None, engine)
        fare = found.decisions["fare"]
        assert isinstance(fare, Single)
        assert fare.possible == {"f4"}  # (7 + 5) // 4 + 1


def test_a_row_that_is_missing_is_found_with_an_answer_that_no_row_names(tmp_path: Path) -> None:
    (finding,) = claim_of(
        pack_of(tmp_path, [row for row in rows() if not row.startswith("z3,40..49,day,")]), "no-gaps"
    ).findings
    assert finding.witness is not None
    (facts,) = finding.witness.profiles.values()
    assert (facts["zone"], facts["card"]) == ("z3", "day")
    assert 40 <= facts["distance"] <= 49  # type: ignore[operator]


def test_two_rows_that_overlap_are_found(tmp_path: Path) -> None:
    wider = [
        row.replace("z3,40..49,day,", "z3,40..50,day,").replace("day,f1", "day,f5")
        if row.startswith("z3,40..49,day,")
        else row
        for row in rows()
    ]
    (finding,) = claim_of(pack_of(tmp_path, wider), "no-conflicts").findings
    assert finding.witness is not None
    (facts,) = finding.witness.profiles.values()
    assert facts == {"zone": "z3", "card": "day", "distance": 50}
