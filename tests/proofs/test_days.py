"""How old a date must be: found near the mean length of an age, and held against trying every day."""

from datetime import date, timedelta

import pytest

pytest.importorskip("z3")

from engine.interpret.symbolic.days import kinds_of_days, last_older
from engine.source.duration import Duration
from tests.packs.random_profile import AGES

DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(0, 1461, 7)] + [date(2024, 2, 29), date(2025, 3, 1)]
LONG = (Duration(months=7), Duration(years=9, months=11, days=30), Duration(months=1, days=1), Duration(weeks=104))


@pytest.mark.parametrize("age", [*AGES, *LONG], ids=str)
def test_the_last_date_that_is_older_is_found(age: Duration) -> None:
    for day in DAYS:
        found = last_older(age, day)
        assert found is not None
        assert age.add_to(found) < day <= age.add_to(found + timedelta(days=1)), (age, day)


def test_an_age_that_the_calendar_cannot_reach_is_never_passed() -> None:
    assert last_older(Duration(years=3000), date(2026, 3, 31)) is None


def test_a_month_and_thirty_days_end_in_three_orders() -> None:
    """After a month of 31 days, of 30, and of fewer; and no order is listed twice."""
    month, days = Duration(months=1), Duration(days=30)
    kinds = kinds_of_days((month, days))
    orders = [(kind.last_older[month] or date.min) - (kind.last_older[days] or date.min) for kind in kinds]
    assert sorted(order.days > 0 for order in orders) == [False, False, True]
    assert len({(order.days > 0, order.days < 0) for order in orders}) == 3


def test_ages_of_one_unit_end_in_one_order() -> None:
    assert len(kinds_of_days((Duration(days=1), Duration(weeks=6), Duration(hours=47)))) == 1
    assert len(kinds_of_days((Duration(months=1), Duration(years=1)))) == 1
