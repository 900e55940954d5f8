"""A word, on standard error, about days that lie after the day of assessment although the past is asked about."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine import Profile


def warn_of_days_to_come(profile: "Profile | None", days: Mapping[str, date], as_of: date) -> None:
    """Say of each such day where it stands."""
    from engine import Diagnostic
    from engine.commands.terminal import say

    for name, day in days.items():
        words = f"`{name}` asks about the past, but {day} lies after the day of assessment, {as_of}"
        place = None if profile is None else profile.places.get(name)
        say(str(Diagnostic("day-to-come", words, place, "warning")))
