"""Days as people write them: one day or none, never another than was meant."""

from datetime import date, timedelta
from random import Random

import pytest

from engine.source.days import read_day
from engine.source.diagnostics import Diagnostics
from engine.source.scalars import MONTH_NAMES
from engine.source.span import start_of
from engine.source.tree import Scalar


def read(text: str, *, day_first: bool = True) -> date | str | None:
    found = Diagnostics()
    day = read_day(Scalar(text, start_of("x"), quoted=False), found, day_first=day_first)
    assert (day is None) == bool(found.items)
    return found.items[0].message if found.items else day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-15", date(2026, 6, 15)),
        ("15 June 2026", date(2026, 6, 15)),
        ("15 Jun 26", date(2026, 6, 15)),
        ("15-Jun-26", date(2026, 6, 15)),
        ("15/Jun/2026", date(2026, 6, 15)),
        ("15th JUNE, 2026", date(2026, 6, 15)),
        ("1 Sept. 2026", date(2026, 9, 1)),
        ("June 15, 2026", date(2026, 6, 15)),
        ("  3   May 2026 ", date(2026, 5, 3)),
        ("12/03/2025", date(2025, 3, 12)),
        ("12.3.2025", date(2025, 3, 12)),
        ("12-03-25", date(2025, 3, 12)),
        ("3 3 2027", date(2027, 3, 3)),
        ("29 February 2024", date(2024, 2, 29)),
    ],
)
def test_a_day_as_people_write_it(text: str, day: date) -> None:
    assert read(text) == day


AS_IN = "as in `15 June 2026` or `2026-06-15`"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("March 2026", f"`March 2026` names no day; write it too, {AS_IN}"),
        ("03/2026", f"`03/2026` names no day; write it too, {AS_IN}"),
        ("2026-03", f"`2026-03` names no day; write it too, {AS_IN}"),
        ("2026", f"`2026` names no day; write it too, {AS_IN}"),
        ("03/25/2025", f"`03/25/2025` has no month 25: the day comes first; write it {AS_IN}"),
        ("31 June 2026", "`31 June 2026` is not a date; June 2026 has 30 days"),
        ("31/04/2026", "`31/04/2026` is not a date; April 2026 has 30 days"),
        ("15 Jun 62", f"`15 Jun 62` does not say which century; write the year with four figures, {AS_IN}"),
        ("0 June 2026", "`0 June 2026` is not a date; June 2026 has 30 days"),
        ("15 June 0000", "`15 June 0000` is not a date; write year, month and day as in `2026-03-31`"),
        ("15 Juno 2026", "`15 Juno 2026` is not a date; write year, month and day as in `2026-03-31`"),
        ("2026-02-30", "`2026-02-30` is not a date; February 2026 has 28 days"),
        ("n/a", "`n/a` is not a date; write year, month and day as in `2026-03-31`"),
        ("12/03-2025", "`12/03-2025` is not a date; write year, month and day as in `2026-03-31`"),
        ("１５ June 2026", "`１５ June 2026` is not a date; write year, month and day as in `2026-03-31`"),  # noqa: RUF001
    ],
)
def test_what_names_no_day_is_refused_with_a_way_out(text: str, words: str) -> None:
    assert read(text) == words


@pytest.mark.parametrize("text", ["12/03/2025", "12.03.2025", "25/03/2025", "1-2-25", "3 3 2027"])
def test_figures_need_the_word_of_the_pack(text: str) -> None:
    said = f"does not say which is the day and which the month; write the month in words, {AS_IN}"
    assert read(text, day_first=False) == f"`{text}` {said}"


def test_every_day_in_every_way_is_the_same_day() -> None:
    """Over all months, so that no abbreviation stands for two."""
    rng = Random(1)
    for _ in range(300):
        day = date(1950, 1, 1) + timedelta(days=rng.randrange(40_000))
        name = MONTH_NAMES[day.month]
        for text in (
            f"{day.day} {name} {day.year}",
            f"{day.day} {name[:3].upper()} {day.year}",
            f"{day.day:02}/{day.month:02}/{day.year}",
            f"{name} {day.day}, {day.year}",
        ):
            assert read(text) == day
