"""The rulesets of the last few rule bases stay registered: to register them costs more than to evaluate a profile."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from engine.errors import InternalError
from engine.frozen import frozen
from engine.interpret.durable.host import Host
from engine.interpret.durable.program import DurableProgram
from engine.rulebase.base import RuleBase

_MOST_KEPT = 4
"""Rule bases that durable-rules holds ready. Each takes memory that it gives back only as a whole; another is compiled
anew."""

_lock = Lock()


@frozen
class RegisteredRules:
    """The rules of one base: their program, and the hosts that run it."""

    base: RuleBase
    program: DurableProgram
    main: Host
    interim: Host | None

    def hosts(self) -> Iterator[Host]:
        """Walk the hosts."""
        yield self.main
        if self.interim is not None:
            yield self.interim


_kept: list[RegisteredRules] = []
"""Those used last stand last."""


@contextmanager
def registered(base: RuleBase, program: DurableProgram | None) -> Iterator[RegisteredRules]:
    """Give the registered rules of a base to one caller at a time, for one profile.

    After an error they are given up, since nobody knows what their session still holds.
    """
    with _lock:
        rules = _find(base, program) or _make(base, program)
        _kept.append(rules)
        try:
            yield rules
            for host in rules.hosts():
                host.end_session()
        except BaseException:
            _give_up(_kept.pop())
            raise
        while len(_kept) > _MOST_KEPT:
            _give_up(_kept.pop(0))


def has_registered(base: RuleBase) -> bool:
    """Tell whether the rules of a base are registered, so that no program is needed to run them."""
    return any(rules.base is base for rules in _kept)


def forget_all() -> None:
    """Give up every rule base that is still registered."""
    with _lock:
        while _kept:
            _give_up(_kept.pop())


def _find(base: RuleBase, program: DurableProgram | None) -> RegisteredRules | None:
    for place, rules in enumerate(_kept):
        if rules.base is base and (program is None or program is rules.program):
            return _kept.pop(place)
    return None


def _make(base: RuleBase, program: DurableProgram | None) -> RegisteredRules:
    if program is None:
        from engine.interpret.durable.compile import compile_program

        program = compile_program(base)
    elif program.sha256 != base.sha256:
        raise InternalError("the compiled rules are not those of this rule base")
    return RegisteredRules(base, program, Host(program.main), Host(program.interim) if program.interim else None)


def _give_up(rules: RegisteredRules) -> None:
    for host in rules.hosts():
        host.close()
