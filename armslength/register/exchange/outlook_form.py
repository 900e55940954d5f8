"""What lists need of a subject, as a value; and the form in which it is kept."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from armslength.register.domain.due import DueKind, DueLine, SetBy
from armslength.register.domain.due_line import is_overdue
from armslength.register.domain.events import Person
from armslength.register.exchange.calendar import LineStamp
from armslength.register.store.reading import Listed


@dataclass(frozen=True, slots=True)
class DecidedAs:
    """What comes out of a decision: the values that it can have, one where it is settled; or all that it collects."""

    values: tuple[str, ...]
    settled: bool


@dataclass(frozen=True)
class Outlook:
    """What lists and reminders need of a subject, on a day.

    `missing_before_start` counts the controls that must come first and are not known to be in place, `symptoms` the
    signs of drift that are to be confirmed. `is_stale` tells whether something has changed since it was last signed.
    `stamps` has one stamp for each line of `due`.
    """

    listed: Listed
    decisions: Mapping[str, DecidedAs]
    due: tuple[DueLine, ...]
    missing_before_start: int
    symptoms: int
    is_stale: bool
    stamps: tuple[LineStamp, ...]

    @cached_property
    def overdue(self) -> int:
        """How many lines are overdue."""
        return sum(each.overdue for each in self.due)

    @cached_property
    def next_due(self) -> DueLine | None:
        """The line whose day comes first; none where no line has a day."""
        return min((each for each in self.due if each.on), key=lambda line: line.on or date.max, default=None)

    @cached_property
    def searched(self) -> str:
        """The texts by which a subject is found, in small letters: its id, and those of its head."""
        texts = (self.listed.name, *(text for texts in self.listed.header.values() for text in texts))
        return "\0".join(texts).casefold()

    @cached_property
    def people(self) -> str:
        """The names of those who set a day, in small letters."""
        return "\0".join(each.set_by.person.name for each in self.due if each.set_by.person).casefold()


def write_outlook(outlook: Outlook) -> str:
    """Write what is kept of an outlook: all but what lists show anyway, and whether a line is overdue."""
    decided = (
        f"{'=' if each.settled else '?'}{''.join(f'{value};' for value in each.values)}"
        for _, each in sorted(outlook.decisions.items())
    )
    lines = [_line(each, stamp) for each, stamp in zip(outlook.due, outlook.stamps, strict=True)]
    counts = [outlook.missing_before_start, outlook.symptoms, outlook.is_stale]
    return json.dumps(["\n".join(decided), lines, counts], separators=(",", ":"))


def _line(line: DueLine, stamp: LineStamp) -> list[object]:
    person = line.set_by.person
    return [
        line.kind, line.name, line.label, line.key, line.on.isoformat() if line.on else None,
        line.set_by.rules, line.set_by.cites, [person.name, person.role] if person else None, line.event, line.after,
        stamp.at.isoformat(), stamp.sequence,
    ]  # fmt: skip


class OutlookReader:
    """Reads outlooks as they were kept."""

    def __init__(self, decisions: Iterable[str]) -> None:
        """Take the names of the decisions, in the order in which they are kept."""
        self.places = {name: place for place, name in enumerate(decisions)}
        self._known: dict[str, DecidedAs] = {}

    def read(self, listed: Listed, data: str, today: date) -> Outlook:
        """Read an outlook on a day for which it holds."""
        decided, lines, (missing, symptoms, is_stale) = json.loads(data)
        due = [_line_read(listed.name, each, today) for each in lines]
        return Outlook(
            listed=listed,
            decisions=_KeptDecisions(self, decided),
            due=tuple(line for line, _ in due),
            missing_before_start=missing,
            symptoms=symptoms,
            is_stale=is_stale,
            stamps=tuple(stamp for _, stamp in due),
        )

    def decided(self, written: str) -> DecidedAs:
        """Read what comes out of a decision: one value for all subjects that share it."""
        known = self._known.get(written)
        if known is None:
            known = self._known[written] = DecidedAs(tuple(written[1:].split(";")[:-1]), written[0] == "=")
        return known


class _KeptDecisions(Mapping[str, DecidedAs]):
    """The decisions of a subject as they were kept; each is read when it is asked for, since most lists ask for few."""

    __slots__ = ("_reader", "_written")

    def __init__(self, reader: OutlookReader, written: str) -> None:
        self._reader, self._written = reader, written

    def __getitem__(self, name: str) -> DecidedAs:
        return self._reader.decided(self._written.split("\n")[self._reader.places[name]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._reader.places)

    def __len__(self) -> int:
        return len(self._reader.places)


_KINDS = {each.value: each for each in DueKind}


def _line_read(subject: str, written: list[Any], today: date) -> tuple[DueLine, LineStamp]:
    kind, name, label, key, day, rules, cites, person, event, after, at, sequence = written
    on = None if day is None else date.fromisoformat(day)
    set_by = SetBy(tuple(rules), tuple(cites), person and Person(*person))
    overdue = is_overdue(on, today)
    line = DueLine(subject, _KINDS[kind], name, label, key, on, overdue, set_by, event, after)
    return line, LineStamp(datetime.fromisoformat(at), sequence)
