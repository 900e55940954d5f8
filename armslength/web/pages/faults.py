"""What is shown where nothing could be shown or saved: what happened, what was typed, and the way out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from armslength.web.security.kept import Fields
from armslength.web.words import Words

OF_STATUS: Mapping[int, str] = {
    403: "forbidden",
    404: "not_found",
    405: "not_allowed",
    410: "expired",
    413: "too_large",
    429: "too_often",
    503: "unavailable",
}
"""The fault behind a status of HTTP (RFC 9110, RFC 6585). Other requests can't be read; other faults are our own."""

FAULTS = (*OF_STATUS.values(), "unreadable", "internal")
"""All faults of which something is said. What is refused is said by whoever refused it."""


@dataclass(frozen=True, slots=True)
class FaultPage:
    """A fault in plain words. `typed` is all that was typed, so that nobody loses it.

    `again` is the address to which it can be sent once more, where that may help. `number` is the one in the log.
    """

    template: ClassVar[str] = "fault.html"
    title: str
    says: tuple[str, ...]
    typed: Fields = ()
    number: str = ""
    again: str = ""


def fault_page(name: str, words: Words, says: tuple[str, ...] = (), number: str = "") -> FaultPage:
    """Make the page of a fault. `says` stands in place of what is said of it otherwise."""
    return FaultPage(words.say(f"fault.title.{name}"), says or (words.say(f"fault.says.{name}"),), number=number)


def of_status(status: int) -> str:
    """Name the fault behind a status."""
    return OF_STATUS.get(status, "internal" if status >= 500 else "unreadable")
