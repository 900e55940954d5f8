"""The next questions are exactly those that can still change something: against every completion there is."""

from dataclasses import replace
from datetime import date
from math import prod
from pathlib import Path
from random import Random

import pytest

from engine.inquiry.next_question import next_questions
from engine.interpret.evaluation import is_left_out
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import SINGLE_VALUED
from engine.rulebase.facts import Facts
from engine.rulebase.pack import LeftOut
from tests.inquiry.completions import asked, completions, possible_changes, whole_answers, without_contradictions
from tests.packs.every_profile import EveryProfile
from tests.packs.random_base import random_base
from tests.packs.random_extras import with_silences
from tests.packs.random_profile import random_answer
from tests.packs.small_vocabulary import small_pack
from tests.volume import seeds

DAY = date(2026, 3, 20)


def some_profiles(rng: Random, base: RuleBase) -> list[Facts]:
    """Draw some profiles of all that there are: from nothing answered to nearly all."""
    space = EveryProfile(base, DAY)
    places = [tuple(rng.randrange(len(each)) if rng.random() < known else 0 for each in space.states.values())
              for known in (0.0, 0.3, 0.6, 0.8)]  # fmt: skip
    return [space.facts(place) for place in places]


def agree(base: RuleBase, facts: Facts, day: date = DAY) -> None:
    """Hold each question and each decision against all completions, save those in which rules contradict each other."""
    whole = completions(base, facts, day)
    decisions = without_contradictions(base, whole, day)
    left_out = [each for each in decisions if is_left_out(base.pack, evaluate(base, facts, day).decisions, each)]
    expected = possible_changes(base, whole, day, decisions)
    found = next_questions(base, facts, day, decisions)
    assert all(bearing.is_certain for question in found for bearing in question.bearings)
    listed = {(question.name, each.decision) for question in found for each in question.bearings}
    assert listed == {(name, decision) for name, decision in expected if decision not in left_out}


def with_left_out(rng: Random, base: RuleBase) -> RuleBase:
    """Leave decisions out where the first one, or they themselves, come out at some value."""
    single = [each for each in base.decisions.values() if each.hit_policy in SINGLE_VALUED]
    hiding = [(each, rng.choice(single)) for each in base.pack.laid_out()] if single else []
    left_out = (LeftOut(each, other.name, frozenset({rng.choice(list(other.values))})) for each, other in hiding)
    return replace(base, pack=replace(base.pack, left_out=tuple(left_out)))


@pytest.mark.parametrize("seed", seeds(15, 40))
def test_over_small_packs_the_questions_are_those_that_some_completions_differ_by(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    base = small_pack(rng, tmp_path)
    base = with_left_out(rng, base) if seed % 2 else base
    for facts in some_profiles(rng, base):
        agree(base, facts)


@pytest.mark.usefixtures("nothing_drawn")
@pytest.mark.parametrize("seed", seeds(10, 25))
def test_over_small_packs_what_is_not_drawn_is_searched_for(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    base = with_left_out(rng, small_pack(rng, tmp_path))
    for facts in some_profiles(rng, base):
        agree(base, facts)


def forgetful(rng: Random, base: RuleBase, day: date, most: int) -> Facts:
    """Answer everything, and forget as many answers as leave no more than so many completions; days are remembered."""
    facts = {name: answer for name in asked(base) if (answer := random_answer(rng, base.question(name))) is not None}
    for name in rng.sample(sorted(facts), len(facts)):
        fewer = {each: answer for each, answer in facts.items() if each != name}
        ways = (len(list(whole_answers(base, base.question(each), fewer.get(each), day))) for each in asked(base))
        if base.question(name).kind != "date" and prod(ways) <= most:
            facts = fewer
    return facts


@pytest.mark.parametrize("seed", seeds(15, 40))
def test_over_random_packs_the_questions_are_those_that_some_completions_differ_by(seed: int) -> None:
    rng = Random(seed)
    base = random_base(rng)
    base = with_silences(rng, base) if seed % 3 == 0 else base
    base = with_left_out(rng, base)
    for _ in range(2):
        agree(base, forgetful(rng, base, DAY, 200))


@pytest.mark.usefixtures("nothing_drawn")
@pytest.mark.parametrize("seed", seeds(10, 25))
def test_over_random_packs_what_is_not_drawn_is_searched_for(seed: int) -> None:
    rng = Random(seed)
    base = with_left_out(rng, random_base(rng))
    agree(base, forgetful(rng, base, DAY, 400))
