"""The intervals of a number that rules tell apart: every number of one passes the same tests."""

from collections.abc import Iterable

from engine.rulebase.conditions import Between, Test
from engine.rulebase.facts import Fact

MOST_DIGITS = 10**15 - 1
"""The largest number that is considered where a question has no range: as large as can be written."""


def intervals(fact: Fact, tests: Iterable[Test]) -> list[int]:
    """List the first number of each interval that the tests tell apart, from the lowest."""
    low, high = fact.range or (-MOST_DIGITS, MOST_DIGITS)
    firsts = {low}
    for test in tests:
        if isinstance(test, Between):
            firsts |= {test.low} if test.low is not None else set()
            firsts |= {test.high + 1} if test.high is not None else set()
    return sorted(first for first in firsts if low <= first <= high)
