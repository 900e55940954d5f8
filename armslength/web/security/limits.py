"""How often somebody may guess: counted in the register, so that a restart forgives nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from armslength.register.store.reception.attempts import Attempts

WINDOW = timedelta(minutes=15)
"""For how long an attempt that failed counts."""

FORGOTTEN = timedelta(days=1)
"""After how long it is deleted."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many attempts at something may fail within the window, from one name or one address."""

    of: str
    most: int

    def key(self, who: str) -> str:
        """Name the attempts of somebody: by a hash, for a log of attempts need not name anybody."""
        return sha256(f"{self.of}\n{who}".encode("utf-8", "surrogatepass")).hexdigest()


BY_NAME = Limit("name", 10)
"""For one name, wherever from."""

BY_ADDRESS = Limit("address", 50)
"""From one address, for whichever names: a whole house may come from one."""

LINKS = Limit("link", 50)
"""From one address, for links that open nothing."""


def again_at(attempts: Attempts, limit: Limit, who: str, now: datetime) -> datetime | None:
    """Tell from when on somebody may try again; nothing where they may at once."""
    failed = attempts.since(limit.key(who), now - WINDOW)
    return failed[-limit.most] + WINDOW if len(failed) >= limit.most else None


def note_failure(attempts: Attempts, who: dict[Limit, str], now: datetime) -> None:
    """Note that an attempt failed, under each of the limits, and forget those of long ago."""
    attempts.forget(now - FORGOTTEN)
    attempts.note(tuple(limit.key(each) for limit, each in who.items()), now)
