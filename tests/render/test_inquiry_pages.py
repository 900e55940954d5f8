"""Pages about what was tried, as people see them. To renew: see tests/conftest.py."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine import Profile, RuleBase, api, carried_by, robust, smallest_changes, what_if
from engine.inquiry.read_suppositions import read_suppositions
from engine.page.model import Page
from engine.render.firmness import firmness
from tests.conftest import Golden

Read = Callable[[str], Profile]
Steady = Callable[[str], str]


def doubting(profile: Profile, *names: str) -> Profile:
    """Mark answers as doubtful."""
    doubtful = {name: replace(profile.answers[name], known="doubtful") for name in names}
    return replace(profile, answers={**profile.answers, **doubtful})


def test_what_if(library: RuleBase, read: Read, golden: Golden, steady: Steady) -> None:
    profile = read("school-atlas")
    read_off = read_suppositions(library, profile, ["state_of_item=fragile", "card-seen=no", "goes_to=unknown"])
    found = what_if(library, profile, read_off.answers, profile.as_of)
    golden("what-if-school-atlas.txt", steady(api.write_inquiry(library, found, profile, width=88)))
    golden("what-if-school-atlas.md", steady(api.write_inquiry(library, found, profile, "markdown")))


def test_what_if_a_decision_were_settled(library: RuleBase, read: Read, golden: Golden, steady: Steady) -> None:
    profile = read("school-atlas")
    found = what_if(library, profile, {}, profile.as_of, {"loan": "decline"})
    golden("what-if-school-atlas-loan-decline.txt", steady(api.write_inquiry(library, found, profile, width=88)))


@pytest.mark.parametrize(("name", "value", "most"), [("school-atlas", "light", 2), ("rare-map", "counter", 3)])
def test_smallest_changes(
    name: str, value: str, most: int, library: RuleBase, read: Read, golden: Golden, steady: Steady
) -> None:
    profile = read(name)
    found = smallest_changes(library, profile, "care", value, bound="at_most", most=most, as_of=profile.as_of)
    text = api.write_inquiry(library, found, profile, width=88)
    golden(f"changes-{name}-care-at-most-{value}.txt", steady(text))


@pytest.mark.parametrize("decision", ["care", "loan"])
def test_carried_by(decision: str, library: RuleBase, read: Read, golden: Golden, steady: Steady) -> None:
    profile = read("school-atlas")
    found = carried_by(library, profile, decision, as_of=profile.as_of)
    golden(f"carried-school-atlas-{decision}.txt", steady(api.write_inquiry(library, found, profile, width=88)))


def test_an_explanation_says_how_far_doubt_reaches(
    library: RuleBase, read: Read, golden: Golden, steady: Steady
) -> None:
    profile = doubting(read("school-atlas"), "state_of_item", "reference_mark")
    found = api.explain_decision(library, profile, "loan", None, profile.as_of)
    golden("explain-doubtful-loan.txt", steady(api.write_explanation(library, found, profile, width=88)))


def test_a_page_says_of_doubt_whether_it_matters(library: RuleBase, read: Read, golden: Golden, steady: Steady) -> None:
    profile = doubting(read("school-atlas"), "state_of_item", "somebody_waits")
    result = api.assess(library, profile, profile.as_of, "reference")
    golden("doubtful-short.txt", steady(api.write_results(library, [result], "text", width=88)))


def test_nothing_is_said_of_doubt_where_nobody_has_any(
    library: RuleBase, read: Read, make_page: Callable[..., Page]
) -> None:
    profile = read("school-atlas")
    assert make_page("school-atlas", full=False).section("unsure") is None
    assert [each.question for each in robust(library, profile, "loan", profile.as_of).unsure] == []
    assert firmness(library, robust(library, doubting(profile, "state_of_item"), "loan", profile.as_of)).blocks
