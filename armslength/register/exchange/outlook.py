"""What lists and reminders need of every subject, on a day: what is decided, what falls due, what is lacking.

It is concluded from the events, and what was concluded is kept beside them, with the version of the subject, the pack
and program that concluded it, and the days for which it holds. What does not fit is as if it were not there.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from armslength.register.domain.due import DueLine
from armslength.register.domain.office import RegisterOffice
from armslength.register.exchange.acting import not_there
from armslength.register.exchange.calendar import LineStamp
from armslength.register.exchange.concluding import Concluding, listed_of
from armslength.register.exchange.outlook_form import DecidedAs, Outlook
from armslength.register.exchange.telling import states_on
from armslength.register.store.outlooks import keep_outlooks
from armslength.register.store.reading import Listed, Reading
from armslength.register.store.register import Register
from engine.rulebase.periods import Period
from engine.source.duration import Duration

__all__ = ["DecidedAs", "Outlook", "due_lines", "in_order", "kept_otherwise", "outlooks"]

FEW = 20
"""Subjects that are looked up one by one: for more, everything that was kept is read."""

AT_ONCE = 200
"""Outlooks that are worked out before they are kept."""


def outlooks(
    register: Register, office: RegisterOffice, today: date, subjects: Iterable[str] | None = None
) -> tuple[Outlook, ...]:
    """Give the outlook of every subject on a day, in the order in which they were entered, or of those that are named.

    For a day before the latest entry, it is that of what had been entered by the end of that day; all of it is worked
    out then. Raises `UsageError` for a name that is not there.
    """
    concluding = Concluding(office)
    names = None if subjects is None else tuple(dict.fromkeys(subjects))
    with register.read() as reading:
        latest = reading.head().latest
        is_past = latest is not None and latest.astimezone(office.time_zone).date() > today
        if not is_past:
            return tuple(_of_now(register, reading, concluding, _wanted(reading, names), today))
    states = states_on(register, office, today)
    if gone := [each for each in names or () if each not in states]:
        with register.read() as reading:
            raise not_there(reading, gone[0])
    listed = (listed_of(name, number, state) for number, (name, state) in enumerate(states.items(), 1))
    return tuple(
        concluding.outlooks([(each, states[each.name]) for each in listed if not names or each.name in names], today)
    )


def kept_otherwise(register: Register, office: RegisterOffice) -> tuple[str, ...]:
    """Say of which subjects something is kept, for this pack and program, that is not what their events say."""
    concluding, wrong = Concluding(office), []
    with register.read() as reading:
        for kept in list(reading.kept_outlooks(concluding.made_by)):
            state, day = reading.state(kept.subject), kept.first or kept.last or date.max
            outlook = concluding.outlook(listed_of(kept.subject, 0, state), state, day)
            if concluding.kept(outlook, state, day) != kept:
                wrong.append(f"What is kept of `{kept.subject}` for lists is not what its events say.")
    return tuple(wrong)


def due_lines(
    found: Iterable[Outlook], today: date, within: Duration | None = None
) -> tuple[tuple[DueLine, LineStamp], ...]:
    """List what falls due for several subjects, by day: all of it, or what is overdue and what comes within a time."""
    last = date.max if within is None else within.add_to(today)
    lines = (pair for each in found for pair in zip(each.due, each.stamps, strict=True))
    return in_order(pair for pair in lines if pair[0].on is None or pair[0].on <= last)


def in_order(lines: Iterable[tuple[DueLine, LineStamp]]) -> tuple[tuple[DueLine, LineStamp], ...]:
    """Put what falls due in order: by day, what has none last, and by subject."""
    return tuple(sorted(lines, key=lambda pair: (pair[0].on or date.max, pair[0].subject, pair[0].key)))


def _wanted(reading: Reading, names: Iterable[str] | None) -> Mapping[str, Listed]:
    """Read what lists show, of all subjects or of those that are named."""
    wanted = None if names is None else tuple(names)
    listed = {each.name: each for each in reading.subjects(wanted if wanted and len(wanted) <= FEW else None)}
    for name in wanted or ():
        if name not in listed:
            raise not_there(reading, name)
    return listed if wanted is None else {name: each for name, each in listed.items() if name in wanted}


def _of_now(
    register: Register, reading: Reading, concluding: Concluding, wanted: Mapping[str, Listed], today: date
) -> Iterator[Outlook]:
    """Walk outlooks as they were kept, and conclude and keep those that were not, or that hold no more."""
    found = {}
    for name in (None,) if len(wanted) > FEW else wanted:
        for kept in reading.kept_outlooks(concluding.made_by, name):
            if Period(kept.first, kept.last).holds(today) and kept.subject in wanted:
                found[kept.subject] = concluding.reader.read(wanted[kept.subject], kept.data, today)
    missing = [name for name in wanted if name not in found]
    for start in range(0, len(missing), AT_ONCE):
        states = reading.states(missing[start : start + AT_ONCE])
        new = concluding.outlooks([(wanted[name], state) for name, state in states.items()], today)
        made = dict(zip(states, new, strict=True))
        keep_outlooks(register.database, [concluding.kept(made[name], states[name], today) for name in made])
        found |= made
    yield from (found[name] for name in wanted)
