"""A subject that is taken through its years by commands, each on its day, under the shipped rules."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from armslength.register.declared import read_register
from armslength.register.domain.commands import AnswerQuestion, Command, Open, SetControl
from armslength.register.domain.decide import decide
from armslength.register.domain.due import DueLine, due
from armslength.register.domain.events import Event, PackVersion, Person
from armslength.register.domain.known import profile_of
from armslength.register.domain.making import Held, Now
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.permission import Actor, Right
from armslength.register.domain.refusal import Refusal
from armslength.register.domain.stale import to_sign
from armslength.register.domain.state import State, fold
from engine import Assessment, Profile, assess, load_pack, read_profiles, shipped_folder

GRACE, TOM = Person("Grace Obi", "service_manager"), Person("Tom Reed", "registered_manager")


@cache
def office() -> RegisterOffice:
    return read_register(load_pack())


@cache
def example(name: str) -> Profile:
    (profile,) = read_profiles(shipped_folder().parent / "profiles" / f"{name}.yaml", office().base)
    return profile


def pack_version() -> PackVersion:
    base = office().base
    return PackVersion(base.pack.id, base.pack.version, base.sha256)


class Course:
    """What was done to one subject so far."""

    def __init__(self, name: str = "course", *, may_wait: bool = False) -> None:
        """`may_wait`: it starts only where nothing that comes first is missing; else it starts all the same."""
        self.name, self.may_wait = name, may_wait
        self.events: list[Event] = []

    @property
    def state(self) -> State:
        return fold(self.events)

    def on(self, day: str, *commands: Command, by: Person = TOM, why: str = "as agreed") -> None:
        """Give commands on a day; each has to be answered with events."""
        for command in commands:
            answer = self.ask(day, command, by=by, why=why)
            assert not isinstance(answer, Refusal), answer
            self.events.extend(answer)

    def ask(self, day: str, command: Command, *, by: Person = TOM, why: str = "") -> tuple[Event, ...] | Refusal:
        """Give a command on a day, and what it is answered with; nothing is kept."""
        today = date.fromisoformat(day)
        at = datetime(today.year, today.month, today.day, 12, 0, tzinfo=UTC)
        held = Held(replace(office(), start=None))
        if self.may_wait:
            held = Held(office(), self.assessed(day, waived=True))
        return decide(self.name, self.state, command, Actor(by, frozenset(Right)), Now(at, today), why, held=held)

    def answer(self, day: str, **answers: Any) -> None:
        """Answer questions, whatever was answered before."""
        for name, value in answers.items():
            self.on(day, AnswerQuestion(name, value, seen=self.state.seen(name), evidence="Seen.", known="observed"))

    def set(self, day: str, name: str, status: str) -> None:
        """Say whether a control is in place, whatever was said before."""
        self.on(day, SetControl(name, status, seen=self.state.seen(name)))

    def enter(self, day: str, profile: Profile, command: Open, leave_out: Sequence[str] = ()) -> None:
        """Enter a subject with the answers of an example, save those that the register is to know by itself."""
        self.on(day, replace(command, header=profile.header))
        for name, given in profile.answers.items():
            if name not in leave_out and name not in office().knows:
                self.on(day, AnswerQuestion(name, given.value, 0, given.evidence, given.known))
        for name, given in profile.controls.items():
            if name not in leave_out:
                self.on(
                    day, SetControl(name, str(given.value) if given.value else None, 0, given.evidence, given.known)
                )

    def assessed(self, day: str, *, waived: bool = False) -> Assessment:
        today = date.fromisoformat(day)
        profile = profile_of(self.state, office(), today, waived=waived)
        return assess(office().base, profile, as_of=today, engine="reference").assessment

    def sign(self, day: str) -> None:
        self.on(day, to_sign(self.state, office(), self.assessed(day), "f" * 64, "I agree."))

    def due(self, day: str) -> tuple[DueLine, ...]:
        return due(self.state, office(), self.assessed(day), date.fromisoformat(day))

    def dates(self, day: str) -> dict[str, str]:
        """Map what falls due, by kind and name, to its day; an overdue one has a mark."""
        return {
            f"{each.kind}/{each.name}": f"{each.on or 'no day'}{' overdue' * each.overdue}" for each in self.due(day)
        }
