"""What stands around every page: who has signed in, where one can go, and what was just done."""

from dataclasses import dataclass

from armslength.web.pages.parts import Link


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a page. `done` says what was just saved; `here` is the address of the page itself."""

    language: str
    person: str
    role: str
    done: str
    here: str
    places: tuple[Link, ...]
