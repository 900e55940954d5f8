"""How many answers it takes: fewer by the next best question than in the fixed order, and never fewer than suffice."""

from itertools import combinations
from pathlib import Path
from random import Random

from bench.interviews import Interviews, least, random_answers
from tests.inquiry.packs import written
from tests.packs.shipped import shipped, shipped_examples

MOST = 0.75
"""Of the answers in the fixed order, those that the next best questions need on a few profiles at most.

The aim over all is 0.6, see docs/performance.md; few profiles scatter.
"""


def test_on_a_few_shipped_profiles_and_on_chance_the_next_best_question_needs_far_fewer_answers() -> None:
    base, rng = shipped(), Random(3)
    interviews = Interviews(base, base.pack.primary)
    for profiles in (
        [each.facts() for each in shipped_examples()[1::10]],
        [random_answers(base, rng) for _ in range(15)],
    ):
        found = [interviews.answers(facts) for facts in profiles]
        assert sum(each.best for each in found) <= MOST * sum(each.fixed for each in found)
        assert all(each.skipping <= each.fixed for each in found)
        fewest = [least(interviews, facts) for facts in profiles[:4]]
        assert all(each <= one.best for each, one in zip(fewest, found, strict=False))


def test_the_least_number_of_answers_is_that_of_the_smallest_set_that_suffices(tmp_path: Path) -> None:
    base = written(
        tmp_path,
        ["a", "b", "c", "d", "e"],
        {
            "one.top": {
                "any": [{"all": [{"a": "yes"}, {"b": "yes"}]}, {"all": [{"b": "yes"}, {"c": "yes"}, {"d": "no"}]}]
            },
            "two.high": {"at_least": {"n": "2", "of": [{"a": "yes"}, {"d": "no"}, {"e": "yes"}]}},
        },
    )
    interviews = Interviews(base, ["one", "two"])
    rng = Random(1)
    for _ in range(20):
        facts = random_answers(base, rng)
        sets = (some for size in range(6) for some in combinations(facts, size))
        enough = next(
            some for some in sets if interviews.told({each: facts[each] for each in some}) == interviews.told(facts)
        )
        assert least(interviews, facts) == len(enough)


def test_the_fixed_order_asks_all_that_applies_and_skipping_what_matters(tmp_path: Path) -> None:
    base = written(tmp_path, ["a", "b", "c"], {"one.top": {"all": [{"a": "yes"}, {"c": "yes"}]}})
    interviews = Interviews(base, ["one"])
    assert interviews.order[:3] == ["a", "b", "c"]
    found = interviews.answers({"a": True, "b": True, "c": True})
    assert (found.fixed, found.skipping, found.best) == (3, 2, 2)
    found = interviews.answers({"a": False})
    assert (found.fixed, found.best) == (1, 1)
