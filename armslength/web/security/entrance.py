"""The entrance of one application: who asks, and beginning and ending that."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from flask import Request, Response, after_this_request, current_app, g, request

from armslength.register.domain.events import Person
from armslength.register.domain.permission import Actor
from armslength.register.store.reception.links import Link
from armslength.register.store.reception.reception import Reception, reception_of
from armslength.web.asking import Asking, Desk
from armslength.web.security.accounts import Passwords
from armslength.web.security.address import Address
from armslength.web.security.kept import is_ours
from armslength.web.security.limits import LINKS, again_at, note_failure
from armslength.web.security.links import LinkKind, LinkShut, open_link
from armslength.web.security.sessions import OWN_MACHINE, WORKING_DAY, Cookies, begin, current, hash_of

PLACE = "armslength.entrance"


@dataclass(frozen=True)
class Entrance:
    """Who may come into the pages of a register.

    With `accounts`, people sign in with a name and a password. Without, whoever holds the link that was printed as the
    program started says who they are: one person, on their own machine.
    """

    desk: Desk
    address: Address
    accounts: bool
    passwords: Passwords = field(default_factory=Passwords)

    @property
    def reception(self) -> Reception:
        """What the register keeps of who may come in."""
        return reception_of(self.desk.register)

    @property
    def cookies(self) -> Cookies:
        """What a browser is to hold."""
        return Cookies(self.address.encrypted, WORKING_DAY if self.accounts else OWN_MACHINE)

    def actor(self, asked: Request) -> Actor | None:
        """Find who asks; nobody where nobody has signed in, or no more, or where their role has no rights here."""
        if "actor" not in g:
            held, lifetime = self.cookies.held(asked), self.cookies.lifetime
            session = current(self.reception.sessions, self.desk.memory, held, lifetime, self.desk.clock())
            if session is not None and (session.account is None) == self.accounts:
                session = None  # begun when the pages were served the other way
            rights = self.desk.office.rights_of(session.role) if session else frozenset()
            g.actor = Actor(Person(session.name, session.role), rights) if session else None
            g.account = session.account if session else None
        return cast("Actor | None", g.actor)

    def account(self) -> str | None:
        """Name the account of whoever asks; none where nobody asks, or accounts are not used."""
        self.actor(request)
        return cast("str | None", g.account)

    def is_ours(self, to: str, method: str) -> bool:
        """Tell whether there is a page, or a form, of these at an address."""
        return is_ours(to, current_app.url_map, method)

    def let_in(self, account: str | None, name: str, role: str, now: datetime) -> None:
        """Begin a session with the response that is being made."""
        held = self.cookies.held(request)
        self.reception.sessions.forget(now - self.cookies.lifetime.unused)
        self._hold(begin(self.reception.sessions, account, name, role, now, held))

    def let_out(self) -> None:
        """End the session of whoever asks, with the response that is being made."""
        self.reception.sessions.end(hash_of(self.cookies.held(request)))
        self._hold("")

    def _hold(self, secret: str) -> None:
        @after_this_request
        def give(response: Response) -> Response:
            self.cookies.give(response, secret)
            if not secret:
                response.headers["Clear-Site-Data"] = '"cache"'
            return response


def entrance() -> Entrance:
    """Give the entrance of the application that answers."""
    return cast(Entrance, current_app.extensions[PLACE])


def came_from() -> str:
    """Give the network address of whoever asks, or of the proxy where none is trusted."""
    return request.remote_addr or ""


def opened(asking: Asking, kind: LinkKind, secret: str, *, note: bool = True) -> Link:
    """Find what a link opens to whoever asks, and note the opening unless told not to.

    Raises `LinkShut`, also where too many links that open nothing were tried from one address.
    """
    reception = reception_of(asking.desk.register)
    if again_at(reception.attempts, LINKS, came_from(), asking.clock):
        raise LinkShut("often")
    try:
        return open_link(reception.links, kind, secret, asking.clock, note=note)
    except LinkShut as shut:
        if shut.why == "unknown":
            note_failure(reception.attempts, {LINKS: came_from()}, asking.clock)
        raise


def keep_nowhere() -> None:
    """Let the browser keep nothing of the response that is being made: it shows a secret."""
    g.secret = True
