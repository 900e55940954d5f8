"""A row says what the same profile says in a file of its own: in every form of table, by names or in words."""

import json
from pathlib import Path
from random import Random

import pytest

from engine.profile.files import profiles_from
from engine.profile.rows import bind_table, read_row
from engine.rulebase.facts import Members
from engine.source.diagnostics import Diagnostics
from engine.source.tables.read import read_tables
from tests.profile.filled_rows import (
    as_label,
    as_name,
    by_name,
    cells_of,
    in_words,
    profiles_of,
    same,
    written_csv,
    written_workbook,
)
from tests.profile.made_profiles import PACKS, random_profile


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("seed", range(3))
def test_every_form_says_the_same(name: str, seed: int, tmp_path: Path) -> None:
    rng, base = Random(seed), PACKS[name]
    data = [random_profile(rng, base, number) for number in range(12)]
    single = tuple(profiles_from(json.dumps(each).encode(), base)[0] for each in data)
    lines = tmp_path / "t.jsonl"
    lines.write_text("".join(json.dumps(each) + "\n" for each in data), encoding="utf-8")
    assert same(profiles_of(lines, base), single)
    for name_of, word_of in ((by_name, as_name), (in_words, as_label)):
        rows = [cells_of(profile, base, name_of, word_of) for profile in single]
        assert same(profiles_of(written_csv(rows, tmp_path), base), single)
        assert same(profiles_of(written_workbook(rows, tmp_path), base), single)


def test_a_row_that_is_refused_says_everything_that_is_wrong_with_it(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,wind,people,remark\n,storm,13,x\na\n", encoding="utf-8")
    (table,) = read_tables(path, Diagnostics(), name="t.csv")
    columns = bind_table(table, PACKS["boats"])
    readings = [read_row(columns, row, table, PACKS["boats"]) for row in table.rows()]
    assert [each.profile for each in readings] == [None, None]
    first, second = (each.faults for each in readings)
    assert [(fault.heading, fault.value, fault.code) for fault in first] == [
        ("id", "", "missing-id"),
        ("wind", "storm", "unknown-value"),
        ("people", "13", "out-of-range"),
    ]
    assert str(first[0]) == "t.csv:2:1: missing-id: the row has no id; give it one of its own"
    assert [(fault.heading, fault.code, str(fault.span)) for fault in second] == [("", "short-row", "t.csv:3:2")]


def test_what_is_not_known_of_a_set_stays_unknown(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,extras.sail,extras.radio\na,yes,?\nb,,\nc,no,no\n", encoding="utf-8")
    facts = [profile.facts() for profile in profiles_of(path, PACKS["boats"])]
    assert facts == [
        {"extras": Members(frozenset({"sail"}), frozenset())},
        {},
        {"extras": Members(frozenset(), frozenset({"sail", "radio"}))},
    ]
