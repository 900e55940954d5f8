"""The search behind the next questions: it goes back where a choice leads nowhere, and says so where work runs out."""

from itertools import product
from pathlib import Path
from random import Random

import pytest

from engine.inquiry import next_question, next_question_search
from engine.inquiry.next_question import next_questions
from engine.rulebase.base import RuleBase
from tests.inquiry.packs import written
from tests.volume import seeds

THINGS = [f"x{n}" for n in range(7)]
Clause = list[tuple[str, bool]]
"""Three things of which one has to hold, or not to hold, as is said."""


def clauses(rng: Random) -> list[Clause]:
    """Draw so many clauses that about every second riddle has an answer."""
    return [[(name, rng.random() < 0.5) for name in rng.sample(THINGS, 3)] for _ in range(rng.randint(24, 40))]


def has_answer(riddle: list[Clause]) -> bool:
    """Try all."""
    ways = (dict(zip(THINGS, answers, strict=True)) for answers in product((False, True), repeat=len(THINGS)))
    return any(all(any(way[name] is side for name, side in clause) for clause in riddle) for way in ways)


def riddle_pack(folder: Path, riddle: list[Clause]) -> RuleBase:
    """Write a pack in which one question matters exactly where the riddle has an answer."""
    parts = [{"any": [{name: "yes" if side else "no"} for name, side in clause]} for clause in riddle]
    return written(folder, [*THINGS, "asked"], {"outcome.high": {"all": [{"asked": "yes"}, *parts]}})


@pytest.mark.usefixtures("nothing_drawn")
@pytest.mark.parametrize("seed", seeds(15, 40))
def test_a_search_goes_back_where_a_choice_leads_nowhere(seed: int, tmp_path: Path) -> None:
    riddle = clauses(Random(seed))
    found = next_questions(riddle_pack(tmp_path, riddle), {})
    assert all(each.is_certain for each in found)
    assert ("asked" in {each.name for each in found}) == has_answer(riddle)


@pytest.mark.usefixtures("nothing_drawn")
def test_where_the_work_runs_out_a_question_may_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    riddle = next(found for seed in range(99) if not has_answer(found := clauses(Random(seed))))
    base = riddle_pack(tmp_path, riddle)
    assert next_questions(base, {}) == ()
    monkeypatch.setattr(next_question_search, "MOST_LOOKS", 1)
    undecided = next_questions(base, {})
    assert {each.name for each in undecided} == {*THINGS, "asked"}
    assert not any(each.is_certain for each in undecided)
    monkeypatch.setattr(next_question, "MOST_OPERATIONS", 0)
    assert next_questions(base, {}) == undecided


def test_both_kinds_of_riddle_are_asked() -> None:
    assert {has_answer(clauses(Random(seed))) for seed in range(40)} == {True, False}
