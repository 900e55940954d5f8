"""A listening line: where somebody may be in danger now, the short page says whom to call first, whatever it cuts."""

from datetime import date

import pytest

from engine import api
from engine.page.text import page_text
from engine.profile.profile import Given, Profile
from engine.render.page import result_page
from engine.rulebase.facts import Answer
from tests.packs.shipped import shipped

CALLS_AT_NIGHT: dict[str, Answer] = {
    "meets_people_we_support": True,
    "only_talks_or_refers": False,
    "who_engages_them": "both_by_agreement",
    "stage": "running",
    "integral_to_regulated_outcomes": False,
    "complementary": True,
    "hands_on_regulated_care": False,
    "who_runs_the_work": "them",
    "provider_directs_methods": False,
    "alone_with_people": True,
    "our_staff_present": "never",
    "disclosure_likelihood": "frequent",
    "distress_likelihood": "frequent",
    "keeps_confidences": True,
    "evenings_or_weekends": True,
}
"""Volunteers take calls at night from people we support, who often speak of harming themselves."""


def first_of_all(answers: dict[str, Answer], *, in_place: bool) -> str:
    """Read what must happen first from the short page, with every control in place or none of them known to be."""
    controls = {name: Given("in_place") for name in shipped().controls} if in_place else {}
    given = {name: Given(answer) for name, answer in answers.items()}
    profile = Profile("line", {}, given, controls, None, (), None, "", "", {})
    page = result_page(shipped(), api.assess(shipped(), profile, date(2026, 11, 30), "reference"))
    return " ".join(page_text(page, 1000, False).partition("What must happen first\n")[2].partition("\n\n")[0].split())


@pytest.mark.parametrize("in_place", [True, False])
def test_a_listening_line_calls_999_first(*, in_place: bool) -> None:
    assert "they call 999 first" in first_of_all(CALLS_AT_NIGHT, in_place=in_place)


@pytest.mark.parametrize("in_place", [True, False])
def test_somebody_in_danger_now_stands_before_all_else(*, in_place: bool) -> None:
    first = first_of_all(CALLS_AT_NIGHT | {"danger_now": True}, in_place=in_place)
    assert first.startswith("- Act now: ")
    assert "Call 999" in first.split(" - ")[0]


def test_a_line_that_hears_of_no_danger_is_not_told_so() -> None:
    calm = CALLS_AT_NIGHT | {"disclosure_likelihood": "ordinary", "distress_likelihood": "ordinary"}
    assert "999" not in first_of_all(calm, in_place=False)
