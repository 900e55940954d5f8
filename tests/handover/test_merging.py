"""Merging loses nothing: whatever the order, however often, half filled in or whole, all that was said is there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.handover.hand_over import MadeFrom
from engine.handover.merge import AnswerMet, AnswersBack, AnswerStanding, Merged, Take, merge
from engine.handover.said import NOTHING, covers, sayings
from engine.profile.files import profiles_from
from engine.profile.profile import KNOWN, Given, Profile
from engine.profile.read_profile import hashed
from engine.profile.write_profile import write_profile
from engine.rulebase.facts import Members
from tests.packs.random_profile import random_facts
from tests.profile.made_profiles import PACKS

BASE = PACKS["boats"]
MADE_FROM = MadeFrom("a", "", BASE.pack.id, BASE.pack.version, None)
DAYS = (None, date(2026, 3, 2), date(2026, 4, 1))
Answers = dict[str, Given]


def random_answers(rng: Random) -> Answers:
    """Answers of a few people to a few questions, so that they often meet."""
    asked = sorted({*BASE.facts, *BASE.controls})[:6]
    found = {}
    for name in rng.sample(asked, rng.randrange(1, len(asked))):
        value = rng.choice((random_facts(rng, BASE).get(name), None))
        found[name] = Given(
            value, rng.choice(("", "seen")), rng.choice(("", *KNOWN[:2])), rng.choice(("", "us", "them"))
        )
        found[name] = replace(found[name], on=rng.choice(DAYS))
    return found


def profile_of(answers: Mapping[str, Given]) -> Profile:
    facts, controls = (
        {name: each for name, each in sorted(answers.items()) if name in known} for known in (BASE.facts, BASE.controls)
    )
    return hashed(Profile("a", {}, facts, controls))


def back(files: Iterable[Answers]) -> list[AnswersBack]:
    return [AnswersBack(f"{place}.yaml", MADE_FROM, each) for place, each in enumerate(files)]


def taking(take: Take | None) -> Callable[[AnswerMet], Take | None]:
    return lambda _: take


def all_said(profile: Profile) -> dict[str, set[Given]]:
    given_ = {**profile.answers, **profile.controls}
    return {name: set(sayings(each)) for name, each in given_.items() if sayings(each)}


@given(st.integers(0, 2**32 - 1))
def test_the_order_of_files_and_giving_one_twice_lose_nothing_and_change_only_what_is_taken(seed: int) -> None:
    rng = Random(seed)
    profile = profile_of(random_answers(rng))
    files = [random_answers(rng) for _ in range(3)]
    shuffled = [*files, rng.choice(files)]
    rng.shuffle(shuffled)
    choices: dict[int, list[Take]] = {0: ["mine"], 1: ["theirs"], 2: ["mine", "theirs"]}
    one = merge(BASE, profile, back(files), taking("mine")).profile
    other = merge(BASE, profile, back(shuffled), lambda _: rng.choice(choices[seed % 3])).profile
    assert all_said(one) == all_said(other)
    for said in ({**profile.answers, **profile.controls}, *files):
        for name, each in said.items():
            assert each == NOTHING or any(covers(kept, each) for kept in all_said(other)[name])


@given(st.integers(0, 2**32 - 1))
def test_a_file_that_is_filled_in_bit_by_bit_ends_where_the_whole_file_does(seed: int) -> None:
    rng = Random(seed)
    profile, whole = profile_of(random_answers(rng)), random_answers(rng)
    half = {name: each for name, each in whole.items() if rng.random() < 0.5}
    bare = {name: Given(None) for name in whole}
    takes: tuple[Take, ...] = ("mine", "theirs")
    for take in takes:
        at_once = merge(BASE, profile, back([whole]), taking(take)).profile
        in_steps = profile
        for file in (bare, half, whole):
            in_steps = merge(BASE, in_steps, back([file]), taking(take)).profile
        assert in_steps.sha256 == at_once.sha256


@given(st.integers(0, 2**32 - 1))
def test_merging_again_changes_nothing_and_what_is_merged_can_be_written(seed: int) -> None:
    rng = Random(seed)
    profile, files = profile_of(random_answers(rng)), back([random_answers(rng) for _ in range(2)])
    takes: tuple[Take | None, ...] = ("mine", None)
    for take in takes:
        once = merge(BASE, profile, files, taking(take)).profile
        again = merge(BASE, once, files, taking(None))
        assert again.profile.sha256 == once.sha256
        assert {each.standing for each in again.met} <= {"same", "noted", "told before"}
        (read,) = profiles_from(write_profile(BASE, once).encode(), BASE)
        assert read.sha256 == once.sha256


SETS = sorted(name for name, fact in BASE.facts.items() if fact.kind == "choices")
YES = next(name for name, fact in BASE.facts.items() if fact.kind == "yes_no")
SET = SETS[0]
FIRST, SECOND = sorted(BASE.facts[SET].values)[:2]
HOLDS_FIRST, HOLDS_BOTH = Members(frozenset({FIRST}), frozenset()), Members(frozenset({FIRST, SECOND}), frozenset())
FAILS_FIRST = Members(frozenset(), frozenset({FIRST}))
MEETINGS: dict[str, tuple[str, Given, Given, AnswerStanding, Take | None, Given]] = {
    "an answer where there was none": (YES, NOTHING, Given(True, by="us"), "new", "theirs", Given(True, by="us")),
    "the same": (YES, Given(True, by="us"), Given(True), "same", "mine", Given(True, by="us")),
    "the same, with more behind it": (YES, Given(True), Given(True, by="us"), "same", "mine", Given(True, by="us")),
    "the same, from somebody else": (
        *(YES, Given(True, by="us"), Given(True, by="them"), "same", "mine"),
        Given(True, by="us", also_said=(Given(True, by="them"),)),
    ),
    "a note": (
        *(YES, Given(True, by="us"), Given(None, "asked on Monday"), "noted", "mine"),
        Given(True, by="us", also_said=(Given(None, "asked on Monday"),)),
    ),
    "an answer to a note": (
        *(YES, Given(None, "asked on Monday"), Given(True), "new", "theirs"),
        Given(True, also_said=(Given(None, "asked on Monday"),)),
    ),
    "another answer": (
        *(YES, Given(True, by="us"), Given(False, by="them"), "contradicts", None),
        Given(True, by="us", also_said=(Given(False, by="them"),)),
    ),
    "an answer that was not taken": (
        *(YES, Given(True, also_said=(Given(False),)), Given(False), "told before", "mine"),
        Given(True, also_said=(Given(False),)),
    ),
    "an answer that was taken back": (
        *(YES, Given(None, also_said=(Given(True),)), Given(True), "told before", "mine"),
        Given(None, also_said=(Given(True),)),
    ),
    "more of a set": (SET, Given(HOLDS_FIRST), Given(HOLDS_BOTH), "new", "theirs", Given(HOLDS_BOTH)),
    "less of a set": (SET, Given(HOLDS_BOTH), Given(HOLDS_FIRST), "same", "mine", Given(HOLDS_BOTH)),
    "the contrary of a set": (
        *(SET, Given(HOLDS_FIRST), Given(FAILS_FIRST), "contradicts", None),
        Given(HOLDS_FIRST, also_said=(Given(FAILS_FIRST),)),
    ),
}


def met(name: str, mine: Given, theirs: Given, take: Take | None) -> Merged:
    return merge(BASE, profile_of({name: mine}), back([{name: theirs}]), taking(take))


@pytest.mark.parametrize(("name", "mine", "theirs", "standing", "taken", "after"), MEETINGS.values(), ids=MEETINGS)
def test_how_an_answer_meets_the_one_that_is_there(
    name: str, mine: Given, theirs: Given, standing: AnswerStanding, taken: Take | None, after: Given
) -> None:
    merged = met(name, mine, theirs, None)
    (found,) = merged.met
    assert (found.standing, found.taken) == (standing, taken)
    assert {**merged.profile.answers, **merged.profile.controls}[name] == after
    assert merged.undecided() == ((found,) if standing == "contradicts" else ())


def test_theirs_may_be_taken_and_mine_is_kept_and_back_again() -> None:
    ours, theirs = Given(True, by="us"), Given(False, by="them")
    now = met(YES, ours, theirs, "theirs").profile.answers[YES]
    assert now == replace(theirs, also_said=(ours,))
    assert met(YES, now, ours, "theirs").profile.answers[YES] == replace(ours, also_said=(theirs,))
    assert met(YES, now, ours, "mine").profile.answers[YES] == now


def test_what_is_left_blank_says_nothing() -> None:
    assert met(YES, Given(True), NOTHING, "theirs").met == ()
