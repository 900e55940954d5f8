"""A row says what the same profile says in a file of its own: in every form of table, by names or in words."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook

from engine.profile.files import profiles_from
from engine.profile.profile import Profile
from engine.profile.rows import bind_table, read_row
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import STATUS_LABELS
from engine.rulebase.facts import Answer, Fact, Members
from engine.source.diagnostics import Diagnostics
from engine.source.tables.guard import guarded
from engine.source.tables.read import read_tables
from tests.profile.made_profiles import PACKS, random_profile

Cells = dict[str, str]


def cells_of(profile: Profile, base: RuleBase, name_of: Callable[..., str], word_of: Callable[..., str]) -> Cells:
    """A profile as a person would fill in a row; sets are answered choice by choice."""
    cells = {"id": profile.id}
    for path, texts in profile.header.items():
        cells[path] = "; ".join(texts)
    for name, given in {**profile.answers, **profile.controls}.items():
        question = base.question(name)
        if isinstance(given.value, Members):
            for member in given.value.holds | given.value.fails:
                cells[name_of(question, member)] = "Yes" if member in given.value.holds else "no"
        elif given.value is not None:
            cells[name_of(question)] = word_of(question, given.value)
        for part in ("evidence", "known", "by", "on"):
            said = getattr(given, part)
            if said:
                cells[name_of(question, part)] = str(said)
    return cells


def by_name(question: Fact, part: str = "") -> str:
    return f"{question.name}.{part}" if part else question.name


def in_words(question: Fact, part: str = "") -> str:
    return f"{question.question}: {question.values.get(part, part)}" if part else question.question


def as_name(question: Fact, value: Answer) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def as_label(question: Fact, value: Answer) -> str:
    if question.values is STATUS_LABELS or question.kind == "choice":
        return question.values[str(value)].upper()
    return as_name(question, value).upper() if isinstance(value, bool) else str(value)


def written_csv(rows: list[Cells], path: Path) -> Path:
    headings = list(dict.fromkeys(key for row in rows for key in row))
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(headings)
    writer.writerows([guarded(row.get(key, "")) for key in headings] for row in rows)
    path = path / "t.csv"
    path.write_bytes(file.getvalue().encode())
    return path


def written_workbook(rows: list[Cells], path: Path) -> Path:
    headings = list(dict.fromkeys(key for row in rows for key in row))
    made = Workbook()
    sheet: Any = made.active
    for number, row in enumerate([{key: key for key in headings}, *rows], 1):
        for column, key in enumerate(headings, 1):
            if key in row:
                cell = sheet.cell(number, column)
                cell.value, cell.data_type = row[key], "s"
    path = path / "t.xlsx"
    made.save(path)
    return path


def profiles_of(path: Path, base: RuleBase) -> list[Profile]:
    (table,) = read_tables(path, Diagnostics())
    columns = bind_table(table, base)
    found = [read_row(columns, row, table, base) for row in table.rows()]
    assert [each for each in found if isinstance(each, list)] == []
    return [each for each in found if isinstance(each, Profile)]


def same(one: list[Profile], other: tuple[Profile, ...]) -> bool:
    assert [each.id for each in one] == [each.id for each in other]
    for mine, theirs in zip(one, other, strict=True):
        assert mine.facts() == theirs.facts()
        assert mine.header == theirs.header
        assert mine.sha256 == theirs.sha256
    return True


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
    first, second = (read_row(columns, row, table, PACKS["boats"]) for row in table.rows())
    assert isinstance(first, list)
    assert isinstance(second, list)
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
