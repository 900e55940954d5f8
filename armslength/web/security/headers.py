"""What every response says of itself, so that a browser does no more with it than is meant."""

from flask import Response

POLICY = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip
"""Only what comes from here is loaded, nothing that stands within a page is run, and nobody puts a page in a frame."""

BOXED = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""For files of people: should a browser show one after all, it can do nothing."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}

A_YEAR = 365 * 24 * 60 * 60


def with_headers(response: Response, *, static: bool, secret: bool, encrypted: bool) -> Response:
    """Add what a response says of itself.

    A page may be kept by the browser of whoever is signed in, and is asked for anew: with `no-store`, going back would
    lose what was typed. A `secret` one, reached by a link or with one on it, is kept nowhere.
    """
    attached = response.headers.get("Content-Disposition", "").startswith("attachment")
    response.headers.extend({**ALWAYS, "Content-Security-Policy": BOXED if attached else POLICY})
    if not static:
        response.headers["Cache-Control"] = "no-store" if secret else "private, no-cache"
        response.headers.add("Vary", "Cookie")
    if encrypted:
        response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}"
    return response
