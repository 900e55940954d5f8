"""What holds today may not hold tomorrow: all is proved for each stretch of days with the same rules in force."""

from datetime import date
from typing import Any

import pytest

pytest.importorskip("z3")

from engine.assessment.agreement import REFERENCE, evaluate
from engine.checks.prove.proof_result import ProofResult
from engine.checks.prove.prove import prove
from engine.interpret.evaluation import Single
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Literal, Not, OneOf
from tests.durable.bases import base_from, decision_of, fact_of, rule_of

TURN = date(2027, 4, 1)
IT_IS = Literal("a", OneOf(frozenset({True})))


def dated(first: dict[str, Any], second: dict[str, Any]) -> RuleBase:
    """One decision, yes or no by one question: a rule for each answer, each with its dates."""
    from dataclasses import replace

    from engine.rulebase.in_force import days_of_change

    rules = [
        replace(rule_of("when-so", IT_IS, ("found", "one")), **first),
        replace(rule_of("when-not", Not(IT_IS), ("found", "other")), **second),
    ]
    base = base_from([fact_of("a", "yes_no")], [decision_of("found", "unique", ["one", "other"])], rules)
    return replace(base, days=days_of_change(rules), sha256="dated")


def of_gaps(base: RuleBase) -> list[ProofResult]:
    return [claim for claim in prove(base) if claim.name == "no-gaps"]


def test_a_gap_that_opens_when_a_rule_ends() -> None:
    base = dated({}, {"valid_until": date(2027, 3, 31)})
    before, after = of_gaps(base)
    assert before.answer == "proved"
    assert before.says.startswith("until 2027-03-31: ")
    assert after.answer == "refuted"
    assert after.says.startswith("from 2027-04-01: ")
    (finding,) = after.findings
    assert finding.witness is not None
    assert finding.witness.as_of >= TURN
    (facts,) = finding.witness.profiles.values()
    found, _ = evaluate(base, facts, finding.witness.as_of, REFERENCE)
    outcome = found.decisions["found"]
    assert isinstance(outcome, Single)
    assert outcome.possible == {None}


def test_a_gap_before_a_rule_begins() -> None:
    before, after = of_gaps(dated({"valid_from": TURN}, {}))
    assert (before.answer, after.answer) == ("refuted", "proved")
    (finding,) = before.findings
    assert finding.witness is not None
    assert finding.witness.as_of < TURN


def test_rules_that_relieve_each_other_leave_no_gap_and_no_conflict() -> None:
    from dataclasses import replace

    base = dated({}, {})
    heir = replace(rule_of("when-not-any-more", Not(IT_IS), ("found", "other")), valid_from=TURN)
    ended = replace(base.rules["when-not"], valid_until=date(2027, 3, 31))
    rules = {"when-so": base.rules["when-so"], "when-not": ended, heir.name: heir}
    whole = replace(base, rules=rules, rules_of={"found": tuple(rules.values())}, days=(TURN,), sha256="relieved")
    claims = [claim for claim in prove(whole) if claim.name in ("no-gaps", "no-conflicts")]
    assert [claim.answer for claim in claims] == ["proved"] * 4


def test_a_pack_without_dates_is_proved_once() -> None:
    (claim,) = of_gaps(dated({}, {}))
    assert claim.answer == "proved"
    assert not claim.says.startswith(("from", "until", "always"))
