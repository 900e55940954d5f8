"""Rows of a table without names of their own: the row that was put in, taken out, changed or moved is named."""

import random
from pathlib import Path

import pytest

from engine.checks.differences.words import DeclarationChange, changes
from engine.rulebase.base import RuleBase
from tests.differences.planted import PRICED
from tests.mutation.small import base, pack

FREE, LOW, FULL, HALF = ">= 5,,free", ",foot,low", ",,full", ">= 3,,low"
VISITS = tuple(f"{number},,{price}" for number in range(10) for price in ("free", "low", "full"))


ADDED = ("added", "prices-2", "")


def tabled(folder: Path, rows: list[str] | tuple[str, ...]) -> RuleBase:
    made = pack(folder, rules=PRICED)
    (made / "prices.csv").write_text("\n".join(["visits,comes_by,price", *rows]) + "\n", encoding="utf-8")
    return base(made)


def said(change: DeclarationChange) -> tuple[str, ...]:
    parts = (str((part.part, part.before, part.after)) if part.how == "moved" else part.part for part in change.parts)
    return (change.how, change.name, change.was, *parts)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((FREE, LOW, FULL), (HALF, FREE, LOW, FULL), [ADDED]),
        ((HALF, FREE, LOW, FULL), (FREE, LOW, FULL), [("removed", "prices-2", "")]),
        ((FREE, LOW, FREE, FULL), (LOW, FREE, FULL), [("removed", "prices-2", "")]),
        ((FREE, LOW, FULL), (FREE, HALF, FULL), [("changed", "prices-3", "", "when")]),
        (
            (FREE, LOW, HALF, FULL),
            (LOW, HALF, FREE, FULL),
            [("changed", "price", "", "('prices-4 (was prices-2)', (), ('prices-3',))")],
        ),
        (
            (FREE, LOW, HALF, FULL),
            (HALF, FREE, LOW, FULL),
            [("changed", "price", "", "('prices-2 (was prices-4)', ('prices-4',), ())")],
        ),
        ((FREE, LOW, FULL), (HALF, FREE, ",foot,free", FULL), [ADDED, ("changed", "prices-4", "prices-3", "then")]),
    ],
    ids=[
        "put in above",
        "taken out",
        "taken out, though another says the same",
        "changed",
        "moved down",
        "moved up",
        "put in above, and one below changed",
    ],
)
def test_the_row_that_is_not_as_it_was_is_named(
    tmp_path: Path, before: tuple[str, ...], after: tuple[str, ...], expected: list[tuple[str, ...]]
) -> None:
    found = changes(tabled(tmp_path / "before", before), tabled(tmp_path / "after", after))
    assert [said(each) for each in found] == expected


def test_rows_with_names_move_under_their_names(tmp_path: Path) -> None:
    bases = []
    for folder, order in (("before", "abcd"), ("after", "acdb")):
        made = pack(tmp_path / folder, rules=PRICED)
        rows = {"a": "a,1,,low", "b": "b,2,,free", "c": "c,2,foot,low", "d": "d,,,full"}
        lines = ["name,visits,comes_by,price", *(rows[name] for name in order)]
        (made / "prices.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        bases.append(base(made))
    (change,) = changes(*bases)
    assert said(change) == ("changed", "price", "", "('b', ('a',), ('d',))")


@pytest.mark.parametrize("seed", range(12))
def test_of_many_rows_only_those_that_were_edited_are_said(tmp_path: Path, seed: int) -> None:
    """Rows that all say something else, of which a few go, come or move: each is said once, under its line."""
    picked = random.Random(seed)
    drawn = picked.sample(VISITS, 16)
    rows, new = drawn[:12], drawn[12:]
    gone = picked.sample(rows, picked.randint(0, 2))
    kept = [row for row in rows if row not in gone]
    movers = picked.sample(kept, 1)
    after = [row for row in kept if row not in movers]
    at_first = kept.index(movers[0])
    at = picked.choice([place for place in range(len(after) + 1) if place != at_first])
    after.insert(at, movers[0])
    come = picked.sample(new, picked.randint(0, 3))
    for row in come:
        after.insert(picked.randint(0, len(after)), row)
    found = changes(tabled(tmp_path / "before", rows), tabled(tmp_path / "after", after))
    line = {row: f"prices-{place}" for place, row in enumerate(after, 2)}
    was = {row: f"prices-{place}" for place, row in enumerate(rows, 2)}
    removed = {each.name for each in found if each.how == "removed"}
    added = {each.name for each in found if each.how == "added"}
    moves = [part for each in found if each.kind == "decisions" for part in each.parts]
    edited = [each for each in found if each.how == "changed" and each.kind == "rules"]
    assert len(edited) <= min(len(gone), len(come)), "one that went where another came counts as changed"
    assert removed | {each.was or each.name for each in edited} == {was[row] for row in gone}
    assert added | {each.name for each in edited} == {line[row] for row in come}
    assert len(moves) == 1, "one row was moved, or two that lay side by side changed places"
    assert len(found) == len(removed) + len(added) + len(edited) + 1
