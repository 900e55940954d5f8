"""The strong Kleene truth tables: true, false, and unknown (`None`)."""

from collections.abc import Iterable

Truth = bool | None


def negate(truth: Truth) -> Truth:
    """Turn true and false round; unknown stays unknown."""
    return None if truth is None else not truth


def all_of(truths: Iterable[Truth]) -> Truth:
    """Give false as soon as one is false, true when every one is true, else unknown; of none at all: true."""
    unknown = False
    for truth in truths:
        if truth is False:
            return False
        unknown = unknown or truth is None
    return None if unknown else True


def any_of(truths: Iterable[Truth]) -> Truth:
    """Give true as soon as one is true, false when every one is false, else unknown; of none at all: false."""
    unknown = False
    for truth in truths:
        if truth is True:
            return True
        unknown = unknown or truth is None
    return None if unknown else False


def at_least(n: int, truths: Iterable[Truth]) -> Truth:
    """Give true when `n` are true, false when fewer than `n` can still become true, else unknown."""
    listed = list(truths)
    if listed.count(True) >= n:
        return True
    if len(listed) - listed.count(False) < n:
        return False
    return None
