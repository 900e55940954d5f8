"""What falls due as an iCalendar file (RFC 5545), which Outlook, Google and Apple read.

Each line is a whole day of its own, with a name that stays while the day moves and a number that grows when it does,
so that a calendar moves what it shows. No name of a person stands in it, and no text that somebody wrote: a calendar is
seen by many, and its address is easily passed on. Calendars look again between once an hour and once a week.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from armslength.register.domain.due import DueLine
from armslength.register.domain.events import PackAdopted
from armslength.register.domain.office import DueKind, RegisterOffice
from armslength.register.domain.state import State
from engine import MissingExtra

NOWHERE: Mapping[str, str] = {}

OF_THE_PACK = frozenset({DueKind.REVIEW, DueKind.EARLY_REVIEW, DueKind.LEARNING, DueKind.SCOPE, DueKind.START_AGAIN})
"""The kinds whose lines are named by the pack; the others are named by people."""


@dataclass(frozen=True, slots=True)
class LineStamp:
    """When what a line rests on was entered, and a number that grows whenever the day of the line can have moved."""

    at: datetime
    sequence: int


def stamp_of(line: DueLine, state: State) -> LineStamp:
    """Give the stamp of a line: the moment of the event that it rests on, or of the first one.

    Its number grows with its event, and with other rules.
    """
    adopted = (number for number, each in enumerate(state.history, 1) if isinstance(each.body, PackAdopted))
    return LineStamp(state.history[max(line.event, 1) - 1].at, max(line.event, *adopted, 0))


def calendar(
    lines: Iterable[tuple[DueLine, LineStamp]], office: RegisterOffice, sources: Mapping[str, str] = NOWHERE
) -> bytes:
    """Write lines that fall due, of any number of subjects, as a calendar. A line without a day is left out.

    `sources` maps a subject to an address where it can be read. Raises `MissingExtra` where icalendar is not installed.
    """
    try:
        from icalendar import Calendar, Event
    except ModuleNotFoundError:
        raise MissingExtra("register") from None
    made = Calendar.new(
        prodid="-//armslength//register//EN", uid="due@armslength", name=office.subject.many.capitalize()
    )
    for line, stamp in lines:
        if line.on is None:
            continue
        says = f"{line.label}. {office.due[line.kind]}." if line.kind in OF_THE_PACK else f"{office.due[line.kind]}."
        event = Event.new(
            uid=f"{line.subject}/{line.key}@armslength",
            stamp=stamp.at.replace(microsecond=0),
            sequence=stamp.sequence,
            start=line.on,
            end=line.on + timedelta(days=1),
            summary=f"{line.subject}: {line.label if line.kind in OF_THE_PACK else office.due[line.kind]}",
            description=says,
            url=sources.get(line.subject),
        )
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())
