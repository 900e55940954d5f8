"""The rulesets of the last few rule bases stay registered: to register them costs more than to evaluate a profile."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from engine.errors import InternalError
from engine.interpret.durable.compile import compile_program
from engine.interpret.durable.host import Host
from engine.interpret.durable.program import Program
from engine.rulebase.base import RuleBase

_MOST_KEPT = 4
"""Rule bases that durable-rules holds ready. Each takes memory that it gives back only as a whole; another is compiled
anew."""

_lock = Lock()


@dataclass(frozen=True, slots=True)
class Machine:
    """A program and the hosts that run it."""

    base: RuleBase
    program: Program
    main: Host
    meanwhile: Host | None

    def hosts(self) -> Iterator[Host]:
        """List the hosts."""
        yield self.main
        if self.meanwhile is not None:
            yield self.meanwhile


_kept: list[Machine] = []
"""The machine used last stands last."""


@contextmanager
def registered(base: RuleBase, program: Program | None) -> Iterator[Machine]:
    """Give the machine of a rule base to one caller at a time, for one profile.

    After an error the machine is given up, since nobody knows what its session still holds.
    """
    with _lock:
        machine = _find(base, program) or _make(base, program)
        _kept.append(machine)
        try:
            yield machine
            for host in machine.hosts():
                host.end_session()
        except BaseException:
            _give_up(_kept.pop())
            raise
        while len(_kept) > _MOST_KEPT:
            _give_up(_kept.pop(0))


def has_registered(base: RuleBase) -> bool:
    """Tell whether the rules of a base are registered, so that no program is needed to run them."""
    return any(machine.base is base for machine in _kept)


def forget_all() -> None:
    """Give up every rule base that is still registered."""
    with _lock:
        while _kept:
            _give_up(_kept.pop())


def _find(base: RuleBase, program: Program | None) -> Machine | None:
    for place, machine in enumerate(_kept):
        if machine.base is base and (program is None or program is machine.program):
            return _kept.pop(place)
    return None


def _make(base: RuleBase, program: Program | None) -> Machine:
    if program is None:
        program = compile_program(base)
    elif program.sha256 != base.sha256:
        raise InternalError("the compiled rules are not those of this rule base")
    return Machine(base, program, Host(program.main), Host(program.meanwhile) if program.meanwhile else None)


def _give_up(machine: Machine) -> None:
    for host in machine.hosts():
        host.close()
