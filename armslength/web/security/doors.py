"""What every request is held to before its route is run, in this order: host, method, origin, length, kind of content.

A page elsewhere may make a browser send a form here, with the cookie of whoever is signed in. Browsers say where a
request comes from: `Sec-Fetch-Site`, and older ones `Origin`. A request that changes something and says neither is
refused. A name that was made to point to this machine (DNS rebinding) is none of ours, and refused before all else.
"""

from collections.abc import Iterable

from flask import Flask, Request
from werkzeug.datastructures import Headers

from armslength.web.routing import Route
from armslength.web.security.address import Address

METHODS = frozenset({"GET", "HEAD", "POST"})
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
"""What a form is sent as; one with nothing in it need not say."""
STATIC = "static"
"""The one route that no module declares: style sheet and script."""

WRONG_HOST, WRONG_ORIGIN, WRONG_CONTENT, WRONG_METHOD, TOO_LARGE = 421, 403, 415, 405, 413
"""Under which status a request is refused."""


def refused(asked: Request, address: Address, most_bytes: int) -> int | None:
    """Tell under which status a request is refused; nothing where it is let in.

    `Host` is taken as it came: what a proxy says of it does not count here.
    """
    if asked.environ.get("HTTP_HOST", "").lower() not in address.hosts:
        return WRONG_HOST
    if asked.method not in METHODS:
        return WRONG_METHOD
    if asked.method != "POST":
        return None
    if not comes_from_here(asked.headers, address):
        return WRONG_ORIGIN
    if (asked.content_length or 0) > most_bytes:
        return TOO_LARGE
    return None if asked.mimetype in FORMS or not (asked.mimetype or asked.content_length) else WRONG_CONTENT


def comes_from_here(headers: Headers, address: Address) -> bool:
    """Tell whether a form was sent from our own pages, or by somebody's hand (`none`), as a browser says."""
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    return headers.get("Origin", "").lower() in address.origins


class UndeclaredDoor(Exception):  # noqa: N818  it says what was found
    """Something is served of which no route says who may come: a fault of the program, found as it starts."""


def refuse_undeclared(app: Flask, routes: Iterable[Route]) -> None:
    """Check that nothing is served but what the routes declare. Raises `UndeclaredDoor`."""
    declared = {each.name for each in routes} | {STATIC}
    undeclared = sorted(f"{each.rule} ({each.endpoint})" for each in app.url_map.iter_rules()
                        if each.endpoint not in declared)  # fmt: skip
    if undeclared:
        raise UndeclaredDoor(f"nobody said who may come to {', '.join(undeclared)}")
