"""All subjects of a register at once, as lists show them: kept in memory, and read anew only of those written of."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from threading import Lock
from typing import TypeVar, cast

from armslength.register.domain.due import DueLine
from armslength.register.domain.office import RegisterOffice
from armslength.register.exchange.calendar import LineStamp
from armslength.register.exchange.outlook import in_order, outlooks
from armslength.register.exchange.outlook_form import Outlook
from armslength.register.store.register import Register

Made = TypeVar("Made")
Pair = tuple[DueLine, LineStamp]


class Overview:
    """The outlooks of all subjects on a day, in the order in which they were entered, and what follows from them."""

    def __init__(self, by_name: Mapping[str, Outlook], lines: Iterable[Pair] | None = None) -> None:
        """Take the outlooks by subject; and the lines of them all, where they are known."""
        self.by_name = by_name
        self.outlooks = tuple(sorted(by_name.values(), key=lambda each: each.listed.opening))
        self._lines = lines
        self._rest: dict[object, object] = {}

    def once(self, what: object, make: Callable[[], Made]) -> Made:
        """Give what follows from these outlooks, and from nothing else; it is made once."""
        if what not in self._rest:
            self._rest[what] = make()
        return cast(Made, self._rest[what])

    @cached_property
    def lines(self) -> tuple[Pair, ...]:
        """What falls due, in order."""
        if self._lines is None:
            return in_order(pair for each in self.outlooks for pair in zip(each.due, each.stamps, strict=True))
        return in_order(self._lines)

    def with_(self, changed: Mapping[str, Outlook]) -> "Overview":
        """Put other outlooks in the place of some, or beside them."""
        lines = None
        if "lines" in self.__dict__:
            new = [pair for each in changed.values() for pair in zip(each.due, each.stamps, strict=True)]
            lines = [*(pair for pair in self.lines if pair[0].subject not in changed), *new]
        return Overview({**self.by_name, **changed}, lines)


class Overviews:
    """Keeps the last overview, with the number of the last entry that it has seen."""

    def __init__(self, register: Register, office: RegisterOffice) -> None:
        """Take the register, and the office of its pack."""
        self._register = register
        self._office = office
        self._lock = Lock()
        self._kept: tuple[date, int, Overview] | None = None

    def of(self, today: date) -> Overview:
        """Give the overview of a day, as the register stands."""
        with self._lock:
            day, seen, found = self._kept or (None, 0, Overview({}))
            with self._register.read() as reading:
                last, names = reading.written_since(seen)
            if day != today or last < seen:
                found = Overview(_by_name(outlooks(self._register, self._office, today)))
            elif names:
                found = found.with_(_by_name(outlooks(self._register, self._office, today, names)))
            self._kept = (today, last, found)
            return found


def _by_name(found: Iterable[Outlook]) -> dict[str, Outlook]:
    return {each.listed.name: each for each in found}
