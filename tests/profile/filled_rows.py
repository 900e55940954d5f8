"""Profiles as people fill them in: rows of cells by names or in words, in every form of table."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from engine.profile.profile import Profile
from engine.profile.rows import bind_table, read_row
from engine.rulebase.base import RuleBase
from engine.rulebase.controls import STATUS_LABELS
from engine.rulebase.facts import Answer, Fact, Members
from engine.source.diagnostics import Diagnostics
from engine.source.tables.guard import guarded
from engine.source.tables.read import read_tables

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
    assert [each.faults for each in found if each.faults] == []
    return [each.profile for each in found if each.profile is not None]


def same(one: list[Profile], other: tuple[Profile, ...]) -> bool:
    assert [each.id for each in one] == [each.id for each in other]
    for mine, theirs in zip(one, other, strict=True):
        assert mine.facts() == theirs.facts()
        assert mine.header == theirs.header
        assert mine.sha256 == theirs.sha256
    return True
