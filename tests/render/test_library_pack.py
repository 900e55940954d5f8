"""A pack about something else loads, passes every check, and gives what its cases and examples expect."""

from engine.checks.all_checks import check_pack
from engine.checks.case_failed import case_faults
from engine.checks.cases import read_cases, read_examples
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import HIT_POLICIES
from engine.rulebase.facts import KINDS


def test_the_library_passes_every_check(library: RuleBase) -> None:
    assert check_pack(library, read_examples(library)) == []


def test_the_library_gives_what_is_expected(library: RuleBase) -> None:
    cases = read_cases(library)
    assert len(cases) >= 15
    for case in cases:
        found = list(case_faults(case, library, evaluate(library, case.profile.facts(), case.as_of)))
        assert found == [], case


OF_IMPORTED_TABLES = {"output_order", "sum"}
"""Hit policies that tables from elsewhere bring with them; tried in `tests/imports`, and in random packs."""


def test_the_library_uses_every_kind_and_every_hit_policy(library: RuleBase) -> None:
    assert {fact.kind for fact in library.facts.values()} == set(KINDS)
    assert {decision.hit_policy for decision in library.decisions.values()} == set(HIT_POLICIES) - OF_IMPORTED_TABLES
    assert {kind.shown_by for kind in library.pack.statement_kinds} == {
        "rule",
        "control",
        "principle",
        "example",
        "anything",
    }
