"""The application behind its doors, as it is served."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, Request, Response, abort, g, request

from armslength.register.domain.permission import Actor
from armslength.web.app import LOG, MOST_BYTES, asking_of, create_app, shown, typed_again
from armslength.web.asking import Asking
from armslength.web.pages.faults import FaultPage
from armslength.web.pages.sign_in import sign_in_page, who_page
from armslength.web.routes import all_routes
from armslength.web.routing import Door, Route
from armslength.web.security.doors import STATIC, WRONG_CONTENT, WRONG_HOST, WRONG_ORIGIN, refuse_undeclared, refused
from armslength.web.security.entrance import PLACE, Entrance
from armslength.web.security.headers import with_headers
from armslength.web.security.kept import kept_from
from armslength.web.security.logs import line_of, make_servers_discreet, where

SAID = {
    WRONG_HOST: ("doors.host.title", "doors.host.says"),
    WRONG_ORIGIN: ("doors.origin.title", "doors.origin.says"),
    WRONG_CONTENT: ("doors.content.title", "doors.content.says"),
}
"""What is said where a request is refused at a door, if not what the status says anyway."""


def guarded_app(entrance: Entrance, routes: Iterable[Route] | None = None) -> Flask:
    """Make the application of a register as it is served; `routes` are all of them, unless said otherwise.

    Raises `UndeclaredDoor`.
    """
    declared = tuple(routes if routes is not None else all_routes())
    guard = _Guard(entrance)
    app = create_app(entrance.desk, guard, declared)
    app.extensions[PLACE] = entrance
    refuse_undeclared(app, declared)
    by_link = frozenset(each.name for each in declared if each.needs is Door.LINK)

    @app.before_request
    def at_the_door() -> Response | None:
        g.number = secrets.token_hex(4)
        status = refused(request, entrance.address, MOST_BYTES)
        if status is None:
            return None
        return guard.refusal(status) if status in SAID else abort(status)

    @app.after_request
    def on_the_way_out(response: Response) -> Response:
        rule = request.url_rule.rule if request.url_rule else "-"
        LOG.info("%s", line_of(g.number, request.method, rule, response.status_code, g.get("account") or ""))
        secret = request.endpoint in by_link or bool(g.get("secret"))
        static = request.endpoint == STATIC
        return with_headers(response, static=static, secret=secret, encrypted=entrance.address.encrypted)

    def without_words(exc_info: Any) -> None:
        kind, _, trace = exc_info
        LOG.error("fault %s: %s at %s, %s", g.get("number"), kind.__name__, request.endpoint, where(trace))

    app.log_exception = without_words  # type: ignore[method-assign]
    make_servers_discreet()
    return app


@dataclass(frozen=True)
class _Guard:
    """Says who asks, and what those get to see who have not signed in, or whose request is refused at the door."""

    entrance: Entrance

    def actor(self, asked: Request) -> Actor | None:
        """Find who asks."""
        return self.entrance.actor(asked)

    def turned_away(self, asking: Asking) -> Response:
        """Ask somebody to sign in, and carry on what they typed."""
        way, words = self.entrance, asking.desk.words
        to = request.full_path.rstrip("?")
        kept = kept_from(to, asking.typed, tuple(name for name, _ in asking.files.values() if name))
        ended = bool(way.cookies.held(request))
        if way.accounts:
            return shown(sign_in_page(words, kept, ended=ended), asking, 401)
        page = who_page(words, asking.office, kept, action="/sign-in", asks_link=True, ended=ended)
        return shown(page, asking, 401)

    def refusal(self, status: int) -> Response:
        """Say why a request is refused; what was typed is shown, but not to a name that is none of ours."""
        desk = self.entrance.desk
        nobody = Asking(desk, None, desk.clock(), {}, {}, {})
        asking = nobody if status == WRONG_HOST else asking_of(desk, self)
        title, says = SAID[status]
        page = FaultPage(desk.words.say(title), (desk.words.say(says),), typed_again(asking.typed))
        return shown(page, asking, status)
