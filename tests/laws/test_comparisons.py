"""Comparing two assessments: the same differ in nothing, the way back says the same, and nothing stored escapes."""

import json
from dataclasses import fields, replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.assessment.assess import to_assessment
from engine.assessment.assessment import Assessment
from engine.assessment.compare import Comparison, Difference, comes_out_differently, compare, rules_changed
from engine.export.json import result_object
from engine.interpret.reference.evaluate import evaluate
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer
from tests.laws.laws import profile_of
from tests.packs.random_base import random_base
from tests.packs.random_profile import random_day, random_facts
from tests.packs.shipped import shipped, shipped_examples

TODAY = date(2026, 11, 22)
PARTS = {"decisions": "decisions", "controls": "controls", "warnings": "warnings", "advice": "advice"}
"""Parts of the stored form, and of a comparison, that speak of the same."""


def assessed(base: RuleBase, profile: Profile, day: date | None) -> Assessment:
    return to_assessment(base, profile, day, evaluate(base, profile.facts(), day))


def turned_round(found: Comparison) -> Comparison:
    return Comparison(
        **{
            each.name: tuple(Difference(part.name, part.after, part.before) for part in getattr(found, each.name))
            for each in fields(found)
        }
    )


def held(base: RuleBase, before: Assessment, after: Assessment) -> Comparison:
    """Hold two assessments by one pack against each other, both ways and against what is stored of them."""
    packs = (base, base)
    found = compare(before, after, packs)
    assert compare(before, before, packs).is_empty()
    assert turned_round(found) == compare(after, before, packs)
    one, other = (json.loads(json.dumps(result_object(base, each))) for each in (before, after))
    for stored, part in PARTS.items():
        assert (one[stored] != other[stored]) == bool(getattr(found, part)), stored
        assert names_that_differ(one[stored], other[stored]) == {each.name for each in getattr(found, part)}
    assert (before != after) or found.is_empty()
    return found


def names_that_differ(one: Any, other: Any) -> set[str]:
    named = [
        each if isinstance(each, dict) else {part.get("id") or part["rule"]: part for part in each}
        for each in (one, other)
    ]
    return {name for name in {*named[0], *named[1]} if named[0].get(name) != named[1].get(name)}


@given(st.integers(0, 2**32))
def test_of_any_pack_nothing_that_differs_escapes(seed: int) -> None:
    rng = Random(seed)
    base = random_base(rng)
    sides = [assessed(base, profile_of(random_facts(rng, base), base), random_day(rng)) for _ in range(2)]
    assume(sides[0] != sides[1])
    held(base, *sides)


def test_of_the_shipped_pack_nothing_that_differs_escapes() -> None:
    found = [assessed(shipped(), each, TODAY) for each in shipped_examples()[::7]]
    compared = [held(shipped(), one, other) for one in found for other in found if one is not other]
    assert len(compared) > 20
    assert all(each.decisions and each.answers for each in compared)
    for part in fields(Comparison):
        assert any(getattr(each, part.name) for each in compared), part.name


def with_answer(profile: Profile, name: str, answer: Answer | None) -> Profile:
    given = replace(profile.answers[name], value=answer)
    return replace(profile, answers={**profile.answers, name: given})


def test_an_answer_taken_back_is_named_with_what_it_changed() -> None:
    told = 0
    for profile in shipped_examples()[::12]:
        before = assessed(shipped(), profile, TODAY)
        for name in before.decisions["model"].facts:
            if profile.answers.get(name) is not None and name in before.named_answers():
                found = held(shipped(), before, assessed(shipped(), with_answer(profile, name, None), TODAY))
                if found.answers:
                    assert [(each.name, each.after) for each in found.answers] == [(name, None)]
                    told += 1
    assert told > 5


@pytest.mark.parametrize("place", [0, 5])
def test_other_reasons_for_the_same_are_told_from_another_outcome(place: int) -> None:
    before = assessed(shipped(), shipped_examples()[place], TODAY)
    model = before.decisions["model"]
    other = replace(model, rules=(*model.rules, "zz-another"))
    (found,) = compare(before, replace(before, decisions={**before.decisions, "model": other})).decisions
    assert not comes_out_differently(found)
    assert rules_changed(found) == ((), ("zz-another",))
    assert comes_out_differently(Difference("model", model, None))
