"""What the shipped pack promises of itself: no findings, every statement shown, every case and example met."""

import pytest

from engine.checks.all_checks import check_pack
from engine.checks.case_failed import case_faults
from engine.interpret import durable
from engine.interpret.durable.evaluate import evaluate as by_durable
from engine.interpret.evaluation import Single
from engine.interpret.reference.evaluate import Reference, evaluate
from tests.packs.shipped import shipped, shipped_cases, shipped_examples

ARRANGEMENTS = {
    "district-nurses-in-extra-care": "not_ours",
    "care-records-supplier": None,
    "supported-living-landlord": "not_ours",
    "council-commissioned-advocate": "not_ours",
    "sing-along-in-the-lounge": "partnership",
    "befriender-alone-at-home": "partnership_with_interfaces",
    "community-transport": None,
    "laundry-to-our-specification": "in_between",
    "eating-and-drinking-plan-for-one-man": "subcontract",
    "college-that-sends-trainees": None,
    "charities-that-swap-referrals": "not_covered",
    "working-for-a-lead-provider": "not_ours",
    "agency-carers-on-our-rota": "subcontract",
}
"""The thirteen arrangements to think through, with the model that the policy names for each; `None`: not named."""


def test_rules_check_has_no_findings() -> None:
    assert [str(finding) for finding in check_pack(shipped(), list(shipped_examples()))] == []


@pytest.mark.parametrize("every", [16, pytest.param(1, marks=pytest.mark.deep)])
def test_cases_and_worked_examples_come_out_as_expected_by_every_engine(every: int) -> None:
    """Every sixteenth; all of them are run by `make check` as well, with `rules test`."""
    base = shipped()
    engines = [evaluate, *([by_durable] if durable.available() else [])]
    for case in shipped_cases()[::every]:
        for engine in engines:
            found = engine(base, case.profile.facts(), case.as_of)
            assert [str(fault) for fault in case_faults(case, base, found)] == []


def test_there_are_enough_cases_and_two_in_five_have_unknowns_or_edges() -> None:
    """Counted here: a case that expects something of a decision which is still open in it."""
    base = shipped()
    cases = [case for case in shipped_cases() if not case.name.startswith("profile ")]
    assert len(cases) >= 150
    assert all(len(case.name.split()) >= 3 for case in cases), "the name of a case is a sentence"
    unsettled = 0
    for case in cases:
        expected = {entry.key.text for entry in case.expect.entries}  # type: ignore[union-attr]
        found = Reference(base, case.profile.facts(), case.as_of)
        unsettled += any(found.outcome(name).status != "settled" for name in expected)
    assert unsettled >= 0.4 * len(cases), f"{unsettled} of {len(cases)}"


def test_every_golden_statement_has_a_worked_example_with_an_outcome() -> None:
    golden = {name for name, statement in shipped().statements.items() if statement.must == "golden"}
    assert len(golden) == 13
    shown = {name for profile in shipped_examples() if profile.expect is not None for name in profile.cites}
    assert golden <= shown
    assert len(shipped_examples()) >= 35


def test_the_quick_screen_alone_settles_the_model_of_most_arrangements_and_the_level_of_many() -> None:
    base = shipped()
    examples = {profile.id: profile for profile in shipped_examples()}
    quick = base.quick_screen
    assert len(quick) <= 45, "lines are counted, not groups"
    models, levels = [], []
    for name, model in ARRANGEMENTS.items():
        profile = examples[name]
        screen = {fact: answer for fact, answer in profile.facts().items() if fact in quick}
        found = evaluate(base, screen, profile.as_of).decisions
        outcome = found["model"]
        assert isinstance(outcome, Single)
        if outcome.status == "settled":
            assert model is None or outcome.possible == {model}, name
            models.append(name)
        if found["oversight"].status == "settled":
            levels.append(name)
    assert len(models) >= 10, sorted(set(ARRANGEMENTS) - set(models))
    assert len(levels) >= 8, sorted(set(ARRANGEMENTS) - set(levels))


def test_a_small_low_risk_arrangement_gets_a_short_list_of_controls() -> None:
    base = shipped()
    examples = {profile.id: profile for profile in shipped_examples()}
    sing_along = examples["sing-along-in-the-lounge"]
    required = evaluate(base, sing_along.facts(), sing_along.as_of).collected("controls").members
    assert 4 <= len(required) <= 9, sorted(required)


def test_every_control_says_who_what_and_what_shows_it() -> None:
    base = shipped()
    for control in base.controls.values():
        assert control.what, control.name
        assert control.owner in base.pack.roles, control.name
        assert control.evidence, control.name
        assert len(control.classes) == 1, control.name


def test_every_question_says_why_it_is_asked() -> None:
    for fact in shipped().facts.values():
        assert "?" in fact.question, fact.name
        assert fact.why, fact.name
