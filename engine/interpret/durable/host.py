"""The host of durable-rules: registers rulesets, posts messages, and hears which rules fire.

The core of the package is driven directly, by the calls that its own host makes and in their order, and without what
that host adds: timer threads, a lease by the wall clock after which actions are dropped without a word, and errors
that end up in a log. One session at a time; whoever calls must hold a lock. This module alone imports the package.
"""

import os
from collections.abc import Iterable
from typing import Protocol, cast

from engine.errors import InternalError, MissingExtra
from engine.interpret.durable.limits import SESSION, block, check_number, message_id
from engine.interpret.durable.program import OPENING, Network, Ruleset

Message = tuple[int, int]
"""A slot, and the number to post in it."""


class Core(Protocol):
    """The calls of the extension module that are used here; it declares no types itself."""

    error: type[Exception]

    def create_ruleset(self, name: str, definition: str, /) -> int:
        """Register a ruleset; give its handle."""

    def delete_ruleset(self, handle: int, /) -> None:
        """Forget a ruleset. Its sessions must have been deleted before."""

    def assert_facts(self, handle: int, facts: str, /) -> tuple[int, int]:
        """Post messages (never none); give a code, 0 if every one was taken, and the session."""

    def start_action_for_state(self, handle: int, session: int, /) -> tuple[str, str] | None:
        """Give the state and the first rule that has fired, if any."""

    def complete_and_start_action(self, handle: int, session: int, /) -> str | None:
        """Put the rule aside and give the next."""

    def delete_state(self, handle: int, session: str, /) -> None:
        """Forget a session. One in which no rule has fired yet would crash the process."""


def available() -> bool:
    """Tell whether durable-rules is installed and can be loaded; never, where tests of life without it hide it."""
    if os.environ.get("ARMSLENGTH_HIDE_DURABLE") == "1":
        return False
    try:
        _core()
    except Exception:  # noqa: BLE001  a package that can't be loaded, for whatever reason, is one that is not there
        return False
    return True


def _core() -> Core:
    # It is an extension module without types, and need not be installed.
    import durable_rules_engine  # type: ignore[import-not-found,import-untyped,unused-ignore]

    return cast("Core", durable_rules_engine)


class Host:
    """The rulesets of one network. Each is registered when the first message for it is posted."""

    def __init__(self, network: Network) -> None:
        if not available():
            raise MissingExtra("durable")
        self._core = _core()
        self._network = network
        self._handles: dict[int, int] = {}
        self._open: set[int] = set()

    def post(self, messages: Iterable[Message]) -> list[int]:
        """Post messages to every ruleset that reads them; give the nodes whose rules fired."""
        letters: dict[int, list[str]] = {}
        for slot, number in messages:
            written = _written(slot, number)
            for place in self._network.readers.get(slot, ()):
                letters.setdefault(place, []).append(written)
        return [node for place, written in letters.items() for node in self._post(place, written)]

    def end_session(self) -> None:
        """Forget the profile; the rulesets stay registered."""
        while self._open:
            self._core.delete_state(self._handles[self._open.pop()], SESSION)

    def close(self) -> None:
        """Forget the rulesets. A session that was broken off is left behind: to delete it might not be safe."""
        while self._handles:
            self._core.delete_ruleset(self._handles.popitem()[1])

    def _post(self, place: int, letters: list[str]) -> list[int]:
        try:
            fired = self._fired(self._handle(place), letters)
        except self._core.error as error:
            raise InternalError(f"durable-rules failed: {error}") from error
        if (OPENING in fired) is (place in self._open):
            raise InternalError("durable-rules did not fire the opening rule once, and at the start")
        self._open.add(place)
        return [node for node in fired if node != OPENING]

    def _fired(self, handle: int, letters: list[str]) -> list[int]:
        code, session = self._core.assert_facts(handle, f"[{','.join(letters)}]")
        if code:
            raise InternalError(f"durable-rules did not take a message: code {code}")
        fired = []
        first = self._core.start_action_for_state(handle, session)
        action = first[1] if first else None
        while action:
            fired.append(int(action.split('"', 2)[1]))
            action = self._core.complete_and_start_action(handle, session)
        return fired

    def _handle(self, place: int) -> int:
        if place not in self._handles:
            ruleset: Ruleset = self._network.rulesets[place]
            self._handles[place] = self._core.create_ruleset(f"rules{place}", ruleset.definition)
        return self._handles[place]


def _written(slot: int, number: int) -> str:
    checked = check_number(number)
    return f'{{"b":{block(slot)},"f":{slot},"v":{checked},"id":"{message_id(slot)}","sid":"{SESSION}"}}'
