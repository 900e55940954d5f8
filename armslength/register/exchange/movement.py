"""How a register moved over quarters: how many there were of each, and what moved from one to another."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from armslength.register.domain.events import Event
from armslength.register.domain.known import profile_of
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.register.domain.trends import Standing, quarter_ends
from armslength.register.domain.trends import movement as over_days
from armslength.register.store.register import Register
from engine import Conclusions, conclude_all

MOST_QUARTERS = 40
"""Quarters that are looked at, the last ones. Ten years are more than anybody draws. Beyond it: earlier ones are left
out."""


def movement(
    register: Register, office: RegisterOffice, until: date, quarters: int = MOST_QUARTERS
) -> tuple[Standing, ...]:
    """Count what there was at the end of each of the last quarters, and on the last day, with what moved.

    The first is the one in which the first entry was made, or as many `quarters` back.

    Each day is assessed by the rules that are installed now, so that what is seen to move are the arrangements.
    """
    histories: dict[str, list[Event]] = {}
    for event in register.events():
        histories.setdefault(event.subject, []).append(event)
    if not histories:
        return ()
    first = min(each[0].at for each in histories.values()).astimezone(office.time_zone).date()
    ends = quarter_ends(first, until - timedelta(days=1))[-quarters:]

    def concluded(states: Iterable[State], day: date) -> Iterator[Conclusions]:
        return conclude_all(office.base, (profile_of(state, office, day) for state in states), day)

    return over_days((tuple(each) for each in histories.values()), office, (*ends, until), concluded)
