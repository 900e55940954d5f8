"""Addresses that open one thing to whoever holds them: 32 random bytes, of which the register knows the hash.

Opening one changes nothing but the note that it was opened, for programs that scan mail press every link. What it lets
somebody do is done by a form on the page that it opens.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from armslength.register.store.faults import RegisterError
from armslength.register.store.reception.links import Link, Links
from armslength.web.security.sessions import hash_of


class LinkKind(StrEnum):
    """What a link opens."""

    ENTRY = "entry"
    """The pages, once, to one person on their own machine."""
    INVITATION = "invitation"
    """Choosing a password for an account, once. `about` is the account."""
    QUESTION = "question"
    """One question that was put to one person. `about` is what was sent."""
    VIEW = "view"
    """A dated view that was shared. `about` is the share."""
    CALENDAR = "calendar"
    """What falls due, for a calendar that asks again and again."""


LONGEST = {
    LinkKind.ENTRY: timedelta(days=1),
    LinkKind.INVITATION: timedelta(days=7),
    LinkKind.QUESTION: timedelta(days=92),
    LinkKind.VIEW: timedelta(days=92),
    LinkKind.CALENDAR: timedelta(days=366),
}
"""How long a link of each kind may open something."""

ONCE = frozenset({LinkKind.ENTRY, LinkKind.INVITATION})
"""The links that are used up by what they let somebody do."""


class LinkShut(Exception):  # noqa: N818  it says what was found
    """A link opens nothing: `why` is `unknown`, `ended`, `revoked` or `used`."""

    def __init__(self, why: str) -> None:
        """Take why."""
        super().__init__(why)
        self.why = why


def make_link(
    links: Links, kind: LinkKind, now: datetime, *, subject: str = "", about: str = "", ends: datetime | None = None
) -> str:
    """Make a link, and give its secret part, which is shown once and kept nowhere.

    Without an end it lasts as long as its kind may. Raises `RegisterError` for an end that is over or too late.
    """
    latest = now + LONGEST[kind]
    if ends is not None and not now < ends <= latest:
        raise RegisterError(f"A link of this kind ends after today, and by {latest:%Y-%m-%d} at the latest.")
    secret = secrets.token_urlsafe(32)
    links.make(hash_of(secret), kind.value, subject, about, now, ends or latest)
    return secret


def open_link(links: Links, kind: LinkKind, secret: str, now: datetime, *, note: bool = True) -> Link:
    """Find what a link opens, and note the opening unless told not to. Raises `LinkShut`."""
    link = found(links, kind, secret, now)
    if note:
        links.note_opening(link.id, now)
    return link


def found(links: Links, kind: LinkKind, secret: str, now: datetime) -> Link:
    """Find a link of a kind that still opens something. Raises `LinkShut`."""
    hashed = hash_of(secret)
    link = links.find(hashed)
    if link is None or not hmac.compare_digest(link.kind, kind.value):
        raise LinkShut("unknown")
    for shut, why in ((link.revoked, "revoked"), (link.used, "used"), (now >= link.ends, "ended")):
        if shut:
            raise LinkShut(why)
    return link


def use_up(links: Links, link: Link, now: datetime) -> None:
    """Take a link that opens once. Raises `LinkShut` where somebody else just did."""
    if not links.use_up(link.id, now):
        raise LinkShut("used")
