"""How a register moves: what stood on a day, who has several subjects, what there was at each quarter's end."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from armslength.register.domain.events import Event, Stage
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.stale import decisions_of
from armslength.register.domain.state import State, fold
from engine import Conclusions


@dataclass(frozen=True, slots=True)
class Moved:
    """Subjects of which a decision came out otherwise than on the day before in the list.

    `was` is "" for what had not been entered then, and `now` is "" for what has ended since.
    """

    decision: str
    was: str
    now: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What there was on a day: how many subjects at each stage, and at each value of the decisions that are followed.

    The values of a decision that was open are joined (`a or b`). What has ended is counted among the stages alone.
    `incidents` counts those from the first day of the quarter to the day. `moves` are since the day before in the list.
    """

    day: date
    stages: Mapping[Stage, int]
    decisions: Mapping[str, Mapping[str, int]]
    incidents: int
    moves: tuple[Moved, ...] = ()


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
    conclude: Callable[[Sequence[State], date], Iterable[Conclusions]],
) -> tuple[Standing, ...]:
    """Count what there was on each of some days, and what moved since the one before.

    A subject counts from the day on which it was entered. The decisions are those that the pack follows.
    """
    known, found, before = tuple(histories), list[Standing](), dict[str, Mapping[str, str]]()
    for day in days:
        states = [state for each in known if (state := state_on(each, day, office)).stage is not None]
        going = [state for state in states if state.stage is not Stage.ENDED]
        concluded = zip(going, conclude(going, day), strict=True)
        now = {state.subject: _followed(each, office) for state, each in concluded}
        moves = tuple(_moves(before, now, office)) if found else ()
        found.append(_standing(states, now, office, day, moves))
        before = now
    return tuple(found)


def _followed(concluded: Conclusions, office: RegisterOffice) -> Mapping[str, str]:
    decided = decisions_of(concluded)
    return {name: " or ".join(decided[name]) for name in office.follows}


def _moves(
    before: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]], office: RegisterOffice
) -> Iterator[Moved]:
    for decision in office.follows:
        moved: dict[tuple[str, str], list[str]] = {}
        for subject in sorted(before.keys() | now.keys()):
            both = (before.get(subject, {}).get(decision, ""), now.get(subject, {}).get(decision, ""))
            if both[0] != both[1]:
                moved.setdefault(both, []).append(subject)
        yield from (Moved(decision, *both, tuple(subjects)) for both, subjects in sorted(moved.items()))


def _standing(
    states: list[State],
    values: Mapping[str, Mapping[str, str]],
    office: RegisterOffice,
    day: date,
    moves: tuple[Moved, ...],
) -> Standing:
    counts = {name: dict(Counter(each[name] for each in values.values())) for name in office.follows}
    recent = [each for state in states for each in state.incidents.values() if _in_quarter(each.said.on, day)]
    stages = Counter(each.stage for each in states if each.stage is not None)
    return Standing(day, dict(stages), counts, len(recent), moves)


def _in_quarter(on: date, day: date) -> bool:
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    return first <= on <= day
