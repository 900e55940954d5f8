"""The answers that carry a conclusion are those that trying every set of answers finds, the firmest first."""

from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from engine import Profile, carried_by, load_pack, read_answers
from tests.inquiry.suppositions import Supposed, settled_at, supposed
from tests.volume import seeds


def by_trying_all(case: Supposed, decision: str) -> set[frozenset[str]]:
    """Find the smallest sets of answers with which alone the same comes out."""
    goal = settled_at(case.outcome(decision, case.said))
    for size in range(len(case.said) + 1):
        found = {
            frozenset(kept)
            for kept in combinations(case.said, size)
            if settled_at(case.outcome(decision, {name: case.said[name] for name in kept})) == goal
        }
        if found:
            return found
    raise AssertionError("all answers together are enough")


@pytest.mark.parametrize("seed", seeds(25, 80))
def test_what_carries_a_conclusion_is_what_trying_all_finds(seed: int, tmp_path: Path) -> None:
    for case in supposed(Random(seed), tmp_path):
        for decision in case.base.decisions:
            found = carried_by(case.base, case.profile, decision, as_of=case.day)
            assert found.settled is (settled_at(case.outcome(decision, case.said)) is not None)
            if found.settled:
                sets = [frozenset(answer.question for answer in each.answers) for each in found.sets]
                assert not found.undecided
                assert not found.more
                assert len(sets) == len(set(sets))
                assert set(sets) == by_trying_all(case, decision)
                links = [max((each.firmness for each in one.answers), default=0) for one in found.sets]
                assert links == sorted(links)


@pytest.mark.parametrize("seed", seeds(15, 40))
def test_of_more_sets_than_are_shown_the_firmest_are(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.inquiry.carried_by.MOST_SETS_CARRYING", 1)
    for case in supposed(Random(seed), tmp_path):
        for decision in case.base.decisions:
            found = carried_by(case.base, case.profile, decision, as_of=case.day)
            if found.settled:
                every = by_trying_all(case, decision)
                assert found.more is (len(every) > 1)
                (shown,) = found.sets
                assert max((each.firmness for each in shown.answers), default=0) == min(
                    max((firmness(case, name) for name in one), default=0) for one in every
                )


def firmness(case: Supposed, name: str) -> int:
    """Rank an answer in other words: observed, documented, told, assumed, doubtful; then what rests on nothing."""
    given = {**case.profile.answers, **case.profile.controls}.get(name)
    if given is None or given.value != case.said[name]:
        return 5
    words = {"observed": 0, "documented": 1, "told": 2, "assumed": 3, "doubtful": 4}
    return words[given.known] if given.known else 2 if given.evidence else 5


def test_a_search_that_is_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    base = load_pack()
    profile = read_answers(base, {"id": "carers", "hands_on_regulated_care": "yes", "meets_people_we_support": "yes"})
    assert isinstance(profile, Profile)
    assert not carried_by(base, profile, "direct_risk").undecided
    monkeypatch.setattr("engine.inquiry.carried_by.MOST_RULES_CARRYING", 1)
    found = carried_by(base, profile, "oversight")
    assert found.settled
    assert (found.undecided, found.sets) == (True, ())
