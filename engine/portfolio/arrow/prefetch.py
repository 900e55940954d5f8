"""Working ahead: what an iterator makes is made in a thread of its own, while whoever uses it is at work too."""

from collections.abc import Iterator
from queue import Full, Queue
from threading import Event, Thread
from typing import TypeVar

from engine.frozen import frozen

PrefetchedItem = TypeVar("PrefetchedItem")

MOST_AHEAD = 1
"""Batches of a table that are read ahead. One is enough to keep both busy, and each takes memory."""

WAKES_EVERY = 0.1
"""Seconds after which a thread that waits looks whether it is still wanted."""


@frozen
class _Ended:
    """There are no more items, or something went wrong while the next was made."""

    problem: BaseException | None = None


def prefetched(items: Iterator[PrefetchedItem]) -> Iterator[PrefetchedItem]:
    """Walk the same items, at most one of them made in advance. What goes wrong there is raised here."""
    made: Queue[PrefetchedItem | _Ended] = Queue(MOST_AHEAD)
    unwanted = Event()

    def put(item: PrefetchedItem | _Ended) -> bool:
        while not unwanted.is_set():
            try:
                made.put(item, timeout=WAKES_EVERY)
            except Full:
                continue
            return True
        return False

    def make() -> None:
        try:
            for item in items:
                if not put(item):
                    return
            put(_Ended())
        except BaseException as problem:  # noqa: BLE001  it is raised again where somebody waits for the next item
            put(_Ended(problem))

    thread = Thread(target=make, daemon=True)
    thread.start()
    try:
        while True:
            item = made.get()
            if not isinstance(item, _Ended):
                yield item
            elif item.problem is None:
                return
            else:
                raise item.problem
    finally:
        unwanted.set()
        thread.join()
