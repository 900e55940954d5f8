"""The waivers of a subject: those that hold, that wait for somebody to approve them, and that are over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from armslength.register.domain.entities import Waiver
from armslength.register.domain.office import RegisterOffice
from armslength.register.domain.state import State
from armslength.web.pages.addresses import above, called, of_subject
from armslength.web.pages.parts import (
    Breadcrumbs,
    Cell,
    Choice,
    Empty,
    FilterBar,
    Head,
    Link,
    Question,
    Sheet,
    Tag,
    Taking,
)
from armslength.web.words import Words

STANDS = ("waits", "holds", "over")
HEADS = ("control", "stands", "until", "owner", "why", "asked", "approved")


@dataclass(frozen=True, slots=True)
class WaiversPage:
    """The waivers that somebody wants to see."""

    template: ClassVar[str] = "waivers.html"
    title: str
    above: Breadcrumbs
    bar: FilterBar
    sheet: Sheet | None
    empty: Empty
    taking: Taking
    controls: Link


def stands(waiver: Waiver, today: date) -> str:
    """Tell how a waiver stands; its last day is included."""
    if waiver.ended or today > waiver.until:
        return "over"
    return "holds" if waiver.approved else "waits"


def chosen(state: State, want: str, today: date) -> list[tuple[str, Waiver]]:
    """List the waivers that are wanted: first those that wait, then by their last days."""
    found = [(name, each) for name, each in state.waivers.items() if want in ("", stands(each, today))]
    return sorted(found, key=lambda pair: (STANDS.index(stands(pair[1], today)), pair[1].until, pair[0]))


def waivers_page(state: State, office: RegisterOffice, want: str, today: date, words: Words) -> WaiversPage:
    """Make the list of waivers."""
    found, here = chosen(state, want, today), of_subject(state.subject, "waivers")
    heads = tuple(Head(words.say(f"waivers.head.{each}")) for each in HEADS)
    choices = {"": words.say("waivers.any"), **{each: words.say(f"waivers.stands.{each}") for each in STANDS}}
    picks = tuple(Choice(value, text, chosen=value == want) for value, text in choices.items())
    field = Question("stands", words.say("waivers.head.stands"), "pick", choices=picks)
    csv = of_subject(state.subject, "waivers.csv", query=[("stands", want)])
    return WaiversPage(
        title=words.say("waivers.title", name=called(state, office)),
        above=above(words, office, state),
        bar=FilterBar(here, words.say("waivers.filters"), (field,), here if want else ""),
        sheet=Sheet(words.say("waivers.caption"), heads, tuple(_cells(*each, state, office, today, words)
                                                               for each in found)) if found else None,
        empty=Empty(words.say("waivers.none_such" if want and state.waivers else "waivers.none")),
        taking=Taking((Link(words.say("waivers.as_csv"), csv),)),
        controls=Link(words.say("waivers.to_controls"), of_subject(state.subject, "controls")),
    )  # fmt: skip


def _cells(
    name: str, waiver: Waiver, state: State, office: RegisterOffice, today: date, words: Words
) -> tuple[Cell, ...]:
    control, standing, *rest = _texts(waiver, office, today, words)
    tag = Tag(standing, "due" if stands(waiver, today) == "waits" else "quiet")
    address = of_subject(state.subject, "controls", waiver.control)
    return (Cell(control, address, note=name), Cell(tag=tag), *map(Cell, rest))


def _texts(waiver: Waiver, office: RegisterOffice, today: date, words: Words) -> tuple[str, ...]:
    control = office.base.controls.get(waiver.control)
    return (
        control.title if control else waiver.control,
        words.say(f"waivers.stands.{stands(waiver, today)}"),
        words.day(waiver.until),
        waiver.owner,
        waiver.reason,
        waiver.asked_by.name,
        waiver.approved.name if waiver.approved else "",
    )


def table(state: State, office: RegisterOffice, want: str, today: date, words: Words) -> Iterator[tuple[str, ...]]:
    """Walk the waivers that are shown as texts: the head, then a row a waiver."""
    yield (words.say("waivers.head.name"), *(words.say(f"waivers.head.{each}") for each in HEADS))
    yield from ((name, *_texts(each, office, today, words)) for name, each in chosen(state, want, today))
