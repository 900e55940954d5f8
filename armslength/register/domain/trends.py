"""How a register moves: what stood on a day, who has several subjects, what there was at each quarter's end."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from armslength.register.domain.events import Event, Stage
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.stale import decisions_of
from armslength.register.domain.state import State, fold
from engine import Assessment


@dataclass(frozen=True, slots=True)
class Standing:
    """What there was on a day: how many subjects at each stage, and at each value of the primary decisions.

    The values of a decision that was open are joined (`a or b`). What has ended is counted among the stages alone.
    `incidents` counts those from the first day of the quarter to the day.
    """

    day: date
    stages: Mapping[Stage, int]
    decisions: Mapping[str, Mapping[str, int]]
    incidents: int


def state_on(events: Iterable[Event], day: date, office: RegisterOffice) -> State:
    """Fold what had happened to a subject by the end of a day."""
    return fold(each for each in events if each.at.astimezone(office.time_zone).date() <= day)


def by_other_side(states: Iterable[State], office: RegisterOffice) -> Mapping[str, tuple[str, ...]]:
    """Map each other side that has more than one subject to these, in order; capitals and blanks make no difference."""
    found: dict[str, list[tuple[str, str]]] = {}
    for state in states:
        for name in state.header.get(office.other_side_field, ()):
            found.setdefault(" ".join(name.casefold().split()), []).append((name, state.subject))
    return {
        pairs[0][0]: tuple(sorted(subject for _, subject in pairs))
        for _, pairs in sorted(found.items())
        if len(pairs) > 1
    }


def quarter_ends(first: date, last: date) -> tuple[date, ...]:
    """List the last days of the quarters of the year that end from one day to another, both included."""
    nexts = (date(year, month, 1) for year in range(first.year, last.year + 2) for month in (1, 4, 7, 10))
    return tuple(end for each in nexts if first <= (end := each - timedelta(days=1)) <= last)


def movement(
    histories: Iterable[tuple[Event, ...]],
    office: RegisterOffice,
    days: Iterable[date],
    assess: Callable[[State, date], Assessment],
) -> tuple[Standing, ...]:
    """Count what there was on each of some days. A subject counts from the day on which it was entered."""
    known = tuple(histories)
    return tuple(_standing([state_on(each, day, office) for each in known], office, day, assess) for day in days)


def _standing(
    states: list[State], office: RegisterOffice, day: date, assess: Callable[[State, date], Assessment]
) -> Standing:
    open_then = [each for each in states if each.stage is not None]
    primary = office.base.pack.primary
    counts: dict[str, Counter[str]] = {name: Counter() for name in primary}
    for state in open_then:
        if state.stage is not Stage.ENDED:
            decided = decisions_of(assess(state, day))
            for name in primary:
                counts[name][" or ".join(decided[name])] += 1
    recent = [each for state in open_then for each in state.incidents.values() if _in_quarter(each.said.on, day)]
    stages = Counter(each.stage for each in open_then if each.stage is not None)
    return Standing(day, dict(stages), {name: dict(each) for name, each in counts.items()}, len(recent))


def _in_quarter(on: date, day: date) -> bool:
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    return first <= on <= day
