"""Over the shipped rules, where not everything can be tried: what is found suffices, nothing of it is idle, and of
single changes none is missing."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from engine import Profile, RuleBase, carried_by, load_pack, read_profiles, smallest_changes
from engine.interpret.evaluation import Outcome, Single
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.facts import Facts
from tests.inquiry.brute_force import changed, given, kind_of

DAY = date(2026, 11, 22)
NAMES = [
    "befriender-alone-at-home",
    "community-transport",
    "garden-club-called-subcontract",
    "inclusion-sessions",
    "peer-group-adrift",
    "transport-after-serious-incident",
]
WANTED = [
    ("oversight", "light_touch"), ("oversight", "standard"), ("oversight", "direct_control"), ("model", "in_between"),
    ("drift", "none"),
]  # fmt: skip


@cache
def base() -> RuleBase:
    return load_pack()


def profile(name: str) -> Profile:
    (found,) = read_profiles(Path(f"profiles/{name}.yaml"), base())
    return found


def outcome(decision: str, facts: Facts) -> Outcome:
    return Reference(base(), facts, DAY).outcome(decision)


def is_value(decision: str, value: str, facts: Facts) -> bool:
    found = outcome(decision, facts)
    return isinstance(found, Single) and found.possible == {value}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("decision", "value"), WANTED)
def test_each_set_of_changes_is_enough_and_no_part_of_it_is(name: str, decision: str, value: str) -> None:
    one = profile(name)
    facts = one.facts()
    found = smallest_changes(base(), one, decision, value, most=3, as_of=DAY)
    assert not found.undecided
    assert found.reached is is_value(decision, value, facts)
    for each in found.sets:
        answers = {(part.question, part.member): part.answers[0] for part in each}
        assert is_value(decision, value, changed(facts, answers))
        for left_out in answers:
            fewer = {part: answer for part, answer in answers.items() if part != left_out}
            assert not is_value(decision, value, changed(facts, fewer))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("decision", "value"), WANTED)
def test_no_single_change_is_missing(name: str, decision: str, value: str) -> None:
    one = profile(name)
    facts = one.facts()
    found = smallest_changes(base(), one, decision, value, most=1, as_of=DAY)
    if found.reached:
        assert found.sets == ()
        return
    singles = {
        ((each.question, each.member), kind_of(base(), (each.question, each.member), answer, DAY))
        for (each,) in found.sets
        for answer in each.answers
    }
    tried = set()
    for question in sorted(base().reads.questions_behind(decision)):
        fact = base().question(question)
        if fact.kind not in ("yes_no", "choice", "choices") or not (fact.changeable or question not in facts):
            continue
        members = list(fact.values) if fact.kind == "choices" else [""]
        answers = [True, False] if fact.kind != "choice" else list(fact.values)
        for member in members:
            for answer in answers:
                part = question, member
                if answer != given(facts, part) and is_value(decision, value, changed(facts, {part: answer})):
                    tried.add((part, kind_of(base(), part, answer, DAY)))
    dates = {part for part, _ in singles if base().question(part[0]).kind in ("date", "number")}
    assert tried == {each for each in singles if each[0] not in dates}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("decision", ["oversight", "model", "drift", "reviews"])
def test_each_set_that_carries_a_conclusion_is_enough_and_no_part_of_it_is(name: str, decision: str) -> None:
    one = profile(name)
    facts = one.facts()
    whole = outcome(decision, facts)
    found = carried_by(base(), one, decision, as_of=DAY)
    assert not found.undecided
    assert found.settled is (whole.status == "settled")
    for each in found.sets:
        kept = {answer.question: facts[answer.question] for answer in each.answers}
        assert outcome(decision, kept) == whole
        for left_out in kept:
            assert outcome(decision, {n: answer for n, answer in kept.items() if n != left_out}) != whole
