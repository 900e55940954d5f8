"""What was read of the register, kept in memory until anything is written to it, by whomever."""

from collections.abc import Callable
from threading import Lock
from typing import TypeVar, cast

from armslength.register.store.register import Register
from armslength.register.store.watch import Watch

MOST_KEPT = 256
"""What is counted: things that were read or made of that, and are kept. Why so many: what some twenty people look at
within minutes, in a few megabytes. Beyond it: what was read first is read anew."""

Read = TypeVar("Read")

NOT_THERE = object()


class Memory:
    """Keeps what is read, and forgets all of it as soon as anything is written."""

    def __init__(self, register: Register) -> None:
        """Take the register that is read."""
        self._watch = Watch(register.database)
        self._lock = Lock()
        self._mark: object | None = None
        self._kept: dict[object, object] = {}

    def once(self, key: object, read: Callable[[], Read], keeps: Callable[[Read], bool] = lambda _: True) -> Read:
        """Give what was read under a key; where nothing was, or something was written since, read it.

        It is kept, unless `keeps` says otherwise.
        """
        mark = self._watch.mark()
        if mark is None:
            return read()
        with self._lock:
            if mark is not self._mark:
                self._mark, self._kept = mark, {}
            kept = self._kept
        there = kept.get(key, NOT_THERE)  # looked up once: it may be dropped for another one in the next moment
        if there is not NOT_THERE:
            return cast(Read, there)
        found = read()
        if not keeps(found):
            return found
        with self._lock:
            while len(kept) >= MOST_KEPT:
                kept.pop(next(iter(kept)))
            kept[key] = found
        return found
