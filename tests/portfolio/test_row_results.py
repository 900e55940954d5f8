"""A row of results and the cells of a table are two forms of the same, and one place names the columns."""

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

import engine
from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import result_columns
from engine.interpret.results import RowResult, cell_from, cell_text, row_from
from engine.portfolio.compare import row_changes
from engine.rulebase.base import RuleBase
from engine.rulebase.taken_headings import RESULT_PREFIX
from tests.packs.random_base import random_base, random_day, random_facts
from tests.packs.tables import shown_whole
from tests.volume import seeds

ENGINE = Path(engine.__file__).parent
NAMES_THE_COLUMNS = ENGINE / "interpret/result_columns.py"
PASSES_THEM_OVER = {
    ENGINE / "rulebase/taken_headings.py",
    ENGINE / "profile/headings.py",
    ENGINE / "profile/columns.py",
}


def random_rows(seed: int) -> Iterator[tuple[RuleBase, RowResult]]:
    rng = Random(seed)
    for _ in range(10):
        base = shown_whole(rng, random_base(rng))
        for _ in range(10):
            yield base, row_result(base, random_facts(rng, base), random_day(rng))


@pytest.mark.parametrize("seed", seeds(1, 3))
def test_a_row_read_back_from_its_cells_is_the_same(seed: int) -> None:
    for base, row in random_rows(seed):
        cells = row.cells(result_columns(base))
        assert row_from(result_columns(base), cells) == row


@pytest.mark.parametrize("seed", seeds(1, 3))
def test_a_row_read_back_from_texts_is_the_same(seed: int) -> None:
    for base, row in random_rows(seed):
        columns = result_columns(base)
        read = {column.name: cell_from(column, cell_text(row.cell(column))) for column in columns}
        assert row_from(columns, read) == row


def test_a_row_that_was_refused_says_nothing_else() -> None:
    base = random_base(Random(1))
    cells = RowResult(errors="visits: -1").cells(result_columns(base))
    assert {name: cell for name, cell in cells.items() if cell not in (None, (), "")} == {"result_errors": "visits: -1"}


def stated(row: RowResult, decisions: Sequence[str]) -> dict[str, object]:
    """What is compared of a row, by the kind of change; not the rules, nor what is unknown."""
    controls = row.controls
    return {
        "decision": [replace(row.decision(name), rules=()) for name in decisions],
        "control": (controls.required, set(controls.interim) - set(controls.required)),
        "missing": controls.missing,
        "warning": row.warnings,
    }


def test_nothing_changes_from_a_row_to_itself_and_whatever_differs_is_found() -> None:
    found: Counter[str] = Counter()
    for (base, row), (_, other) in pairwise(random_rows(7)):
        names = base.pack.headline
        old, new = stated(row, names), stated(other, names)
        differs = {kind for kind in old if old[kind] != new[kind]}
        assert not list(row_changes(row, row, names, {}))
        assert {each.kind for each in row_changes(row, other, names, {})} == differs
        found.update(differs)
    assert min(found[kind] for kind in ("decision", "control", "missing", "warning")) > 10


def test_one_place_puts_the_names_of_result_columns_together() -> None:
    """No other module spells what they begin with, and none but those on the way in even knows it."""
    for path in ENGINE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                assert RESULT_PREFIX not in node.value or path in PASSES_THEM_OVER, path
            if isinstance(node, ast.alias):
                assert node.name != "RESULT_PREFIX" or path in {NAMES_THE_COLUMNS, *PASSES_THEM_OVER}, path
