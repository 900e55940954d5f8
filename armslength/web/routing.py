"""Routes as values: an address, its methods, who may come, and the function that answers.

A route says who may come, or it can't be declared: there is no door that nobody thought about.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, Protocol, TypeVar

from armslength.register.domain.permission import ANYBODY, Right

READERS = ANYBODY
"""Whoever has signed in, with any right."""


class Door(Enum):
    """Who may come without having signed in."""

    OPEN = "open"
    """Anybody: signing in itself, what the pages look like, faults."""
    LINK = "link"
    """Whoever holds a link that was sent to them; the route checks its token."""


Needs = frozenset[Right] | Door


class Page(Protocol):
    """What a page shows: a frozen dataclass that names its template, which gets nothing else."""

    template: ClassVar[str]

    @property
    def title(self) -> str:
        """What the page is called, in the browser's tab and as its first heading."""


@dataclass(frozen=True, slots=True)
class SeeOther:
    """Go on at another address, after something was saved there. `done` names the text that says what was done."""

    address: str
    done: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """Bytes to keep as a file."""

    data: bytes
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Faulty:
    """A page shown with what is wrong, under a status that says so (422, 409, …)."""

    page: Page
    status: int


Reply = Page | SeeOther | Download | Faulty
Answering = Callable[..., Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """One address. `answers` gets what is asked and the parts of the address by name.

    A page that is shown to people with a right is `anew` each time where it follows from more than the register, the
    address, who asks and the day: it is not kept.
    """

    rule: str
    name: str
    method: str
    needs: Needs
    answers: Answering
    anew: bool = False


Declared = TypeVar("Declared", bound=Callable[..., Any])


class Routes:
    """The routes of one topic, each declared where the function that answers stands."""

    def __init__(self, topic: str) -> None:
        """Take the topic, with which the names of its routes begin."""
        self.topic = topic
        self.all: list[Route] = []

    def get(self, rule: str, needs: Needs, *, anew: bool = False) -> Callable[[Declared], Declared]:
        """Declare what is shown at an address. It changes nothing: mail scanners and browsers press links."""
        return self._declare(rule, "GET", needs, anew=anew)

    def post(self, rule: str, needs: Needs) -> Callable[[Declared], Declared]:
        """Declare what is done with what was typed at an address."""
        return self._declare(rule, "POST", needs)

    def _declare(self, rule: str, method: str, needs: Needs, *, anew: bool = False) -> Callable[[Declared], Declared]:
        def keep(answers: Declared) -> Declared:
            name = f"{self.topic}.{answers.__name__}"
            self.all.append(Route(rule, name, method, needs, answers, anew))
            return answers

        return keep
