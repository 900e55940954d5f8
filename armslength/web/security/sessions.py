"""What a browser holds while somebody is signed in: 32 random bytes in a cookie. The register knows their hash."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from flask import Request, Response

from armslength.register.store.reception.sessions import Session, Sessions
from armslength.web.memory import Memory

USED_AGAIN = timedelta(minutes=1)
"""How much later a use has to be to be noted: not every page writes to the register."""


def hash_of(secret: str) -> str:
    """Give what is kept of a secret. It is as random as it is long, so that a plain hash will do."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session lasts: since it was last used, and since it began."""

    unused: timedelta
    whole: timedelta


WORKING_DAY = Lifetime(timedelta(hours=8), timedelta(hours=16))
"""With an account: also on a machine that others use after hours."""

OWN_MACHINE = Lifetime(timedelta(days=30), timedelta(days=90))
"""For one person on their own machine, whose files are theirs anyway."""


@dataclass(frozen=True, slots=True)
class Cookies:
    """The cookie of a session. Behind TLS its name says that no other host may set it, and no path narrows it."""

    encrypted: bool
    lifetime: Lifetime

    @property
    def name(self) -> str:
        """What the cookie is called."""
        return "__Host-session" if self.encrypted else "session"

    def held(self, asked: Request) -> str:
        """Give what the browser holds; an empty text where it holds nothing."""
        return asked.cookies.get(self.name, "")

    def give(self, response: Response, secret: str) -> None:
        """Let the browser hold a secret; an empty one lets it forget what it held."""
        response.set_cookie(
            self.name,
            secret,
            max_age=int(self.lifetime.whole.total_seconds()) if secret else 0,
            path="/",
            secure=self.encrypted,
            httponly=True,
            samesite="Lax",
        )


def begin(sessions: Sessions, account: str | None, name: str, role: str, now: datetime, held: str = "") -> str:
    """Begin a session, and give what the browser is to hold: always new, so that nobody can have known it before.

    What the browser `held` is no session any more.
    """
    secret = secrets.token_urlsafe(32)
    if held:
        sessions.end(hash_of(held))
    sessions.begin(hash_of(secret), account, name, role, now)
    return secret


def current(sessions: Sessions, memory: Memory, held: str, lifetime: Lifetime, now: datetime) -> Session | None:
    """Find the session that a browser holds; none that has lasted too long, unused or as a whole."""
    hashed = hash_of(held)
    session = memory.once(("session", hashed), lambda: sessions.find(hashed)) if held else None
    if session is None or now - session.used > lifetime.unused or now - session.began > lifetime.whole:
        return None
    if now - session.used > USED_AGAIN:
        sessions.use(hashed, now)
    return session
