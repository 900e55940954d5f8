"""The page that shows every component in every state, and how to call it."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from inspect import getdoc
from typing import ClassVar

from armslength.web.pages.faults import FAULTS
from armslength.web.pages.parts import Link
from armslength.web.words import Words
from engine.page.markup import Markup


@dataclass(frozen=True, slots=True)
class Shown:
    """One state of a component: the value that is given to its macro, and that value as it is written in Python."""

    text: str
    value: object
    written: str


@dataclass(frozen=True, slots=True)
class Specimen:
    """One component: the name of its macro, what it is for, and its states."""

    name: str
    says: str
    states: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class ComponentsPage:
    """Every component in every state."""

    template: ClassVar[str] = "components_page.html"
    title: str
    specimens: tuple[Specimen, ...]
    faults: tuple[Link, ...]


def components_page(specimens: Mapping[str, Mapping[str, object]], words: Words) -> ComponentsPage:
    """Make the page of all components, from their states by name."""
    return ComponentsPage(
        words.say("components.title"),
        tuple(
            Specimen(
                name,
                getdoc(type(next(iter(states.values())))) or "",
                tuple(Shown(text, value, written(value)) for text, value in states.items()),
            )
            for name, states in specimens.items()
        ),
        tuple(Link(words.say(f"fault.title.{name}"), f"/components/faults/{name}") for name in FAULTS),
    )


def written(value: object) -> str:
    """Write a value as one would in Python, leaving out what is as it would be anyway."""
    if isinstance(value, Markup):
        return "…"
    if isinstance(value, tuple):
        inside = ", ".join(written(each) for each in value)
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    if not is_dataclass(value):
        return repr(value)
    given = []
    for field in fields(value):
        mine = getattr(value, field.name)
        if field.default is MISSING or mine != field.default:
            given.append(f"{field.name}={written(mine)}")
    return f"{type(value).__name__}({', '.join(given)})"
