"""One table in every form: answers as values, each written as programs and people write it in that form."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook

from engine.profile.profile import Given, Profile
from engine.profile.read_profile import hashed
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import IN_PLACE, MISSING
from engine.rulebase.facts import Answer, Fact, Members
from engine.source.tables.guard import csv_cell
from tests.packs.random_profile import random_facts

Value = bool | int | date | str | tuple[str, ...] | None
TypedRow = Mapping[str, Value]

TEXTS = (
    "plain",
    "=1+1",
    "a; b",
    ' "so", they said',
    "two\nlines",
    "\u00e9\U0001f600",
    "'-5",
    "NA",
    "-5.0",
    "1E5",
    "[]",
)
IDS = ("00", "=", "-", "p ", "1E")


def random_table(rng: Random, base: RuleBase, rows: int) -> tuple[list[TypedRow], list[Profile]]:
    """Make a table, and the profiles that its rows say; some sets are answered whole, others choice by choice."""
    whole = {fact.name for fact in base.facts.values() if rng.random() < 0.6}
    made = [_row(rng, base, f"{IDS[n % len(IDS)]}{n}", whole) for n in range(rows)]
    return [row for row, _ in made], [profile for _, profile in made]


def _row(rng: Random, base: RuleBase, name: str, whole: set[str]) -> tuple[TypedRow, Profile]:
    facts = random_facts(rng, base)
    cells: dict[str, Value] = {"id": name}
    given: dict[str, Given] = {}
    for question in base.questions():
        answer = rng.choice(TEXTS) if question.kind == "text" and rng.random() < 0.7 else facts.get(question.name)
        if question.name in whole and isinstance(answer, Members):
            answer = Members(answer.holds, frozenset(question.values) - answer.holds)
        cells |= _cells(question, answer, whole)
        evidence = rng.choice(("", "=seen", "two words"))
        cells[f"{question.name}.evidence"] = evidence or None
        given[question.name] = Given(answer, evidence)
    header: dict[str, tuple[str, ...]] = {}
    for field in base.pack.header:
        if not field.fact:
            texts = ("x", "00")[: rng.randrange(3)] if field.many else rng.choice((("=x",), ("007",), ()))
            cells[field.path] = texts if field.many else (texts[0] if texts else None)
            header |= {field.path: texts} if texts else {}
    answers, controls = ({name: given[name] for name in sorted(some)} for some in (base.facts, base.controls))
    return cells, hashed(Profile(name, dict(sorted(header.items())), answers, controls))


def _cells(question: Fact, answer: Answer | None, whole: set[str]) -> dict[str, Value]:
    if question.kind != "choices":
        statuses: dict[Any, Value] = {IN_PLACE: True, MISSING: False}
        return {question.name: statuses.get(answer, answer) if isinstance(answer, str) else answer}  # type: ignore[dict-item]
    found = answer if isinstance(answer, Members) else Members(frozenset(), frozenset())
    if question.name in whole:
        return {question.name: None if answer is None else tuple(sorted(found.holds))}
    sides = {**dict.fromkeys(found.holds, True), **dict.fromkeys(found.fails, False)}
    return {f"{question.name}.{member}": sides.get(member) for member in question.values}


def write_typed(path: Path, rows: Sequence[TypedRow], rng: Random) -> Path:
    """Write a table in the form that the name of the file tells."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    match path.suffix:
        case ".csv":
            lines = [headings, *([as_text(row.get(heading)) for heading in headings] for row in rows)]
            path.write_bytes("".join(",".join(map(csv_cell, line)) + "\r\n" for line in lines).encode())
        case ".jsonl":
            path.write_text("".join(json.dumps(row, default=as_json) + "\n" for row in rows), encoding="utf-8")
        case ".xlsx":
            _write_workbook(path, headings, rows)
        case ".parquet":
            columns = [_column(rng, [row.get(heading) for row in rows]) for heading in headings]
            pq.write_table(pa.Table.from_arrays(columns, names=headings), path, row_group_size=3)
    return path


def as_text(value: Value) -> str:
    """Write a value as it stands in a cell of text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(value) or "[]"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def as_json(value: object) -> object:
    """Write what JSON does not know: days as text, decimals as numbers."""
    return float(value) if isinstance(value, Decimal) else as_text(value)  # type: ignore[arg-type]


def _write_workbook(path: Path, headings: Sequence[str], rows: Sequence[TypedRow]) -> None:
    made = Workbook()
    sheet: Any = made.active
    for number, row in enumerate([dict(zip(headings, headings, strict=True)), *rows], 1):
        for column, heading in enumerate(headings, 1):
            value = row.get(heading)
            cell = sheet.cell(number, column)
            if isinstance(value, str | tuple):
                cell.value, cell.data_type = as_text(value), "s"
            else:
                cell.value = value
    made.save(path)


def _column(rng: Random, values: Sequence[Any]) -> pa.Array:
    """Make a column of Arrow in one of the types that its values may have; what is of several kinds becomes text."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {tuple}:
        lists = [None if value is None else list(value) for value in values]
        words = rng.choice((pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())))
        return pa.array(lists, rng.choice((pa.list_, pa.large_list, pa.list_view, pa.large_list_view))(words))
    if kinds == {date}:
        days = [None if value is None else datetime.combine(value, datetime.min.time()) for value in values]
        return pa.array(days, rng.choice((pa.date32(), pa.date64(), *map(pa.timestamp, ("s", "ms", "us", "ns")))))
    if kinds == {int}:
        return pa.array(values, rng.choice((pa.int32(), pa.int64(), pa.float64(), pa.decimal128(12, 2))))
    if kinds == {int, Decimal}:
        return pa.array(values, pa.decimal128(12, 2))
    if kinds <= {int, float} or (len(kinds) == 1 and kinds != {str}):
        return pa.array(values)
    texts = [None if value is None else as_text(value) for value in values]
    return pa.array(texts, rng.choice((pa.string(), pa.large_string(), pa.string_view())))
