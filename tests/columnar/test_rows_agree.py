"""What a row of results says is the same by the kernel and by the reference, for texts as they stand in a table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pyarrow as pa
import pytest

from engine.batch.decide import decide, plan_of
from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import Cell, result_columns
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import IN_PLACE
from engine.rulebase.decisions import SINGLE_VALUED
from engine.rulebase.facts import Answer, Members
from engine.rulebase.pack import LeftOut
from tests.packs.random_base import random_base, random_day, random_facts
from tests.packs.shipped import shipped, shipped_examples

UNKNOWN = ("", "?", "don't know yet", None)


def table_of(rng: Random, base: RuleBase, profiles: Sequence[Mapping[str, Answer]]) -> pa.RecordBatch:
    """Write profiles as a table of texts; what is not known in any of the ways people say so."""
    columns: dict[str, list[str | None]] = {"id": [f"row {n}" for n in range(len(profiles))]}
    for question in base.questions():
        answers = [profile.get(question.name) for profile in profiles]
        if question.kind == "choices":
            for member in question.values:
                columns[f"{question.name}.{member}"] = [_side(rng, answer, member) for answer in answers]
        else:
            columns[question.name] = [_text(rng, answer) for answer in answers]
    return pa.RecordBatch.from_pydict({name: pa.array(texts, pa.string()) for name, texts in columns.items()})


def _side(rng: Random, answer: Answer | None, member: str) -> str | None:
    if isinstance(answer, Members) and member in answer.holds | answer.fails:
        return "yes" if member in answer.holds else "No"
    return rng.choice(UNKNOWN)


def _text(rng: Random, answer: Answer | None) -> str | None:
    match answer:
        case None:
            return rng.choice(UNKNOWN)
        case bool():
            return rng.choice(("yes", "Yes", "true")) if answer else rng.choice(("no", "NO", "false"))
        case date():
            return answer.isoformat()
        case "in_place" | "missing":
            return rng.choice((answer, "yes" if answer == IN_PLACE else "no"))
    return str(answer)


def shown_whole(rng: Random, base: RuleBase) -> RuleBase:
    """Let a random pack lay out everything it decides, and leave a decision out now and then."""
    names = list(base.decisions)
    single = [name for name in names if base.decisions[name].hit_policy in SINGLE_VALUED]
    other = rng.choice(single)
    left_out = LeftOut(rng.choice(names), other, frozenset(rng.sample(list(base.decisions[other].values), 1)))
    return replace(
        base,
        pack=replace(
            base.pack,
            headline=tuple(names),
            primary=tuple(rng.sample(single, min(2, len(single)))),
            left_out=(left_out,),
        ),
    )


def differing(
    base: RuleBase, profiles: Sequence[Mapping[str, Answer]], batch: pa.RecordBatch, as_of: date | None
) -> str:
    """Describe the first cell on which the two differ."""
    found = decide(plan_of(base), batch, as_of).to_pylist()
    assert len(found) == len(profiles)
    for number, profile in enumerate(profiles):
        expected = row_result(base, profile, as_of)
        for column in result_columns(base):
            if _plain(expected[column.name]) != found[number][column.name]:
                return f"row {number}, {column.name}: {expected[column.name]} and {found[number][column.name]}"
    return ""


def _plain(cell: Cell) -> object:
    return list(cell) if isinstance(cell, tuple) else cell


@pytest.mark.parametrize("seed", range(4))
def test_on_random_bases_that_show_everything(seed: int) -> None:
    rng = Random(seed)
    for _ in range(12):
        base = shown_whole(rng, random_base(rng))
        profiles, as_of = [random_facts(rng, base) for _ in range(70)], random_day(rng)
        assert differing(base, profiles, table_of(rng, base, profiles), as_of) == "", f"seed {seed}"


def test_on_the_worked_examples_of_the_shipped_pack() -> None:
    base = shipped()
    profiles = [profile.facts() for profile in shipped_examples()]
    assert len(profiles) > 30
    assert differing(base, profiles, table_of(Random(1), base, profiles), date(2026, 11, 20)) == ""


def test_on_random_profiles_of_the_shipped_pack() -> None:
    base, rng = shipped(), Random(5)
    profiles = [random_facts(rng, base) for _ in range(150)]
    for as_of in (date(2026, 11, 20), None):
        assert differing(base, profiles, table_of(rng, base, profiles), as_of) == ""
