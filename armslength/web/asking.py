"""What a route is asked: by whom, when, with what typed; and what it may ask of the register in return."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar, cast

from armslength.documents.office import Office
from armslength.register.domain.commands import Command, Open
from armslength.register.domain.events import Event
from armslength.register.domain.known import profile_of
from armslength.register.domain.making import Now
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import Actor, Right
from armslength.register.domain.state import State
from armslength.register.domain.trends import Standing
from armslength.register.exchange.acting import Asks, Moment, act, enter
from armslength.register.exchange.concluding import Concluding
from armslength.register.exchange.overview import Overview, Overviews
from armslength.register.exchange.telling import assessed
from armslength.register.store.reception.reception import reception_of
from armslength.register.store.reception.uploads import Upload
from armslength.register.store.register import Register
from armslength.web.documents import declared
from armslength.web.memory import Memory
from armslength.web.path import QuestionPath, path_of
from armslength.web.words import Words
from engine import Assessment, Conclusions, Result, conclude

Made = TypeVar("Made")

Typed = Mapping[str, tuple[str, ...]]
"""What a form sent, or what stands after the `?` of an address: by the name of the field, each as often as it came."""


MOST_ASSESSED = 64
"""What is counted: subjects whose assessment is kept in memory. Why so many: more than people look at within minutes,
in a few megabytes. Beyond it: the one that was assessed first is assessed anew."""


class NothingThere(LookupError):  # noqa: N818  it says what was found
    """What an address names is not in the register."""


@dataclass(frozen=True)
class Concluded:
    """What follows from a subject as it stood on a day: each thing is worked out when it is first asked for.

    `known` is what comes out, where that was concluded before.
    """

    state: State
    office: RegisterOffice
    today: date
    known: Conclusions | None = None
    rest: dict[str, object] = field(default_factory=dict)

    @cached_property
    def result(self) -> Result:
        """The whole assessment."""
        return assessed(self.state, self.office, self.today)

    @cached_property
    def conclusions(self) -> Assessment | Conclusions:
        """What comes out: of the assessment where it was made, else by itself, in a fraction of the time."""
        if "result" in vars(self):
            return self.result.assessment
        return self.known or conclude(self.office.base, profile_of(self.state, self.office, self.today), self.today)

    @cached_property
    def path(self) -> QuestionPath:
        """The questions that the subject is asked."""
        answers = profile_of(self.state, self.office, self.today).facts()
        answers = {**answers, **self.conclusions.assumed}
        return path_of(self.state, self.office, answers, self.conclusions, self.today)


@dataclass(frozen=True)
class Desk:
    """What all routes share: the register, its pack and office, the words, and the clock.

    `concluded` holds what was concluded last of a subject on a day. `moved` holds how all moved up to a day, with the
    size of the log from which that was counted.
    """

    register: Register
    office: RegisterOffice
    words: Words
    clock: Callable[[], datetime]
    concluded: dict[tuple[str, date], Concluded] = field(default_factory=dict, compare=False, repr=False)
    moved: dict[date, tuple[int, tuple[Standing, ...]]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def memory(self) -> Memory:
        """What was read of the register, until something is written to it."""
        return Memory(self.register)

    @cached_property
    def concluding(self) -> Concluding:
        """What concludes for lists as something is written; pages that are shown after that rest on the same."""
        return Concluding(self.office, self._conclude)

    def _conclude(self, state: State, today: date) -> Conclusions:
        found = conclude(self.office.base, profile_of(state, self.office, today), today)
        self.keep(Concluded(state, self.office, today, found))
        return found

    def keep(self, found: Concluded) -> None:
        """Keep what was concluded of a subject on a day, in the place of what was."""
        kept = self.concluded
        for oldest in tuple(kept)[: max(0, len(kept) - MOST_ASSESSED + 1)]:
            kept.pop(oldest, None)
        kept[(found.state.subject, found.today)] = found

    @cached_property
    def overviews(self) -> Overviews:
        """All subjects at once, as lists show them."""
        return Overviews(self.register, self.office)

    @property
    def documents(self) -> Office:
        """The documents that the pack declares."""
        return declared(self.office.base)


@dataclass(frozen=True, slots=True)
class Asking:
    """One request. `actor` is nobody at doors that are open; routes that need a right always have one."""

    desk: Desk
    actor: Actor | None
    clock: datetime
    typed: Typed
    query: Typed
    files: Mapping[str, tuple[str, bytes]]

    @property
    def office(self) -> RegisterOffice:
        """What the pack declares of its register."""
        return self.desk.office

    @property
    def who(self) -> Actor:
        """Who asks. Only routes that need a right may ask this."""
        if self.actor is None:
            raise TypeError("an open door has nobody who asks")
        return self.actor

    @property
    def today(self) -> date:
        """The day that it is, in the pack's time zone."""
        return Now.of(self.clock, self.office.time_zone).today

    def may(self, rights: frozenset[Right]) -> bool:
        """Tell whether who asks has one of these rights, so that a page offers what can be done."""
        return self.actor is not None and bool(rights & self.actor.rights)

    def say(self, key: str, **values: object) -> str:
        """Say a text of the pages."""
        return self.desk.words.say(key, **values)

    def first(self, name: str, otherwise: str = "") -> str:
        """Give the first text that was typed into a field."""
        return (self.typed.get(name) or (otherwise,))[0]

    def wanted(self, name: str, otherwise: str = "") -> str:
        """Give the first value of a name in the address."""
        return (self.query.get(name) or (otherwise,))[0]

    def state(self, subject: str) -> State:
        """Fold what stands of a subject. Raises `NothingThere`."""
        state = self.desk.memory.once(("state", subject), lambda: self.desk.register.state(subject))
        if not state.version:
            raise NothingThere(subject)
        return state

    def overview(self) -> Overview:
        """Give all subjects as lists show them today."""
        today = self.today
        return self.desk.memory.once(("overview", today), lambda: self.desk.overviews.of(today))

    def result(self, state: State) -> Result:
        """Assess a subject as it stands today; what was just assessed is not assessed again."""
        return self._concluded(state).result

    def conclusions(self, state: State) -> Assessment | Conclusions:
        """Give what comes out for a subject as it stands today, to pages that need no more of its assessment."""
        return self._concluded(state).conclusions

    def path(self, state: State) -> QuestionPath:
        """Work out which questions a subject is asked as it stands today."""
        return self._concluded(state).path

    def of(self, state: State, what: str, make: Callable[[], Made]) -> Made:
        """Give what follows from a subject as it stands today, and from nothing else; it is made once."""
        rest = self._concluded(state).rest
        if what not in rest:
            rest[what] = make()
        return cast(Made, rest[what])

    def files_of(self, subject: str) -> tuple[Upload, ...]:
        """List the files of a subject."""
        uploads = reception_of(self.desk.register).uploads
        return self.desk.memory.once(("files", subject), lambda: uploads.all(subject))

    def _concluded(self, state: State) -> Concluded:
        found = self.desk.concluded.get((state.subject, self.today))
        if found is None or found.state != state:
            found = Concluded(state, self.office, self.today)
            self.desk.keep(found)
        return found

    def act(self, subject: str, commands: Iterable[Command] | Asks, why: str = "") -> tuple[Event, ...]:
        """Ask the register for something, in one unit of work. Raises `Refused`, and what the register raises."""
        made = commands if callable(commands) else _always(tuple(commands))
        desk = self.desk
        return act(desk.register, self.office, subject, made, self.who, Moment(self.clock), why, desk.concluding)

    def enter(self, subject: str, opening: Open) -> tuple[Event, ...]:
        """Enter a new subject. Raises `Refused` where one of that name is there already."""
        return enter(self.desk.register, self.office, subject, opening, self.who, Moment(self.clock))


def _always(commands: tuple[Command, ...]) -> Asks:
    return lambda *_: commands
