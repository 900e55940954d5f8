"""Trying another answer in an evaluation gives what a fresh evaluation with that answer gives, and leaves no trace."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.assessment.answers import possible_answers
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.what_if import WhatIf
from tests.packs.random_base import random_base
from tests.packs.random_profile import random_day, random_facts
from tests.packs.shipped import shipped, shipped_examples
from tests.volume import FEW


def tried(reference: Reference) -> int:
    """Try every other answer to every question on every decision; give how many come out otherwise."""
    base, what_if, moved = reference.base, WhatIf(reference), 0
    before = reference.evaluation()
    for question in base.questions():
        now = reference.facts.get(question.name)
        for _, answer in possible_answers(base, question.name, now, reference.as_of):
            fresh = Reference(base, {**reference.facts, question.name: answer}, reference.as_of)
            for name in base.decisions:
                found = what_if.outcome(name, question.name, answer)
                assert found == fresh.outcome(name), (question.name, answer, name)
                moved += found != reference.outcome(name)
    assert reference.evaluation() == before
    return moved


@FEW
@given(st.integers(0, 2**32))
def test_of_any_pack(seed: int) -> None:
    rng = Random(seed)
    base, day = random_base(rng), random_day(rng)
    tried(Reference(base, random_facts(rng, base), day))


@pytest.mark.parametrize("place", [0, 7])
def test_of_the_shipped_pack(place: int) -> None:
    profile = shipped_examples()[place]
    assert tried(Reference(shipped(), profile.facts(), profile.as_of)) > 50
