"""Every question of the shipped rules says who is likely to know its answer, so that it can be put to them."""

from collections import Counter

from tests.packs.shipped import shipped

MOST_ROLES = 3
"""Roles that one question is put to. More is nobody in particular."""


def test_every_question_names_one_to_three_roles() -> None:
    wrong = [each.name for each in shipped().facts.values() if not 0 < len(set(each.known_by)) <= MOST_ROLES]
    assert wrong == []
    assert all(len(each.known_by) == len(set(each.known_by)) for each in shipped().facts.values())


def test_most_is_known_where_the_work_is_and_no_role_alone_knows_everything() -> None:
    """Half of the questions go first to those who manage the service; others go first to a good half of the roles."""
    first = Counter(each.known_by[0] for each in shipped().facts.values())
    assert first.most_common(1)[0][0] == "service_manager"
    assert first["service_manager"] < len(shipped().facts) * 0.6
    assert len(first) >= len(shipped().pack.roles) / 2


ASKED_FIRST = {
    "people_served": "service_manager",
    "is_registered": "governance_lead",
    "passes_work_on": "partner_lead",
    "information_went_astray": "information_governance_lead",
    "worst_incident": "safeguarding_lead",
    "who_pays": "contract_manager",
    "workforce_numbers_agreed": "workforce_lead",
    "answer_on_purpose": "bid_lead",
    "partner_types": "procurement_lead",
    "hands_on_regulated_care": "registered_manager",
}
"""Whom somebody in the field would ask first."""


def test_those_are_asked_first_who_would_be_asked_in_the_field() -> None:
    assert {name: shipped().facts[name].known_by[0] for name in ASKED_FIRST} == ASKED_FIRST
