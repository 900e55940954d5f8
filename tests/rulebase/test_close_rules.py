"""Comparing rules in pairs: what one subject keeps apart is left out, and nothing else is."""

from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.checks.all_checks import check_pack
from engine.checks.candidate_pairs import close_pairs
from engine.checks.contradictions import are_exclusive, branches_of
from tests.packs.random_base import Size, random_base
from tests.packs.shipped import shipped
from tests.rulebase.tabled import TABLE, with_table

MANY = Size(facts=6, controls=1, decisions=6, rules=12, depth=2)


@given(st.integers(0, 2**32 - 1))
@example(1955)  # sets of values that have less in common than each of them
def test_no_pair_that_may_fire_together_is_left_out(seed: int) -> None:
    base = random_base(Random(seed), MANY)
    for rules in base.rules_of.values():
        asked = [branches_of(rule) for rule in rules]
        close = list(close_pairs(asked))
        assert len(close) == len(set(close))
        assert all(one < other for one, other in close)
        together = {
            pair for pair in combinations(range(len(rules)), 2) if not are_exclusive(asked[pair[0]], asked[pair[1]])
        }
        assert together <= set(close)


@pytest.mark.parametrize(
    "rows",
    [
        "people,berth\n" + "".join(f"{number % 12 + 1},inner\n" for number in range(12)),
        "people,berth\n1..4,inner\n5..8,outer\n9..12,none\n",
        "boat,wind,berth\ncanoe,,inner\nyacht,calm,outer\nyacht,not calm,none\n",
    ],
)
def test_rows_that_one_column_keeps_apart_are_no_finding(tmp_path: Path, rows: str) -> None:
    base = with_table(tmp_path / "pack", "unique", rows)
    assert not [each for each in check_pack(base, []) if each.code == "may-both-fire"]


def test_a_column_parts_hundreds_of_rows_at_a_glance() -> None:
    base = shipped()
    asked = [branches_of(rule) for rule in base.rules_of["model"]]
    assert len(list(close_pairs(asked))) < len(asked) * (len(asked) - 1) // 2


def test_rows_that_do_not_differ_are_named_until_it_is_enough(tmp_path: Path) -> None:
    rows = "people,boat,berth\n" + "".join(f">= {n % 12 + 1},,inner\n" for n in range(60))
    base = with_table(tmp_path / "pack", "unique", rows, TABLE)
    found = [each.code for each in check_pack(base, []) if each.code in ("may-both-fire", "not-compared")]
    assert found.count("may-both-fire") == 1001
    assert found.count("not-compared") == 1
