"""A change of scope comes first, and the start-up checks are repeated after it, never before."""

from datetime import date, timedelta

from engine.source.duration import duration_from
from tests.packs.shipped import shipped


def test_the_start_up_checks_fall_due_after_the_new_scope_on_whatever_day_the_change_is_found() -> None:
    controls = shipped().controls
    scope = duration_from(controls["scope-refreshed"].deadline)
    checks = duration_from(controls["start-gone-through-again"].deadline)
    assert scope is not None
    assert checks is not None
    for days in range(4 * 366):
        found = date(2027, 1, 1) + timedelta(days=days)
        assert scope.add_to(found) < checks.add_to(found), found
