"""One thing that falls due, and what the lines of one subject on one day are worked out from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from armslength.register.domain.entities import Kept
from armslength.register.domain.events import Ended, Opened, Paused, Person, Resumed, Started
from armslength.register.domain.known import IN_PLACE, worst_incident
from armslength.register.domain.office import DueKind, RegisterOffice
from armslength.register.domain.state import State
from engine import Assessment, Conclusions, ControlFound

__all__ = ["DueKind", "DueLine", "DueOf", "SetBy", "Since"]


@dataclass(frozen=True, slots=True)
class SetBy:
    """What set a day: rules of the pack with all that they cite, or a person."""

    rules: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that falls due.

    `key` stays while the day moves, and is another once the thing was done. `on` is the last day; none where nothing
    set one. `event` is the number of the event that the day rests on (0: none). `after` is the key of a line that comes
    first.
    """

    subject: str
    kind: DueKind
    name: str
    label: str
    key: str
    on: date | None
    overdue: bool
    set_by: SetBy
    event: int = 0
    after: str = ""


def is_overdue(on: date | None, today: date) -> bool:
    """Tell whether a day is overdue: from the day after; the day itself is included."""
    return on is not None and today > on


@dataclass(frozen=True, slots=True)
class Since:
    """A day, and the number of the event that made it so (0: none)."""

    day: date
    event: int


@dataclass(frozen=True)
class DueOf:
    """What the lines of one subject on one day are worked out from."""

    state: State
    office: RegisterOffice
    concluded: Assessment | Conclusions
    today: date

    def line(
        self,
        kind: DueKind,
        name: str,
        label: str,
        on: date | None,
        set_by: SetBy,
        event: int,
        key: str = "",
        after: str = "",
    ) -> DueLine:
        """Make one line."""
        named, overdue = key or f"{kind}/{name}", is_overdue(on, self.today)
        return DueLine(self.state.subject, kind, name, label, named, on, overdue, set_by, event, after)

    def set_by(self, rules: Iterable[str], cites: Iterable[str]) -> SetBy:
        """Name rules with all that is cited: by what they set, and by themselves."""
        named = tuple(sorted(rules))
        known = (self.office.base.rules[rule] for rule in named if rule in self.office.base.rules)
        return SetBy(named, tuple(dict.fromkeys((*cites, *(cite for rule in known for cite in rule.cites)))))

    @cached_property
    def facts(self) -> Mapping[str, tuple[str, ...]]:
        """The rules that fired, each with the questions that make it so."""
        return self.concluded.fired

    @cached_property
    def required(self) -> dict[str, ControlFound]:
        """The controls that a rule requires for certain."""
        return {each.name: each for each in self.concluded.controls if each.required == "yes"}

    def in_place_since(self, control: str) -> int:
        """Give the number of the event that last said that a control is in place; 0 where it is not."""
        kept = self.state.current(control)
        return kept.number if kept and kept.value == IN_PLACE else 0

    def since(self, rules: Iterable[str]) -> Since | None:
        """Find since when the first of some rules has had all that it rests on; none where that can't be told."""
        found = [each for rule in rules if (each := self.resting_since(rule))]
        return min(found, key=lambda each: (each.day, each.event), default=None)

    def resting_since(self, rule: str) -> Since | None:
        """Find since when a rule has had all that it rests on: when the last of its answers became what it is.

        None where it rests on the time that has passed since a day, or on nothing that is recorded here.
        """
        found = []
        for name in self.facts.get(rule, ()):
            known = self.office.knows.get(name)
            if name in self.office.base.facts and self.office.base.facts[name].kind == "date":
                return None
            since = self.known_since(known.source) if known else None
            since = since or self.answered_since(self.state.answers.get(name) or self.state.controls.get(name) or ())
            if since:
                found.append(since)
        return max(found, key=lambda each: (each.day, each.event), default=None)

    def answered_since(self, given: tuple[Kept, ...]) -> Since | None:
        """Find since when the answer is what it is: giving the same answer again moves no day."""
        since = None
        for each in reversed(given):
            if each.value != given[-1].value:
                break
            since = Since(each.at.astimezone(self.office.time_zone).date(), each.number)
        return since

    def known_since(self, source: str) -> Since | None:
        """Find since when what the register knows is so: the stage, or what hangs on the gravest incident."""
        moves = (Opened, Started, Paused, Resumed, Ended)
        if source == "stage" and self.state.since:
            event = max((n for n, each in enumerate(self.state.history, 1) if isinstance(each.body, moves)), default=0)
            return Since(self.state.since, event)
        if source in ("stage", "first_day", "last_review"):
            return None
        for name, known in self.office.knows.items():
            if known.source == "worst_incident":
                worst = worst_incident(known, self.office.base.facts[name], self.state, self.today)
                return Since(worst.said.on, worst.number) if worst else None
        return None
