"""Completions are drawn as is said: one answer to each part, evenly or on the mild side, the same each time."""

from datetime import date
from random import Random

from engine.inquiry.completions import choices, completed, drawn, near, unknown
from engine.inquiry.trials import Part, parts_of
from engine.rulebase.facts import Answer, Members
from tests.packs.random_base import random_base, random_facts
from tests.packs.random_extras import with_silences
from tests.packs.shipped import shipped

DAY = date(2026, 5, 4)
COUNT = 4000


def test_each_completion_gives_each_part_one_answer_and_as_often_as_is_said() -> None:
    among = choices(shipped(), DAY, [("alone_with_people", ""), ("our_staff_present", ""), ("places", "vehicle")])
    for part, choice in among.items():
        planes = drawn(part, choice, COUNT)
        assert planes == drawn(part, choice, COUNT)
        assert sum(plane.bit_count() for plane in planes) == COUNT
        assert sum(planes) == (1 << COUNT) - 1
        even = COUNT / len(choice.answers)
        expected = [even if choice.mildest is None else even * 5 / 8] * len(choice.answers)
        if choice.mildest is not None:
            expected[choice.mildest] += COUNT * 3 / 8
        assert all(abs(plane.bit_count() - each) < COUNT / 20 for plane, each in zip(planes, expected, strict=True))
    assert [choice.mildest is None for choice in among.values()].count(True) == 1


def test_near_a_completion_most_answers_are_its_own_and_in_the_first_all() -> None:
    part = ("our_staff_present", "")
    choice = choices(shipped(), DAY, [part])[part]
    for n, (_, answer) in enumerate(choice.answers):
        planes = near(part, choice, answer, COUNT)
        assert sum(planes) == (1 << COUNT) - 1
        assert planes[n] & 1
        assert planes[n].bit_count() > COUNT * 7 / 8


def test_what_is_unknown_can_be_completed_and_nothing_else() -> None:
    for seed in range(20):
        rng = Random(seed)
        base = with_silences(rng, random_base(rng)) if seed % 2 else random_base(rng)
        facts = random_facts(rng, base)
        parts = [
            (name, member)
            for name, fact in base.facts.items()
            for member in (fact.values if fact.kind == "choices" else [""])
        ]
        among = choices(base, DAY, parts)
        found = unknown(base, facts, among)
        answers: dict[Part, Answer] = {part: rng.choice(among[part].answers)[1] for part in found}
        whole = completed(facts, answers)
        assert unknown(base, whole, among) == ()
        for name, answer in facts.items():
            assert whole[name] == answer or isinstance(answer, Members)
            assert parts_of(name, whole[name]).items() >= parts_of(name, answer).items()
        silent = {name for name, fact in base.facts.items() if fact.when_silent is not None}
        assert silent.isdisjoint(name for name, _ in found)
