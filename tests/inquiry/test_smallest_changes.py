"""The smallest changes are exactly those that trying all of them finds: none is missing, none could be smaller."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from engine import Profile, UsageError, load_pack, read_answers, read_profiles, smallest_changes
from engine.inquiry.smallest_changes import SmallestChanges
from engine.inquiry.wanted import WantedBound
from engine.interpret.evaluation import Collected, Outcome, Single
from engine.rulebase.decisions import Decision
from tests.inquiry.brute_force import OneChange, kind_of, minimal_changes
from tests.inquiry.suppositions import Supposed, supposed
from tests.packs.every_profile import EveryProfile
from tests.volume import seeds


def is_so(outcome: Outcome, decision: Decision, value: str, bound: WantedBound) -> bool:
    """Say in other words than the engine what is wanted."""
    if isinstance(outcome, Collected):
        return value in outcome.members
    if not isinstance(outcome, Single) or outcome.conflict or None in outcome.possible:
        return False
    ladder = list(decision.values)
    places, at = {ladder.index(str(each)) for each in outcome.possible}, ladder.index(value)
    return max(places) <= at if bound == "at_most" else min(places) >= at if bound == "at_least" else places == {at}


def in_kinds(space: EveryProfile, found: SmallestChanges) -> set[frozenset[OneChange]]:
    """Write what was found as trying all writes it; answers that would do as well as each other are of one kind."""
    written: set[frozenset[OneChange]] = set()
    for each in found.sets:
        key: set[OneChange] = set()
        for change in each:
            part = change.question, change.member
            (kind,) = {kind_of(space.base, part, answer, space.day) for answer in change.answers}
            key.add((part, kind))
        written.add(frozenset(key))
    assert len(written) == len(found.sets)
    return written


def by_trying_all(
    case: Supposed, decision: Decision, value: str, bound: WantedBound, most: int
) -> set[frozenset[OneChange]]:
    changeable = {name for name, fact in case.base.facts.items() if fact.changeable or name not in case.said}
    return minimal_changes(
        case.space,
        case.said,
        most,
        lambda name: name in case.base.controls or name in changeable,
        lambda tried: is_so(case.outcome(decision.name, tried), decision, value, bound),
    )


@pytest.mark.parametrize("seed", seeds(25, 80))
def test_the_smallest_changes_are_those_that_trying_all_finds(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    for case in supposed(rng, tmp_path):
        decision = rng.choice([each for each in case.base.decisions.values() if each.values])
        value = rng.choice(list(decision.values))
        bound: WantedBound = rng.choice(("at_most", "at_least", "")) if decision.hit_policy == "max" else ""
        most = rng.choice((1, 2, 3))
        found = smallest_changes(case.base, case.profile, decision.name, value, bound=bound, most=most, as_of=case.day)
        expected = by_trying_all(case, decision, value, bound, most)
        assert not found.undecided
        assert found.reached is (frozenset() in expected)
        assert in_kinds(case.space, found) == expected - {frozenset()}


def carers() -> Profile:
    found = read_answers(load_pack(), {"id": "carers", "meets_people_we_support": "yes", "worst_incident": "none"})
    assert isinstance(found, Profile)
    return found


@pytest.mark.parametrize("limit", ["MOST_RULES_FOLLOWED", "MOST_SETS_TRIED"])
def test_a_search_that_is_too_long_says_so(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    base = load_pack()
    assert not smallest_changes(base, carers(), "oversight", "standard", bound="at_least").undecided
    monkeypatch.setattr(f"engine.inquiry.smallest_changes.{limit}", 1)
    assert smallest_changes(base, carers(), "oversight", "standard", bound="at_least").undecided


@pytest.mark.parametrize(
    ("decision", "value", "bound", "most", "words"),
    [
        ("model", "subcontract", "at_most", 2, "the values of `model` have no order; those of "),
        ("oversight", "standard", "", 4, "1 to 3 answers can be changed together, not 4"),
        ("oversight", "standard", "", 0, "1 to 3 answers can be changed together, not 0"),
        ("oversigt", "standard", "", 2, "there is no decision `oversigt`; did you mean `oversight`?"),
        ("oversight", "light", "", 2, "`oversight` has no value `light`"),
        ("accountability_gap_count", "3", "", 2, "its values are counted, and have no names"),
    ],
)
def test_what_cannot_be_wanted_is_said(decision: str, value: str, bound: WantedBound, most: int, words: str) -> None:
    with pytest.raises(UsageError) as raised:
        smallest_changes(load_pack(), carers(), decision, value, bound=bound, most=most)
    assert words in str(raised.value)


def test_an_incident_is_never_undone() -> None:
    """What has happened is no way to a lower level, known as it is; having our staff there is."""
    base = load_pack()
    (profile,) = read_profiles(Path("profiles/befriender-alone-at-home.yaml"), base)
    found = smallest_changes(base, profile, "oversight", "standard", bound="at_most", most=2, as_of=date(2026, 11, 22))
    changed = {each.question for one in found.sets for each in one}
    assert "our_staff_present" in changed
    assert "worst_incident" in found.kept
    assert all(base.facts[name].changeable for name in changed)


def test_what_nobody_can_change_may_still_turn_out() -> None:
    base = load_pack()
    profile = read_answers(base, {"id": "nothing known yet"})
    assert isinstance(profile, Profile)
    found = smallest_changes(base, profile, "ours", "no", most=1)
    assert {(each.question, each.turns_out) for one in found.sets for each in one} == {("who_engages_them", True)}
