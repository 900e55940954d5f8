"""What is proved holds for any profile, and what is shown is so: over random packs, each with a few things changed."""

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("z3")

from engine.checks.differences.meaning import meaning, meanings
from engine.checks.differences.witnesses import standing
from engine.checks.mutation.mutant import applied
from engine.checks.mutation.mutants import mutants
from engine.checks.outcomes import alike
from engine.interpret.evaluation import Collected, Outcome
from engine.interpret.reference.evaluate import Reference, evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from tests.differences.replaying import may_rest_on_a_conflict
from tests.packs.random_base import Size, random_base, random_day, random_facts
from tests.packs.random_extras import with_dates, with_silences

SIZE = Size(facts=5, decisions=5, rules=4)
seeds = st.integers(0, 2**32)


def changed(rng: Random, base: RuleBase, times: int) -> RuleBase:
    """Change a few things, one after another."""
    for _ in range(times):
        base = applied(base, rng.choice(list(mutants(base))))
    return base


def fewer_answers(rng: Random, base: RuleBase) -> RuleBase:
    """Let a question with several answers have one less."""
    choices = [fact for fact in base.facts.values() if fact.kind == "choice" and len(fact.values) > 2]
    if not choices:
        return base
    fact = rng.choice(choices)
    left = dict(list(fact.values.items())[1:])
    return replace(base, facts={**base.facts, fact.name: replace(fact, values=left)})


def both_read(facts: Facts, base: RuleBase) -> Facts:
    """Leave out the answers that a pack does not allow."""
    return {
        name: answer
        for name, answer in facts.items()
        if not (name in base.facts and base.facts[name].kind == "choice" and answer not in base.facts[name].values)
    }


@settings(max_examples=15)
@given(seeds)
def test_what_is_proved_to_be_the_same_is_so_for_any_profile_and_each_witness_shows_what_it_says(seed: int) -> None:
    _what_is_said_of_two_packs_is_so(seed)


def _what_is_said_of_two_packs_is_so(seed: int) -> None:
    rng = Random(seed)
    before = random_base(rng, SIZE)
    after = fewer_answers(rng, changed(rng, before, rng.choice((1, 1, 2, 4))))
    found = meaning(before, after)
    assert {each.name for each in found.compared} | set(found.untouched) == set(before.decisions)
    proved = {*found.untouched, *(each.name for each in found.compared if each.kind == "same")}
    settled = {each.name for each in found.compared if each.complete.kind == "same"}
    for _ in range(30):
        facts, day = both_read(random_facts(rng, before), after), random_day(rng)
        one, other = evaluate(before, facts, day).decisions, evaluate(after, facts, day).decisions
        for name in before.decisions:
            if name in proved:
                assert alike(one[name], other[name]), name
            elif name in settled and "open" not in (one[name].status, other[name].status):
                # values may still join a conflict, as long as answers are missing
                both_conflict = one[name].status == other[name].status == "conflict"
                assert both_conflict or alike(one[name], other[name]), f"{name}: proved for complete profiles only"
    for each in found.compared:
        for verdict in (each.complete, each.partial):
            if verdict.witness is not None:
                seen = verdict.witness
                was = standing(Reference(before, seen.before, seen.as_of), each.name, verdict.member)
                now = standing(Reference(after, seen.after, seen.as_of), each.name, verdict.now)
                assert (was, now) == (seen.was, seen.now)
                assert not alike(was.outcome, now.outcome)
                opens = [is_open(was.outcome, verdict.member), is_open(now.outcome, verdict.now)]
                assert any(opens) or verdict is each.complete or may_rest_on_a_conflict((before, after), each.name)
                if verdict is each.complete and any(opens):
                    assert conflicts(before, seen.before, seen.as_of) or conflicts(after, seen.after, seen.as_of)


def is_open(found: Outcome, member: str) -> bool:
    return member in found.undecided if isinstance(found, Collected) and member else found.status == "open"


@settings(max_examples=12)
@given(seeds)
def test_so_it_is_for_rules_with_dates_and_questions_whose_silence_is_an_answer(seed: int) -> None:
    _so_it_is_with_dates_and_silence(seed)


@pytest.mark.deep
@settings(max_examples=300)
@given(seeds)
def test_both_are_so_at_volume(seed: int) -> None:
    _what_is_said_of_two_packs_is_so(seed)
    _so_it_is_with_dates_and_silence(seed)


def _so_it_is_with_dates_and_silence(seed: int) -> None:
    rng = Random(seed)
    plain = random_base(rng, SIZE)
    before = with_silences(rng, with_dates(rng, plain) if rng.random() < 0.3 else plain)
    after = changed(rng, before, rng.choice((0, 1, 2)))
    after = with_silences(rng, after) if rng.random() < 0.5 else after
    found = meanings(before, after)
    for each in found[:6]:
        proved = {*each.untouched, *(one.name for one in each.compared if one.kind == "same")}
        day = each.stretch.day or date(2026, 5, 4)
        for _ in range(20):
            facts = random_facts(rng, before)
            one, other = evaluate(before, facts, day).decisions, evaluate(after, facts, day).decisions
            assert all(alike(one[name], other[name]) for name in proved)
        for compared in each.compared:
            for verdict in (compared.complete, compared.partial):
                if verdict.witness is not None:
                    seen = verdict.witness
                    assert each.stretch.holds(seen.as_of)
                    was = standing(Reference(before, seen.before, seen.as_of), compared.name, verdict.member)
                    now = standing(Reference(after, seen.after, seen.as_of), compared.name, verdict.now)
                    assert (was, now) == (seen.was, seen.now)
                    assert not alike(was.outcome, now.outcome)


def conflicts(base: RuleBase, facts: Facts, day: date) -> bool:
    """Only where rules contradict each other can something be open though every question is answered."""
    return any(found.status == "conflict" for found in evaluate(base, facts, day).decisions.values())


def test_the_packs_above_are_worth_comparing() -> None:
    """Of the random pairs some differ for complete profiles, some only for incomplete ones, and some not at all."""
    lacking = Counter({("differs", "differs"): 5, ("same", "differs"): 2, ("same", "same"): 3})
    for seed in range(60):
        rng = Random(seed)
        before = random_base(rng, SIZE)
        lacking -= Counter(
            (each.complete.kind, each.partial.kind) for each in meaning(before, changed(rng, before, 1)).compared
        )
        if not lacking:
            break
    assert not lacking
