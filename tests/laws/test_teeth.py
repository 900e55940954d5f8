"""The laws have teeth: each planted fault, in the meaning or in the rules, is found by the law that speaks of it."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.interpret.evaluation import Single
from engine.interpret.reference import evaluate as evaluating
from engine.interpret.reference import hit_policies, support
from engine.interpret.reference.answers import answer_truth
from engine.interpret.reference.support import NOTHING
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision
from tests.laws import over_random_bases as laws
from tests.laws import over_shipped_rules as shipped_laws
from tests.laws.planted_rules import (
    a_control_that_drops_when_somebody_is_alone,
    a_floor_that_falls_as_the_model_settles,
    a_floor_that_falls_when_danger_grows,
    a_model_that_is_read_from_the_label,
    a_model_that_overlaps,
    a_rule_that_cites_nothing,
)
from tests.packs.shipped import shipped

SEEDS = range(600)


def finds(law: Callable[[int], None]) -> bool:
    """Tell whether a law fails on some seed."""
    for seed in SEEDS:
        try:
            law(seed)
        except AssertionError:
            return True
    return False


def unknown_is_false(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(evaluating, "answer_truth", lambda test, answer, day: bool(answer_truth(test, answer, day)))


def default_is_taken_while_open(patch: pytest.MonkeyPatch) -> None:
    def faulty(decision: Decision, hits: Any) -> Single:
        found = hit_policies._any(decision, hits)
        default = decision.default.value if decision.default else None
        return Single(frozenset({default})) if len(found.possible) > 1 else found

    patch.setitem(hit_policies.POLICIES, "any", faulty)


def highest_open_value_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    right = hit_policies._max
    patch.setitem(
        hit_policies.POLICIES,
        "max",
        lambda decision, hits: right(decision, [hit for hit in hits if hit[0] is not None] or hits),
    )


def tables_are_read_by_any_order(patch: pytest.MonkeyPatch) -> None:
    right = hit_policies._any
    patch.setitem(hit_policies.POLICIES, "any", lambda decision, hits: right(decision, hits[:1]))


def one_true_part_is_not_named(patch: pytest.MonkeyPatch) -> None:
    right = support.Supports._of
    patch.setattr(support.Supports, "_of", lambda self, parts, truth, needed: right(self, parts, truth, needed - 1))


def objections_are_not_named(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(support.Supports, "_objections", lambda self, name, rules, agrees: NOTHING)


@pytest.mark.parametrize(
    ("fault", "law"),
    [
        (unknown_is_false, laws.law_2_settled_stays_settled_and_what_is_ruled_out_stays_out),
        (default_is_taken_while_open, laws.law_2_settled_stays_settled_and_what_is_ruled_out_stays_out),
        (highest_open_value_is_forgotten, laws.law_2_settled_stays_settled_and_what_is_ruled_out_stays_out),
        (default_is_taken_while_open, laws.law_2_over_every_completion_of_a_few_unknowns),
        (tables_are_read_by_any_order, laws.law_1_order_never_matters),
        (one_true_part_is_not_named, laws.law_7_the_explanation_is_enough),
        (objections_are_not_named, laws.law_7_the_explanation_is_enough),
        (objections_are_not_named, laws.a_default_names_the_rules_that_were_ruled_out_and_no_others_matter),
    ],
    ids=lambda each: each.__name__,
)
def test_a_fault_in_the_meaning_is_found(
    fault: Callable[[pytest.MonkeyPatch], None], law: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    assert finds(law)


# ---- faults in the rules


@pytest.mark.parametrize(
    ("fault", "law"),
    [
        (a_floor_that_falls_when_danger_grows, shipped_laws.law_3_worse_is_never_lighter),
        (a_control_that_drops_when_somebody_is_alone, shipped_laws.law_3_worse_is_never_lighter),
        (a_model_that_overlaps, shipped_laws.law_4_every_complete_profile_gets_exactly_one_model_and_no_conflict),
        (a_model_that_is_read_from_the_label, shipped_laws.law_6_the_label_changes_nothing_but_the_label_warning),
        (a_model_that_is_read_from_the_label, shipped_laws.law_6_only_warnings_and_advice_read_the_label),
        (a_floor_that_falls_as_the_model_settles, shipped_laws.the_floors_that_read_the_model_never_fall_as_it_settles),
        (a_rule_that_cites_nothing, shipped_laws.law_5_nothing_is_uncited),
    ],
    ids=lambda each: each.__name__,
)
def test_a_fault_in_the_rules_is_found(fault: Callable[[RuleBase], RuleBase], law: Callable[[RuleBase], None]) -> None:
    with pytest.raises(AssertionError):
        law(fault(shipped()))


def test_an_overlap_in_the_model_is_found_exhaustively() -> None:
    with pytest.raises(AssertionError):
        shipped_laws.laws_2_and_4_exhaustively_over_all_partial_answers(a_model_that_overlaps(shipped()), "model")
