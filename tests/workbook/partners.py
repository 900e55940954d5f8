"""The forty partners, read from their CSV file and decided one by one by the reference."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from engine.interpret.reference.row import row_result
from engine.interpret.results import RowResult
from engine.profile.columns import CellFault, Columns, bind, read_cell
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Members

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "profiles" / "portfolio" / "forty-partners.csv"
AS_OF = date(2026, 11, 20)


def read_rows(path: Path = SOURCE) -> tuple[list[str], list[list[str]]]:
    """Read headings and rows of a plain CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        headings, *rows = csv.reader(file)
    return headings, rows


def facts_of(columns: Columns, cells: list[str]) -> dict[str, Answer]:
    """Read the answers of one row; a cell that can't be read is a fault of the test."""
    facts: dict[str, Answer] = {}
    for column in columns.of("fact", "member", "control"):
        answer = read_cell(column, cells[column.position])
        assert not isinstance(answer, CellFault), (column.heading, answer)
        if answer is None:
            continue
        if column.role != "member":
            facts[column.name] = answer
            continue
        so_far = facts.get(column.name, Members(frozenset(), frozenset()))
        assert isinstance(so_far, Members)
        one = frozenset({column.part})
        holds, fails = (so_far.holds | one, so_far.fails) if answer else (so_far.holds, so_far.fails | one)
        facts[column.name] = Members(holds, fails)
    return facts


def decided(base: RuleBase, headings: list[str], rows: list[list[str]]) -> Iterator[tuple[list[str], RowResult]]:
    """Decide every row by the reference."""
    columns = bind(headings, base)
    for cells in rows:
        yield cells, row_result(base, facts_of(columns, cells), AS_OF)
