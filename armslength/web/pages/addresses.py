"""The addresses of pages, with what was chosen in them, and the way back up."""

from collections.abc import Iterable
from urllib.parse import urlencode

from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.web.addresses import quoted
from armslength.web.pages.parts import Breadcrumbs, Link
from armslength.web.words import Words


def at(*parts: str, query: Iterable[tuple[str, str]] = ()) -> str:
    """Give the address of parts, each quoted; what was not chosen is left out of the query."""
    asked = urlencode([(name, value) for name, value in query if value])
    return "/" + "/".join(map(quoted, parts)) + (f"?{asked}" if asked else "")


def of_subject(subject: str, *parts: str, query: Iterable[tuple[str, str]] = ()) -> str:
    """Give the address of a page about a subject."""
    return at("s", subject, *parts, query=query)


def to_rules(key: str) -> str:
    """Give the address of a thing of the pack, by the key of its place in the book: its kind, `-`, its name."""
    kind, _, name = key.partition("-")
    return at("rules", name) if kind == "rule" else at("rules", kind, name)


def called(state: State, office: RegisterOffice) -> str:
    """Say what people call a subject: the other side, or its id where that has no name yet."""
    return "; ".join(state.header.get(office.other_side_field, ())) or state.subject


def above(words: Words, office: RegisterOffice, state: State, *more: Link) -> Breadcrumbs:
    """List the pages above one that is about a subject, which is named as people call it."""
    home = Link(called(state, office), of_subject(state.subject))
    return Breadcrumbs((Link(words.say("frame.register"), "/"), home, *more))
