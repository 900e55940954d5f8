"""Links: addresses that open one thing to whoever holds them, each with an end, and with a note of each opening."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import func, select, update

from armslength.register.store.database import Database
from armslength.register.store.reception.tables import LINKS, OPENINGS, moment_of, seconds
from armslength.register.store.tables import insert


@dataclass(frozen=True, slots=True)
class Link:
    """A link, without its secret part. Moments are in UTC; `ends` is the first one at which it opens nothing.

    `kind` is what it opens. `subject` and `about` say of what: an account, a question that was sent, a view that was
    shared. `used` is when one that opens once was used up.
    """

    id: str
    kind: str
    subject: str
    about: str
    made: datetime
    ends: datetime
    revoked: datetime | None
    used: datetime | None


class Links:
    """The links of one register."""

    def __init__(self, database: Database) -> None:
        """Take the database that they are in."""
        self._database = database

    def make(self, hashed: str, kind: str, subject: str, about: str, now: datetime, ends: datetime) -> Link:
        """Keep a new link, known by the hash of its secret part."""
        row = {"id": token_hex(8), "hash": hashed, "kind": kind, "subject": subject, "about": about,
               "made": seconds(now), "ends": seconds(ends), "revoked": None, "used": None}  # fmt: skip
        with self._database.writing() as connection:
            insert(connection, LINKS, [row])
        return _link(row)

    def find(self, hashed: str) -> Link | None:
        """Find a link by the hash of its secret part, whether it still opens anything or not."""
        with self._database.reading() as connection:
            row = connection.execute(select(LINKS).where(LINKS.c.hash == hashed)).mappings().first()
        return None if row is None else _link(row)

    def all(self, subject: str, kind: str | None = None) -> tuple[Link, ...]:
        """List the links of a subject, or those of one kind among them, the latest first."""
        query = select(LINKS).where(LINKS.c.subject == subject).order_by(LINKS.c.made.desc(), LINKS.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(query if kind is None else query.where(LINKS.c.kind == kind)).mappings().all()
        return tuple(map(_link, rows))

    def revoke(self, link: str, now: datetime) -> None:
        """Take a link back; one that is taken back already stays so since then."""
        self._revoke(LINKS.c.id == link, now)

    def revoke_about(self, subject: str, about: str, now: datetime) -> None:
        """Take back every link about one thing of a subject."""
        self._revoke((LINKS.c.subject == subject) & (LINKS.c.about == about), now)

    def _revoke(self, which: Any, now: datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(update(LINKS).where(which, LINKS.c.revoked.is_(None)).values(revoked=seconds(now)))

    def use_up(self, link: str, now: datetime) -> bool:
        """Close a link that opens once, and tell whether this was the first time."""
        with self._database.writing() as connection:
            query = update(LINKS).where(LINKS.c.id == link, LINKS.c.used.is_(None)).values(used=seconds(now))
            return connection.execute(query).rowcount == 1

    def note_opening(self, link: str, now: datetime) -> None:
        """Note that a link was opened."""
        with self._database.writing() as connection:
            last = connection.scalar(select(func.max(OPENINGS.c.number)).where(OPENINGS.c.link == link)) or 0
            insert(connection, OPENINGS, [{"link": link, "number": last + 1, "at": seconds(now)}])

    def openings(self, link: str) -> tuple[datetime, ...]:
        """List when a link was opened."""
        query = select(OPENINGS.c.at).where(OPENINGS.c.link == link).order_by(OPENINGS.c.number)
        with self._database.reading() as connection:
            return tuple(map(moment_of, connection.scalars(query)))


def _link(row: Mapping[Any, Any]) -> Link:
    revoked, used = (None if row[each] is None else moment_of(row[each]) for each in ("revoked", "used"))
    made, ends = moment_of(row["made"]), moment_of(row["ends"])
    return Link(row["id"], row["kind"], row["subject"], row["about"], made, ends, revoked, used)
