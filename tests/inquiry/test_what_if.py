"""What is supposed comes out as if it had been answered so, or decided so; and what differs is said."""

from pathlib import Path
from random import Random

import pytest

from engine import UsageError, assess, load_pack, read_answers, read_profiles, what_if
from engine.inquiry.read_suppositions import read_suppositions
from engine.interpret.evaluation import Highest, Outcome, Single
from engine.interpret.reference.evaluate import Reference
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import SINGLE_VALUED
from engine.rulebase.facts import Answer, Members
from tests.inquiry.suppositions import supposed
from tests.volume import seeds


class Decided(Reference):
    """An evaluation in which some decisions stand at a value."""

    stands: dict[str, str]

    def outcome(self, name: str) -> Outcome:
        if name not in self.stands:
            return super().outcome(name)
        value = self.stands[name]
        only = frozenset({value})
        ordered = self.base.decisions[name].hit_policy == "max"
        return Highest(only, at_least=value, at_most=value) if ordered else Single(only)


@pytest.mark.parametrize("seed", seeds(15, 40))
def test_what_is_supposed_comes_out_as_if_it_were_so(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    for case in supposed(rng, tmp_path):
        names = rng.sample(sorted(case.space.states), 2)
        answers: dict[str, Answer | None] = {name: rng.choice(case.space.states[name]) for name in names}
        single = [name for name, each in case.base.decisions.items() if each.hit_policy in SINGLE_VALUED]
        stands = {name: rng.choice(list(case.base.decisions[name].values)) for name in single[: rng.randint(0, 1)]}
        found = what_if(case.base, case.profile, answers, case.day, stands)
        facts = {name: answer for name, answer in {**case.profile.facts(), **answers}.items() if answer is not None}
        expected = Decided(case.base, facts, case.day)
        expected.stands = stands
        for name in case.base.decisions:
            after, before = found.after.outcome(name), found.before.outcome(name)
            if isinstance(after, Single) or not stands:
                assert after == expected.evaluation().decisions[name]
            assert before == assess(case.base, case.profile, case.day, "reference").outcome(name)
            changed = [each for each in found.comparison.decisions if each.name == name and before != after]
            assert len(changed) == (before != after)


def given(text: str) -> tuple[RuleBase, Profile]:
    base = load_pack()
    (profile,) = read_profiles(f"id: somebody\nanswers: {{{text}}}".encode(), base)
    return base, profile


def test_suppositions_are_read_as_cells_are() -> None:
    base, profile = given("our_staff_present: never, places: [our_place, persons_home], worst_incident: none")
    written = ["our_staff_present=Always", "places.persons_home=no", "worst_incident=unknown", "model=subcontract"]
    read = read_suppositions(base, profile, written)
    fails = frozenset(base.facts["places"].values) - {"our_place"}
    places = Members(frozenset({"our_place"}), fails)
    assert read.answers == {"our_staff_present": "always", "places": places, "worst_incident": None}
    assert read.decided == {"model": "subcontract"}


def test_controls_and_several_choices_can_be_supposed() -> None:
    base, profile = given("")
    read = read_suppositions(base, profile, ["lawful-sharing=yes", "places=our_place; persons_home"])
    assert read.answers["lawful-sharing"] == "in_place"
    assert getattr(read.answers["places"], "holds", None) == {"our_place", "persons_home"}
    assert read_suppositions(base, profile, ["places.vehicle=yes"]).answers["places"] == Members(
        frozenset({"vehicle"}), frozenset()
    )


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            "our_staff_presnt=always",
            "there is no question, control or decision `our_staff_presnt`; did you mean `our_staff_present`?",
        ),
        (
            "places.persons_hom=no",
            "there is no question, control or decision `places.persons_hom`; did you mean `places.persons_home`?",
        ),
        ("our_staff_present=alway", "`our_staff_present`: `alway` is not one of the answers; did you mean `Always`?"),
        ("our_staff_present", "`our_staff_present` supposes nothing; write QUESTION=ANSWER, or DECISION=VALUE"),
        ("=yes", "`=yes` supposes nothing; write QUESTION=ANSWER, or DECISION=VALUE"),
        ("worst_incident.evidence=x", "there is no question, control or decision `worst_incident.evidence`"),
    ],
)
def test_what_cannot_be_supposed_is_said(written: str, words: str) -> None:
    base, profile = given("")
    with pytest.raises(UsageError) as raised:
        read_suppositions(base, profile, [written])
    assert words in str(raised.value)


def test_a_question_is_supposed_once() -> None:
    base, profile = given("")
    with pytest.raises(UsageError, match="`in_a_bid` is answered twice; leave one of the two"):
        read_suppositions(base, profile, ["in_a_bid=yes", "in_a_bid=no"])


@pytest.mark.parametrize(
    ("decided", "words"),
    [
        ({"model": "subcontrat"}, "`model` has no value `subcontrat`; did you mean `subcontract`?"),
        ({"modle": "subcontract"}, "there is no decision `modle`; did you mean `model`?"),
        ({"controls": "lawful-sharing"}, "`controls` can't be taken as settled: only a decision with one value can"),
    ],
)
def test_what_cannot_be_decided_is_said(decided: dict[str, str], words: str) -> None:
    base, profile = given("")
    with pytest.raises(UsageError) as raised:
        what_if(base, profile, {}, None, decided)
    assert str(raised.value) == words


def test_an_answer_to_no_question_is_refused() -> None:
    base, profile = given("")
    with pytest.raises(UsageError, match="there is no question `nothing`"):
        what_if(base, profile, {"nothing": True})


def test_a_subcontract_is_at_least_enhanced_whatever_the_answers_say() -> None:
    """The policy: a subcontract sets at least enhanced."""
    base = load_pack()
    profile = read_answers(base, {"id": "singer", "meets_people_we_support": "yes"})
    assert isinstance(profile, Profile)
    found = what_if(base, profile, {}, None, {"model": "subcontract"})
    outcome = found.after.outcome("oversight")
    assert isinstance(outcome, Highest)
    assert outcome.at_least == "enhanced"
