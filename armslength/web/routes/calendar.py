"""Secret addresses by which calendar programs read what falls due: made, revoked, and read."""

from datetime import timedelta

from armslength.register.store.reception.links import Link
from armslength.register.store.reception.reception import reception_of
from armslength.web.asking import Asking, NothingThere
from armslength.web.pages.calendar import CalendarMadePage, CalendarPage, calendar_page, made_page
from armslength.web.pages.due import DueWanted
from armslength.web.routes.due import calendar_file
from armslength.web.routing import READERS, Door, Download, Routes, SeeOther
from armslength.web.security.entrance import entrance, keep_nowhere, opened
from armslength.web.security.links import LONGEST, LinkKind, LinkShut, make_link

ROUTES = Routes("calendar")


@ROUTES.get("/calendar", READERS, anew=True)
def shown(asking: Asking) -> CalendarPage:
    """Show the addresses that work for whoever asks at this moment, and what a new one would show."""
    return calendar_page(_working(asking), DueWanted.of(asking.query), asking.office, asking.desk.words)


@ROUTES.post("/calendar", READERS)
def make(asking: Asking) -> CalendarMadePage:
    """Make an address, and show it this once."""
    keep_nowhere()
    links, want = reception_of(asking.desk.register).links, DueWanted.of(asking.typed)
    secret = make_link(links, LinkKind.CALENDAR, asking.clock, subject=_own(asking), about=want.write())
    last = (asking.clock + LONGEST[LinkKind.CALENDAR]).astimezone(asking.office.time_zone).date() - timedelta(days=1)
    address = f"{entrance().address.origin}/l/calendar/{secret}.ics"
    return made_page(address, asking.desk.words.day(last), asking.desk.words)


@ROUTES.post("/calendar/<link>/revoke", READERS)
def revoke(asking: Asking, link: str) -> SeeOther:
    """Take back an address of whoever asks."""
    if link not in {each.id for each in _working(asking)}:
        raise NothingThere(link)
    reception_of(asking.desk.register).links.revoke(link, asking.clock)
    return SeeOther("/calendar", "calendar_revoked")


@ROUTES.get("/l/calendar/<secret>.ics", Door.LINK)
def feed(asking: Asking, secret: str) -> Download:
    """Give what falls due to a calendar program. That it looked is not noted: it does so every hour."""
    link = opened(asking, LinkKind.CALENDAR, secret, note=False)
    _hold_to_account(link)
    return calendar_file(asking, DueWanted.written(link.about))


def _own(asking: Asking) -> str:
    """Name whose address it is: nobody else sees it, or may revoke it, by the list."""
    return f"{asking.who.person.name}, {asking.who.person.role}"


def _hold_to_account(link: Link) -> None:
    """Hold an address to the account of whoever made it. Raises `LinkShut` where that was closed, or is another."""
    way = entrance()
    name, _, role = link.subject.rpartition(", ")
    account = way.reception.accounts.named(name) if way.accounts else None
    if way.accounts and (account is None or account.disabled or account.role != role):
        raise LinkShut("revoked")


def _working(asking: Asking) -> tuple[Link, ...]:
    own, all_links = _own(asking), reception_of(asking.desk.register).links.all
    links = asking.desk.memory.once(("calendar", own), lambda: all_links(own, LinkKind.CALENDAR))
    return tuple(each for each in links if each.revoked is None and asking.clock < each.ends)
