"""An interview loses no answer, whatever is put off or changed; taken up again, it is as if it had never been left."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random

import pytest

from engine import Given, RuleBase, load_pack, read_profiles, write_profile
from engine.interpret.reference.evaluate import evaluate
from engine.interview.interview import DOES_NOT_APPLY, Interview, answer, back, does_not_apply, go_on, go_to, put_off
from engine.interview.interview import not_known as not_known_yet
from engine.interview.next_step import Interviewer, NextStep
from engine.interview.take import take
from engine.rulebase.facts import Answer
from tests.interview.library import DAY, LIBRARY, NOBODY
from tests.packs.random_base import random_base
from tests.packs.random_examples import in_conflict
from tests.packs.random_profile import random_answer
from tests.packs.shipped import ROOT
from tests.volume import seeds

IN_THE_LIBRARY = Interviewer(LIBRARY, DAY)


def next_step(now: Interview, interviewer: Interviewer = IN_THE_LIBRARY) -> NextStep:
    return interviewer.next_step(now)


def given(interview: Interview) -> dict[str, Given]:
    return {**interview.profile.answers, **interview.profile.controls}


def taken_up_again(base: RuleBase, interview: Interview) -> Interview:
    """The same interview in another run: all that is left of it is its file."""
    (profile,) = read_profiles(write_profile(base, interview.profile).encode(), base)
    return Interview(profile)


def somebody(rng: Random, base: RuleBase) -> dict[str, Answer]:
    """What somebody knows: everything."""
    found = {each.name: random_answer(rng, each) for each in base.questions()}
    return {name: each for name, each in found.items() if each is not None}


STEPS: Mapping[str, Callable[[RuleBase, Interview, str, Random], Interview]] = {
    "answer": lambda base, now, name, rng: answer(
        base, now, name, Given(random_answer(rng, base.question(name)), by=rng.choice(("", "Noor")))
    ),
    "not known": lambda base, now, name, rng: not_known_yet(base, now, name, DAY),
    "later": lambda base, now, name, rng: put_off(base, now, name, DAY),
    "does not apply": lambda base, now, name, rng: does_not_apply(base, now, name, DAY),
    "back": lambda base, now, name, rng: back(now),
    "change": lambda base, now, name, rng: go_to(now, rng.choice([each.name for each in base.questions()])),
    "go on": lambda base, now, name, rng: go_on(now),
}


@pytest.mark.parametrize("seed", seeds(8, 20))
def test_no_step_touches_any_other_answer(seed: int) -> None:
    """And the steps that only move touch none at all; what the file says is all that is said."""
    rng, now = Random(seed), Interview(NOBODY)
    touched = 0
    for _ in range(40):
        name = next_step(now).question
        if not name:
            break
        said = rng.choice(list(STEPS))
        later = STEPS[said](LIBRARY, now, name, rng)
        changed = {each for each in given(now).keys() | given(later).keys() if now.given(each) != later.given(each)}
        assert changed <= ({name} if said in ("answer", "not known", "later", "does not apply") else set())
        if said == "later" and now.given(name).value is not None:
            assert not changed
        touched += len(changed)
        assert taken_up_again(LIBRARY, later).profile.sha256 == later.profile.sha256
        now = later
    assert touched > 3


@dataclass
class Person:
    """Somebody who answers what they know, puts some questions off once, and does not know others."""

    knows: Mapping[str, Answer]
    later: frozenset[str]
    never: frozenset[str]

    def replies(self, base: RuleBase, now: Interview, name: str) -> Interview:
        if name in self.never:
            return not_known_yet(base, now, name, DAY)
        if name in self.later and not now.is_put_off(name):
            return put_off(base, now, name, DAY)
        return answer(base, now, name, Given(self.knows[name]))


def interviewed(base: RuleBase, person: Person, breaks: frozenset[int] = frozenset()) -> tuple[Interview, list[str]]:
    """Interview somebody to the end; before each of the numbered questions, the run ends and another begins."""
    interviewer = IN_THE_LIBRARY if base is LIBRARY else Interviewer(base, DAY)
    now, put = Interview(NOBODY), list[str]()
    while name := next_step(now, interviewer).question:
        if len(put) in breaks:
            now = taken_up_again(base, now)
            name = next_step(now, interviewer).question
        put.append(name)
        assert len(put) <= 2 * len(base.facts) + 2 * len(base.controls)
        now = person.replies(base, now, name)
    return now, put


def with_a_headline(base: RuleBase) -> RuleBase:
    names = tuple(sorted(base.decisions))
    return replace(base, pack=replace(base.pack, primary=names[:2], headline=names))


def test_somebody_who_knows_everything_is_asked_until_all_is_settled() -> None:
    """In any pack, and with what comes out of all that they know. What can change nothing is asked last, if at all."""
    asked = needless = 0
    for seed in range(9):
        rng = Random(seed)
        base = with_a_headline(random_base(rng))
        interviewer, now, knows = Interviewer(base, DAY), Interview(NOBODY), somebody(rng, base)
        everything = evaluate(base, knows, DAY)
        if in_conflict(everything):
            continue  # the rules are at fault then, and what reads them stays open whatever is answered
        certain = True
        while (step := interviewer.next_step(now)).question:
            assert step.worth is None or certain, "a question that can change something comes after one that can't"
            certain = step.worth is not None
            needless += not certain
            asked += 1
            now = answer(base, now, step.question, Given(knows[step.question]))
        assert step.is_settled
        assert {name: step.result.outcome(name) for name in base.decisions} == everything.decisions
    assert asked > 30
    assert needless


@pytest.mark.parametrize("seed", seeds(6, 12))
def test_taken_up_again_it_is_as_if_it_had_never_been_left(seed: int) -> None:
    rng = Random(seed)
    names = [each.name for each in LIBRARY.questions()]
    person = Person(somebody(rng, LIBRARY), frozenset(rng.sample(names, 8)), frozenset())
    whole, put = interviewed(LIBRARY, person)
    breaks = frozenset(rng.sample(range(len(put)), min(len(put), 3)))
    parts, put_in_parts = interviewed(LIBRARY, person, breaks)
    assert put_in_parts == put
    assert parts.profile.sha256 == whole.profile.sha256
    assert next_step(whole).is_settled


@pytest.mark.parametrize("seed", seeds(6, 12))
def test_what_nobody_knew_is_asked_again_in_another_run_and_only_last(seed: int) -> None:
    """Within a run it is not; and the run after ends with the same answers as one that was never left."""
    rng = Random(seed)
    names = [each.name for each in LIBRARY.questions()]
    person = Person(somebody(rng, LIBRARY), frozenset(), frozenset(rng.sample(names, 8)))
    whole, put = interviewed(LIBRARY, person)
    assert len(put) == len(set(put))
    again = taken_up_again(LIBRARY, whole)
    step = next_step(again)
    assert set(next_step(whole).left) <= person.never
    while step.question:
        assert step.question in person.never
        again = answer(LIBRARY, again, step.question, Given(person.knows[step.question]))
        person = replace(person, never=person.never - {step.question})
        step = next_step(again)
        if step.question and step.question not in person.never:  # an answer may open a question that was never put
            again = answer(LIBRARY, again, step.question, Given(person.knows[step.question]))
            step = next_step(again)
    assert step.is_settled


@pytest.mark.parametrize("seed", seeds(5, 10))
def test_going_back_and_leaving_every_answer_leads_to_where_it_was(seed: int) -> None:
    rng = Random(seed)
    person, now = Person(somebody(rng, LIBRARY), frozenset(), frozenset()), Interview(NOBODY)
    while len(now.put) < 5 and (name := next_step(now).question):
        now = person.replies(LIBRARY, now, name)
    assert len(now.put) > 2
    there = next_step(now)
    for steps in range(1, 7):
        gone = now
        for _ in range(steps):
            gone = back(gone)
        assert gone.at == now.put[max(0, len(now.put) - steps)]
        assert next_step(go_on(gone)) == there


def test_an_answer_that_does_not_apply_any_more_is_kept_and_counts_again() -> None:
    now = Interview(NOBODY)
    for name, value in (("borrower_kind", "child"), ("lives_here", False)):
        now = answer(LIBRARY, now, name, Given(value))
    first = next_step(now).result.assessment.decisions
    visitor = answer(LIBRARY, now, "borrower_kind", Given("visitor"))
    assert visitor.given("lives_here") == Given(False)
    assert "lives_here" in next_step(visitor).result.assessment.ignored
    child = answer(LIBRARY, visitor, "borrower_kind", Given("child"))
    assert next_step(child).result.assessment.decisions == first


def test_what_an_answer_rests_on_stays_with_that_answer_alone() -> None:
    told = Given("fragile", "loose pages", "observed", "Noor", date(2026, 5, 1))
    now = answer(LIBRARY, Interview(NOBODY), "state_of_item", told)
    again = answer(LIBRARY, now, "state_of_item", Given("fragile", by="Sam", on=DAY))
    assert again.given("state_of_item") == Given("fragile", "loose pages", "observed", "Sam", DAY)
    assert answer(LIBRARY, now, "state_of_item", Given("sound")).given("state_of_item") == Given("sound")


def test_what_others_said_of_a_question_stays_beside_whatever_is_answered() -> None:
    others = (Given(False, by="Noor"),)
    (empty,) = read_profiles(b"id: a", LIBRARY)
    asked = Interview(replace(empty, answers={"lives_here": Given(True, by="Ali", also_said=others)}))
    day = date(2026, 5, 4)
    for after in (answer(LIBRARY, asked, "lives_here", Given(False)), not_known_yet(LIBRARY, asked, "lives_here", day)):
        assert after.given("lives_here").also_said == others


def test_a_yes_is_no_number() -> None:
    """`True == 1` in Python; an answer of one kind never keeps what one of another kind rested on."""
    now = answer(LIBRARY, Interview(NOBODY), "only_copy", Given(1, evidence="the catalogue"))
    assert answer(LIBRARY, now, "only_copy", Given(True)).given("only_copy") == Given(True)


def test_what_is_said_not_to_apply_counts_as_not_known() -> None:
    before = next_step(Interview(NOBODY))
    now = does_not_apply(LIBRARY, Interview(NOBODY), "reference_mark", DAY)
    assert now.given("reference_mark") == Given(None, DOES_NOT_APPLY, on=DAY)
    after = next_step(now)
    assert after.result.assessment.decisions == before.result.assessment.decisions
    assert after.question != "reference_mark"


def test_where_the_answers_say_already_that_a_question_does_not_apply_nothing_is_noted() -> None:
    now = Interview(NOBODY)
    for name, value in (("lives_here", True), ("borrower_kind", "visitor")):
        now = answer(LIBRARY, now, name, Given(value))
    taken = take(LIBRARY, go_to(now, "lives_here"), "lives_here", "n/a", DAY)
    assert (taken.doing, taken.interview.profile) == ("go on", now.profile)


def test_what_was_put_off_twice_stays_open_in_this_run() -> None:
    person = Person(somebody(Random(1), LIBRARY), frozenset(), frozenset())
    now, refused = Interview(NOBODY), "reference_mark"
    put = []
    while name := next_step(now).question:
        put.append(name)
        now = put_off(LIBRARY, now, name, DAY) if name == refused else person.replies(LIBRARY, now, name)
    assert put.count(refused) == 2
    assert put[-1] == refused


def test_the_shipped_interview_ends_settled() -> None:
    base = load_pack()
    (profile,) = read_profiles(ROOT / "profiles" / "befriender-alone-at-home.yaml", base)
    knows = {**somebody(Random(4), base), **profile.facts()}
    now, put = interviewed(base, Person(knows, frozenset(), frozenset()))
    step = Interviewer(base, DAY).next_step(now)
    assert step.is_settled
    assert not step.left
    assert len(put) < (len(base.facts) + len(base.controls)) * 0.8
