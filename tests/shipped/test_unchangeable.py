"""Of which questions of the shipped rules nobody can change the answer, each with why: written before the rules say so.

Whatever else is asked could be arranged otherwise: who is there, where, how, for whom, who decides, what is agreed.
"""

from engine import load_pack

HAPPENED = "it has happened"
THE_WORK = "it says what work this is at all; with another answer it is another arrangement"
OTHERS_DECIDE = "the law or another body decides it"
THE_PEOPLE = "it lies in the people who are supported, and in what they need"
THEM = "it is what the partner is"

UNCHANGEABLE = {
    "meets_people_we_support": THE_WORK,
    "affects_what_people_get": THE_WORK,
    "supports_our_workforce_or_systems": THE_WORK,
    "only_talks_or_refers": THE_WORK,
    "activities": THE_WORK,
    "who_engages_them": OTHERS_DECIDE,
    "needs_registration": OTHERS_DECIDE,
    "shared_pathway": OTHERS_DECIDE,
    "integral_to_regulated_outcomes": OTHERS_DECIDE,
    "answers_to_another_regulator": OTHERS_DECIDE,
    "independence_needed": OTHERS_DECIDE,
    "disclosure_likelihood": THE_PEOPLE,
    "distress_likelihood": THE_PEOPLE,
    "details_should_pass": THE_PEOPLE,
    "stage": HAPPENED,
    "started_on": HAPPENED,
    "last_reviewed_on": HAPPENED,
    "changes_since_agreed": HAPPENED,
    "mobilised_before": HAPPENED,
    "worst_incident": HAPPENED,
    "incident_passed_on": HAPPENED,
    "incident_involved_both": HAPPENED,
    "information_went_astray": HAPPENED,
    "risk_is_rising": HAPPENED,
    "poor_work_unchallenged": HAPPENED,
    "reports_getting_worse": HAPPENED,
    "results_harder_to_see": HAPPENED,
    "trouble_put_down_to_partner": HAPPENED,
    "formed_because_of_cuts": HAPPENED,
    "partner_types": THEM,
    "mostly_one_income": THEM,
    "shared_values": THEM,
}

ARRANGED = {
    "our_staff_present": "our staff can be there",
    "alone_with_people": "somebody else can be there",
    "places": "the work can move",
    "incident_actions_closed": "what was agreed afterwards can be completed",
    "reviewed_about_every": "reviews can be held more often",
    "is_registered": "they can register",
    "label": "a name can be corrected",
    "hands_on_regulated_care": "the task can be left out",
    "touches_restrictive_practice": "the task can be left out",
    "danger_now": "danger can be ended",
}
"""Some that could be arranged otherwise, as a counter-check."""


def test_what_nobody_can_change_is_declared_and_nothing_else() -> None:
    base = load_pack()
    assert {name for name, fact in base.facts.items() if not fact.changeable} == set(UNCHANGEABLE)
    assert all(base.facts[name].changeable for name in ARRANGED)
