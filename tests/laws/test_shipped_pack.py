"""The laws, held against the shipped rules."""

from collections.abc import Callable

import pytest

from engine.rulebase.base import RuleBase
from tests.laws import over_shipped_rules as laws
from tests.packs.shipped import shipped

LAWS = [
    laws.law_1_the_order_of_files_and_rules_changes_neither_hash_nor_result,
    laws.law_2_answering_an_unknown_never_changes_what_is_settled,
    laws.law_3_worse_is_never_lighter,
    laws.law_4_every_complete_profile_gets_exactly_one_model_and_no_conflict,
    laws.the_floors_that_read_the_model_never_fall_as_it_settles,
    laws.law_5_nothing_is_uncited,
    laws.law_5_every_conclusion_names_its_rules,
    laws.law_6_the_label_changes_nothing_but_the_label_warning,
    laws.law_6_only_warnings_and_advice_read_the_label,
    laws.law_7_the_explanation_is_enough_for_every_worked_example,
    laws.answers_carry_their_evidence_and_it_never_changes_the_decision,
]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_shipped_rules_keep(law: Callable[[RuleBase], None]) -> None:
    law(shipped())


@pytest.mark.deep
@pytest.mark.parametrize(
    "law",
    [
        laws.law_1_the_order_of_files_and_rules_changes_neither_hash_nor_result,
        laws.law_2_answering_an_unknown_never_changes_what_is_settled,
        laws.law_3_worse_is_never_lighter,
        laws.law_6_the_label_changes_nothing_but_the_label_warning,
    ],
    ids=lambda law: law.__name__,
)
def test_they_keep_it_from_every_example_and_case(law: Callable[[RuleBase, int], None]) -> None:
    law(shipped(), 1)


@pytest.mark.parametrize("decision", laws.STAGES)
def test_they_keep_laws_2_and_4_over_all_partial_answers(decision: str) -> None:
    laws.laws_2_and_4_exhaustively_over_all_partial_answers(shipped(), decision)


@pytest.mark.deep
def test_they_keep_laws_2_and_4_over_every_state_of_what_is_between_us() -> None:
    laws.laws_2_and_4_exhaustively_over_all_partial_answers(shipped(), "interfaces", laws.MOST_STATES_DEEP)
