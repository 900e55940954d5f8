"""The secret addresses by which calendar programs read what falls due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from armslength.register.domain.due import DueKind
from armslength.register.domain.office import RegisterOffice
from armslength.register.store.reception.links import Link as Address
from armslength.web.pages.addresses import at
from armslength.web.pages.due import DueWanted
from armslength.web.pages.parts import Breadcrumbs, Button, Empty, Link, ShareLink
from armslength.web.pages.sent import Sent
from armslength.web.words import Words


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """An address that works: what it shows, since and until when, and the form that revokes it."""

    what: str
    made: str
    ends: str
    revoke: Sent


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The addresses that work, and a form to make one."""

    template: ClassVar[str] = "calendar.html"
    title: str
    above: Breadcrumbs
    says: tuple[str, ...]
    shows: str
    make: Sent
    rows: tuple[CalendarRow, ...]
    empty: Empty


@dataclass(frozen=True, slots=True)
class CalendarMadePage:
    """A new address. It is shown this once."""

    template: ClassVar[str] = "calendar_made.html"
    title: str
    says: tuple[str, ...]
    link: ShareLink
    back: Link


def calendar_page(addresses: Iterable[Address], want: DueWanted, office: RegisterOffice, words: Words) -> CalendarPage:
    """Make the list of addresses that work; `want` is what a new one is to show."""
    hidden = want.query
    return CalendarPage(
        title=words.say("calendar.title"),
        above=Breadcrumbs((Link(words.say("due.title"), at("due", query=hidden)),)),
        says=tuple(words.say(f"calendar.{each}") for each in ("says", "polls", "names", "secret")),
        shows=words.say("calendar.would", what=shown_words(want, office, words)),
        make=Sent("", "/calendar", (), hidden, (Button(words.say("calendar.make")),)),
        rows=tuple(_row(each, office, words) for each in addresses),
        empty=Empty(words.say("calendar.none")),
    )


def _row(address: Address, office: RegisterOffice, words: Words) -> CalendarRow:
    what = shown_words(DueWanted.written(address.about), office, words)
    what = what[:1].upper() + what[1:]
    revoke = Button(words.say("calendar.of", what=words.say("calendar.revoke"), of=what), "danger")
    made, ends = (words.day(each.astimezone(office.time_zone).date()) for each in (address.made, address.ends))
    return CalendarRow(what, made, ends, Sent("", at("calendar", address.id, "revoke"), (), (), (revoke,)))


def shown_words(want: DueWanted, office: RegisterOffice, words: Words) -> str:
    """Say what a calendar shows."""
    chosen = "; ".join(_chosen(want, office, words))
    return words.say("calendar.only", what=chosen) if chosen else words.say("calendar.all")


def _chosen(want: DueWanted, office: RegisterOffice, words: Words) -> Iterator[str]:
    if want.kind:
        yield office.due[DueKind(want.kind)]
    if want.within:
        yield words.say(f"due.within.{want.within}")
    if want.overdue:
        yield words.say("due.only_overdue")
    yield from filter(None, (want.person, want.subject))


def made_page(address: str, ends: str, words: Words) -> CalendarMadePage:
    """Make the page that shows a new address."""
    return CalendarMadePage(
        words.say("calendar.made.title"),
        (words.say("calendar.made.once"), words.say("calendar.made.how"), words.say("calendar.ends", day=ends)),
        ShareLink(words.say("calendar.made.label"), "address", address),
        Link(words.say("calendar.made.back"), "/calendar"),
    )
