"""Asking a register for something: who asks, on which day, and what is written, in one unit of work or not at all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import ClassVar

from armslength.register.domain.commands import AnswerQuestion, Command, Open, SetControl
from armslength.register.domain.decide import decide
from armslength.register.domain.events import Event, PackVersion
from armslength.register.domain.go_ahead import needs_go_ahead
from armslength.register.domain.known import profile_of
from armslength.register.domain.making import Held, Now
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import Actor
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.state import State, fold
from armslength.register.exchange.concluding import Concluding, keep_outlook
from armslength.register.store.reading import Head, Reading
from armslength.register.store.register import Register
from engine import ArmslengthError, Given, RuleBase, UsageError, assess
from engine.source.characters import in_backticks
from engine.source.suggest import did_you_mean

NOON = time(12)
"""When something is entered as on a day that is over: at noon, so that the day is the same in every time zone near."""


class Refused(ArmslengthError):  # noqa: N818  it says what happened, as the contract with callers does
    """The register refused what was asked, and nothing was written; holds the refusal with its reason."""

    exit_code: ClassVar[int] = 1

    def __init__(self, refusal: Refusal) -> None:
        """Take the refusal."""
        super().__init__(refusal)
        self.refusal = refusal

    def lines(self) -> tuple[str, ...]:
        """Say why, and what has to come first."""
        return self.refusal.lines()

    def __str__(self) -> str:
        """Say it in one text."""
        return "\n".join(self.lines())


Asks = Callable[[RegisterOffice, State, Now, Head], Iterable[Command]]
"""Makes commands of a subject as it stands, on a day, in a register as it was before."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is asked for: the clock as it was read, and the day that people named, where they named one."""

    clock: datetime
    day: date | None = None

    def today(self, office: RegisterOffice) -> date:
        """Give the day that is meant."""
        return self.day or Now.of(self.clock, office.time_zone).today

    def to_write(self, office: RegisterOffice, latest: datetime | None) -> Now:
        """Give the moment of an entry: that of the clock, or one on the day that was named, after the `latest` entry.

        Raises `UsageError` for a day that has not come, and `Refused` for one before the latest entry.
        """
        now = Now.of(self.clock, office.time_zone)
        if self.day is None or self.day == now.today:
            return now
        if self.day > now.today:
            raise UsageError(f"{self.day} has not come yet; what is entered has happened")
        last = Now.of(latest, office.time_zone) if latest else None
        if last and last.today > self.day:
            reason = f"The register holds an entry of {last.today}, and a history is written in the order of its days. "
            raise Refused(Refusal("clock", f"{reason}Leave out the day, and say in your words when it happened."))
        noon = Now.of(datetime.combine(self.day, NOON, office.time_zone), office.time_zone)
        return max(noon, last, key=lambda each: each.at) if last else noon


def pack_of(base: RuleBase) -> PackVersion:
    """Name the pack that assessments are made with."""
    return PackVersion(base.pack.id, base.pack.version, base.sha256)


def to_say(base: RuleBase, name: str, given: Given, seen: int) -> AnswerQuestion | SetControl:
    """Make the command by which an answer to a question, or the status of a control, is said."""
    rest = (given.evidence, given.known, given.by, given.on)
    if name in base.controls:
        return SetControl(name, given.value if isinstance(given.value, str) else None, seen, *rest)
    if base.facts[name].kind == "text" and given.value is not None:
        return AnswerQuestion(name, None, seen, *rest, text=str(given.value))
    return AnswerQuestion(name, given.value, seen, *rest)


def decided(
    office: RegisterOffice, subject: str, state: State, commands: Iterable[Command], who: Actor, now: Now, why: str = ""
) -> tuple[Event, ...]:
    """Answer commands one after another, each as the ones before have left it. Raises `Refused` for the first."""
    made: tuple[Event, ...] = ()
    for command in commands:
        standing = fold((*state.history, *made)) if made else state
        answer = decide(subject, standing, command, who, now, why, held=_held(office, standing, command, now))
        if isinstance(answer, Refusal):
            raise Refused(_in_place(answer, command))
        made += answer
    return made


def _held(office: RegisterOffice, state: State, command: Command, now: Now) -> Held:
    """Say what a command is held to: with an assessment, with what is waived as in place, only where it needs one."""
    if not needs_go_ahead(command, state, office):
        return Held(office)
    profile = profile_of(state, office, now.today, waived=True)
    return Held(office, assess(office.base, profile, now.today, "reference").assessment)


def _in_place(refusal: Refusal, command: Command) -> Refusal:
    """Name the answer that was refused, which may be one of many, and the version of the one that stands."""
    match command:
        case AnswerQuestion(question=name) | SetControl(control=name):
            version = refusal.theirs.version if refusal.theirs else 0
            again = f" To change it, write {in_backticks(f'{name}@{version}=…')}." if version else ""
            return replace(refusal, reason=f"{in_backticks(name)}: {refusal.reason}{again}")
        case _:
            return refusal


def not_there(reading: Reading, subject: str) -> UsageError:
    """Say that a subject is not in the register, and which may be meant."""
    names = [each.name for each in reading.subjects()]
    return UsageError(f"{in_backticks(subject)} is not in the register{did_you_mean(subject, names)}")


def act(
    register: Register,
    office: RegisterOffice,
    subject: str,
    asks: Asks,
    who: Actor,
    moment: Moment,
    why: str = "",
    concluding: Concluding | None = None,
) -> tuple[Event, ...]:
    """Ask for something that is made of a subject as it stands, and give what was written.

    `concluding` concludes for lists, unless that is left to be made anew. Raises `Refused`, and what the register
    raises; nothing is written then.
    """
    with register.write() as unit:
        state = unit.state(subject)
        if not state.version:
            raise not_there(unit, subject)
        now = moment.to_write(office, unit.head().latest)
        made = decided(office, subject, state, asks(office, state, now, unit.head()), who, now, why)
        unit.append(made, state.version)
        keep_outlook(unit, concluding or Concluding(office), subject, Moment(moment.clock).today(office))
    return made


def enter(
    register: Register, office: RegisterOffice, subject: str, opening: Open, who: Actor, moment: Moment
) -> tuple[Event, ...]:
    """Enter a new subject, and give what was written. Raises `Refused` where one of that name is there already."""
    with register.write() as unit:
        now = moment.to_write(office, unit.head().latest)
        made = decided(office, subject, unit.state(subject), (opening,), who, now)
        unit.append(made, 0)
        keep_outlook(unit, Concluding(office), subject, Moment(moment.clock).today(office))
    return made
