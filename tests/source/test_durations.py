"""Calendar arithmetic: what a length of time means from a given day on."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.source.duration import Duration, duration_from

parts = st.integers(0, 9999)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("P1M", "2026-01-31", "2026-02-28"),
        ("P1M", "2024-01-31", "2024-02-29"),
        ("P1Y", "2024-02-29", "2025-02-28"),
        ("P4Y", "2024-02-29", "2028-02-29"),
        ("P11M", "2026-01-31", "2026-12-31"),
        ("P12M", "2026-12-15", "2027-12-15"),
        ("P1Y1M", "2026-12-15", "2028-01-15"),
        ("P6W", "2026-01-01", "2026-02-12"),
        ("P2D", "2026-12-31", "2027-01-02"),
        ("PT24H", "2026-01-01", "2026-01-02"),
        ("PT48H", "2026-01-01", "2026-01-03"),
        ("PT36H", "2026-01-01", "2026-01-02"),
        ("PT23H", "2026-01-01", "2026-01-01"),
        ("P1M1D", "2026-01-31", "2026-03-01"),
        ("same_day", "2026-01-01", "2026-01-01"),
        ("P1D", "9999-12-31", "9999-12-31"),
        ("P1M", "9999-12-01", "9999-12-31"),
        ("P1M", "9999-01-15", "9999-02-15"),
        ("P9999Y", "2026-01-01", "9999-12-31"),
        ("P9999W", "9990-01-01", "9999-12-31"),
    ],
)
def test_it_ends_on_this_day(written: str, start: str, end: str) -> None:
    """Months and years before days; the end of a short month holds; nothing ends after the last day there is."""
    duration = duration_from(written)
    assert duration is not None
    assert duration.add_to(date.fromisoformat(start)) == date.fromisoformat(end)


@given(st.builds(Duration, parts, parts, parts, parts, parts))
def test_what_is_written_is_read_back(duration: Duration) -> None:
    """So that a stored result can be replayed."""
    assert duration_from(str(duration)) == duration


@given(st.builds(Duration, parts, parts, parts, parts, parts), st.dates())
def test_no_length_of_time_leads_back_or_fails(duration: Duration, start: date) -> None:
    """For every day of the calendar."""
    assert duration.add_to(start) >= start


def test_it_is_frozen() -> None:
    """A rule's rhythm is shared by all who read the rule."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        Duration().days = 1  # type: ignore[misc]
    assert not hasattr(Duration(), "__dict__")


@pytest.mark.parametrize(
    ("duration", "written"),
    [(Duration(), "P0D"), (Duration(1, 2, 3, 4, 5), "P1Y2M3W4DT5H"), (Duration(hours=24), "PT24H")],
)
def test_it_is_written_as_iso_8601(duration: Duration, written: str) -> None:
    """Parts that are zero are left out."""
    assert str(duration) == written
