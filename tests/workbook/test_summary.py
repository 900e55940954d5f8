"""What a portfolio comes to: counts that do not depend on the order of rows, and words for a terminal of any width."""

from dataclasses import replace
from random import Random

import pytest

from engine.interpret.reference.row import row_result
from engine.interpret.results import RowResult
from engine.portfolio.tally import Summary, Tally, crossed_decisions
from engine.render.portfolio.summary_page import missed_most, summary_text
from engine.rulebase.base import RuleBase
from engine.source.characters import terminal_width
from tests.conftest import Golden
from tests.packs.random_base import random_base, random_day, random_facts
from tests.packs.shipped import shipped
from tests.workbook.partners import decided, read_rows

BASE = shipped()


@pytest.fixture(scope="module")
def results() -> list[RowResult]:
    return [found for _, found in decided(BASE, *read_rows())]


def summary_of(base: RuleBase, results: list[RowResult], refused: int = 0) -> Summary:
    tally = Tally(base)
    for found in results:
        tally.add(found)
    tally.refuse(refused)
    return tally.summary()


def test_the_order_of_rows_never_matters(results: list[RowResult]) -> None:
    assert summary_of(BASE, results) == summary_of(BASE, results[::-1])


def test_every_row_stands_in_one_place_of_the_table() -> None:
    """For any pack: the cells of the table add up to the rows, and so do both its sides."""
    rng = Random(11)
    for _ in range(40):
        base = random_base(rng)
        results = [row_result(base, random_facts(rng, base), random_day(rng)) for _ in range(5)]
        summary = summary_of(base, results, refused=2)
        assert sum(summary.crossed.values()) == summary.decided == 5
        assert sum(summary.along(0).values()) == sum(summary.along(1).values()) == 5
        assert summary.rows == 7
        assert "5 decided, 2 refused" in summary_text(base, summary, 88)


def test_memory_does_not_grow_with_the_rows(results: list[RowResult]) -> None:
    """The counts have as many entries as there are values and controls, however many rows there are."""
    once, often = summary_of(BASE, results), summary_of(BASE, results * 50)
    assert often.decided == 50 * once.decided
    for name in ("crossed", "missing", "not_known"):
        assert len(getattr(often, name)) == len(getattr(once, name))


def test_model_by_level_is_what_is_crossed() -> None:
    assert [each.name for each in crossed_decisions(BASE)] == ["model", "oversight"]


def test_the_most_missed_come_first_and_the_gravest_first_among_equals() -> None:
    counts = {"insurance-in-place": 2, "named-contacts": 2, "figures-over-time": 9, "baseline-measured": 0}
    assert missed_most(BASE, counts, 5) == [
        ("figures-over-time", 9),
        ("named-contacts", 2),  # needed before the start
        ("insurance-in-place", 2),
    ]
    assert missed_most(BASE, counts, 1) == [("figures-over-time", 9)]


def test_the_forty_as_people_see_them(results: list[RowResult], golden: Golden) -> None:
    golden("forty-partners.txt", summary_text(BASE, summary_of(BASE, results, refused=1), 88))


@pytest.mark.parametrize("width", [1, 40, 60, 100])
def test_no_line_is_wider_than_the_terminal(results: list[RowResult], width: int) -> None:
    text = summary_text(BASE, summary_of(BASE, results), width)
    assert max(map(terminal_width, text.splitlines())) <= max(40, width)


def test_what_changed_is_counted_only_where_it_was_asked(results: list[RowResult]) -> None:
    changed = [replace(found, changed=("model",) if place else ()) for place, found in enumerate(results)]
    summary = summary_of(BASE, changed)
    assert summary.changed == len(results) - 1
    assert "39 rows came out otherwise than last time, or were not there." in summary_text(BASE, summary, 88)
    assert summary_of(BASE, results).changed is None
    some = "rows came out otherwise than last time, or were not there."
    assert f"20,000 {some}" in summary_text(BASE, replace(summary, changed=20_000), 88)
    one = summary_text(BASE, summary_of(BASE, changed[:2]), 88)
    assert "1 row came out otherwise than last time, or was not there." in one


def test_one_row_is_spoken_of_as_one(results: list[RowResult]) -> None:
    text = summary_text(BASE, summary_of(BASE, results[:1]), 88)
    assert text.startswith("1 row: 1 decided, 0 refused\n")


def test_no_row_at_all_says_so_and_nothing_else() -> None:
    assert summary_text(BASE, summary_of(BASE, []), 88).strip() == "0 rows: 0 decided, 0 refused"
