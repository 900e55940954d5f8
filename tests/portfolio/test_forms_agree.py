"""What is written and read back is the same answer, in every form of table and by every engine.

And the same table in two forms comes to the same results, or to the same refusals.
"""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import result_columns
from engine.profile.files import profiles_from
from engine.profile.profile import Profile
from engine.profile.write_profile import write_profile
from engine.rulebase.base import RuleBase
from tests.hostile.packs import BASE, load
from tests.portfolio.conftest import DAY, json_rows, needs_arrow
from tests.portfolio.every_form import ENGINES, FORMS, profiles_in, run
from tests.volume import seeds

pytest.importorskip("pyarrow")
from tests.portfolio.typed_tables import random_table, write_typed

pytestmark = needs_arrow
PACKS = {"boats": load(BASE), "library": load(Path(__file__).parent.parent / "packs" / "library")}


def said(profiles: Sequence[Profile]) -> list[object]:
    """What profiles say, wherever they were written."""
    return [(each.id, dict(each.header), each.facts(), each.sha256) for each in profiles]


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("seed", seeds(1, 3))
def test_written_and_read_back_it_is_the_same_answer(tmp_path: Path, pack: str, seed: int) -> None:
    """From each form to each form by each engine, and on from there; profiles of YAML too."""
    rng, base = Random(seed), PACKS[pack]
    rows, profiles = random_table(rng, base, 9)
    for profile in profiles:
        (tmp_path / "one.yaml").write_text(write_profile(base, profile), encoding="utf-8")
        assert said(profiles_from(tmp_path / "one.yaml", base)) == said([profile])
    expected = [
        {column.name: list(cell) if isinstance(cell, tuple) else cell for column, cell in each}
        for each in (
            [(column, row.cell(column)) for column in result_columns(base) if row.cell(column) not in (None, ())]
            for row in (row_result(base, profile.facts(), DAY) for profile in profiles)
        )
    ]
    for form in FORMS:
        source = write_typed(tmp_path / f"in.{form}", rows, rng)
        assert said(profiles_in(base, source)) == said(profiles), form
        for engine in ENGINES:
            for other in FORMS:
                target = tmp_path / f"{form}-{engine}.{other}"
                run(base, source, target, engine)
                assert said(profiles_in(base, target)) == said(profiles), target.name
            again = tmp_path / f"{form}-{engine}-again.jsonl"
            run(base, tmp_path / f"{form}-{engine}.csv", again, engine)
            results = [
                {name: cell for name, cell in row.items() if name.startswith("result_")} for row in json_rows(again)
            ]
            assert results == expected, again.name


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("pack", PACKS)
def test_the_bytes_of_csv_do_not_depend_on_the_engine(tmp_path: Path, pack: str, form: str) -> None:
    rng, base = Random(11), PACKS[pack]
    rows, _ = random_table(rng, base, 90)
    source = write_typed(tmp_path / f"in.{form}", rows, rng)
    for engine in ENGINES:
        run(base, source, tmp_path / f"{engine}.csv", engine)
    written = (tmp_path / "reference.csv").read_bytes()
    assert written == (tmp_path / "columnar.csv").read_bytes()
    assert b'"' in written
    assert b',"",' not in written


WRONG: dict[str, tuple[str, Any, tuple[str, ...]]] = {
    "a number that is not whole": ("people", 5.5, FORMS),
    "a decimal that is not whole": ("people", Decimal("5.50"), ("parquet",)),
    "a number out of its range": ("people", -7, FORMS),
    "a number in words": ("people", "twelve", FORMS),
    "neither yes nor no": ("can_swim", "maybe", FORMS),
    "a moment that begins no day": ("checked_on", datetime(2026, 3, 31, 9, 30), FORMS),
    "a member that is no answer": ("extras", ("sail", "moon"), FORMS),
    "a member that is none": ("extras", ("sail", None), ("jsonl", "parquet")),
    "a member with a semicolon": ("extras", ("sail; radio",), ("jsonl", "parquet")),
    "a member with a space": ("extras", (" sail",), ("jsonl", "parquet")),
    "an empty member of a field": ("hirer.phones", ("x", ""), ("jsonl", "parquet")),
    "a text that hides something": ("trip", "a\u200bb", FORMS),
    "no id": ("id", None, FORMS),
}
RIGHT: dict[str, tuple[str, Any, tuple[str, ...]]] = {
    "a whole number with a point": ("people", 5.0, FORMS),
    "a whole number with a point and two zeros": ("people", Decimal("5.00"), ("parquet",)),
    "midnight": ("checked_on", datetime(2026, 3, 31), FORMS),
    "an empty list": ("extras", (), FORMS),
    "an empty list of texts": ("hirer.phones", (), FORMS),
}


def outcomes(base: RuleBase, tmp_path: Path, cells: dict[str, Any], forms: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Decide a table of two rows in each form by each engine: what each comes to, and what was refused."""
    rows = [{"id": "first", "can_swim": True, "people": 3}, {"id": "00x", "can_swim": True, **cells}]
    for form in forms:
        source = write_typed(tmp_path / f"in.{form}", rows, Random(1))
        for engine in ENGINES:
            target = tmp_path / f"{form}-{engine}.jsonl"
            run(base, source, target, engine)
            refused = target.with_name(f"{target.name}-refused")
            reasons = []
            if refused.exists():
                with refused.open(encoding="utf-8", newline="") as file:
                    reasons = [(row["id"], row["column"], row["reason"]) for row in csv.DictReader(file)]
            results = [{name: cell for name, cell in row.items() if "result_" in name} for row in json_rows(target)]
            yield f"{form}, {engine}", (results, reasons)


@pytest.mark.parametrize("case", WRONG)
def test_the_same_table_is_refused_alike_in_every_form(tmp_path: Path, case: str) -> None:
    heading, value, forms = WRONG[case]
    found = list(outcomes(PACKS["boats"], tmp_path, {heading: value}, forms))
    first = found[0][1]
    assert [(name, column) for name, column, _ in first[1]] == [("" if heading == "id" else "00x", heading)]
    assert all(outcome == first for _, outcome in found), found


@pytest.mark.parametrize("case", RIGHT)
def test_the_same_value_is_read_alike_in_every_form(tmp_path: Path, case: str) -> None:
    heading, value, forms = RIGHT[case]
    found = list(outcomes(PACKS["boats"], tmp_path, {heading: value}, forms))
    assert found[0][1][1] == []
    assert len(found[0][1][0]) == 2
    assert all(outcome == found[0][1] for _, outcome in found), found
