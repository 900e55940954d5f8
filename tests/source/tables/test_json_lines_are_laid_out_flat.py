"""An object of JSON Lines becomes the row that a person would have written."""

import json
from pathlib import Path
from typing import Any

import pytest

from engine.source.diagnostics import Diagnostics
from engine.source.tables.read import read_tables

CASES: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "texts stay as they are": ({"id": "00123", "a": " x "}, {"id": "00123", "a": " x "}),
    "numbers are as they were written": ({"id": 5, "a": -7}, {"id": "5", "a": "-7"}),
    "true, false and null": (
        {"id": "a", "b": True, "c": False, "d": None},
        {"id": "a", "b": "yes", "c": "no", "d": ""},
    ),
    "a group": ({"id": "a", "group": {"name": "x"}}, {"id": "a", "group.name": "x"}),
    "answers and controls stand under their names": (
        {"id": "a", "answers": {"q": True}, "controls": {"c": "in_place"}},
        {"id": "a", "q": "yes", "c": "in_place"},
    ),
    "a list": ({"id": "a", "answers": {"s": ["m", "n"]}}, {"id": "a", "s": "m; n"}),
    "a list of none": ({"id": "a", "answers": {"s": []}}, {"id": "a", "s": "[]"}),
    "what an answer rests on": (
        {
            "id": "a",
            "answers": {"q": {"value": False, "evidence": "log", "known": "told", "by": "us", "on": "2026-03-01"}},
        },
        {"id": "a", "q": "no", "q.evidence": "log", "q.known": "told", "q.by": "us", "q.on": "2026-03-01"},
    ),
    "what shows a control": (
        {"id": "a", "controls": {"c": {"in_place": True, "evidence": "log"}}},
        {"id": "a", "c": "yes", "c.evidence": "log"},
    ),
    "members that are known": (
        {"id": "a", "answers": {"s": {"includes": ["m"], "excludes": ["n", "o"]}}},
        {"id": "a", "s.m": "yes", "s.n": "no", "s.o": "no"},
    ),
    "members with what they rest on": (
        {"id": "a", "answers": {"s": {"value": {"includes": ["m"]}, "known": "told"}}},
        {"id": "a", "s.m": "yes", "s.known": "told"},
    ),
    "a group with a field called value": (
        {"id": "a", "g": {"value": "x", "name": "y"}},
        {"id": "a", "g.value": "x", "g.name": "y"},
    ),
}


@pytest.mark.parametrize(("given", "flat"), CASES.values(), ids=CASES.keys())
def test_an_object_becomes_a_row(given: dict[str, Any], flat: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(json.dumps(given) + "\n", encoding="utf-8")
    (table,) = read_tables(path, Diagnostics())
    (row,) = table.rows()
    assert dict(zip(table.headings, row.cells, strict=True)) == flat


def test_numbers_keep_every_digit_that_says_something(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"id": 12345678901234567890, "a": 1.00, "b": 1E5, "c": 1.10}\n')
    (table,) = read_tables(path, Diagnostics())
    assert [row.cells for row in table.rows()] == [("12345678901234567890", "1", "1E5", "1.10")]


def test_headings_are_all_the_keys_in_the_order_first_met(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('\ufeff{"id": "a", "b": "1"}\n\n{"c": "2", "id": "b"}\n{"id": "", "b": " "}\n', encoding="utf-8")
    (table,) = read_tables(path, Diagnostics())
    assert table.headings == ("id", "b", "c")
    assert [(row.number, row.cells) for row in table.rows()] == [(1, ("a", "1", "")), (3, ("b", "", "2"))]
