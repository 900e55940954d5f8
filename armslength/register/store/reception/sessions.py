"""Sessions: who is signed in. What the browser holds is known here by its hash alone."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update

from armslength.register.store.database import Database
from armslength.register.store.faults import RegisterError
from armslength.register.store.reception.tables import ACCOUNTS, SESSIONS, moment_of, seconds
from armslength.register.store.tables import insert


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in: an account, or nobody's but a name and a role that were said. Moments are in UTC."""

    account: str | None
    name: str
    role: str
    began: datetime
    used: datetime


class Sessions:
    """The sessions of one register."""

    def __init__(self, database: Database) -> None:
        """Take the database that they are in."""
        self._database = database

    def begin(self, hashed: str, account: str | None, name: str, role: str, now: datetime) -> None:
        """Begin a session, known by the hash of what the browser holds."""
        row = {"hash": hashed, "account": account, "name": name, "role": role, "began": seconds(now),
               "used": seconds(now)}  # fmt: skip
        with self._database.writing() as connection:
            insert(connection, SESSIONS, [row])

    def find(self, hashed: str) -> Session | None:
        """Find a session; none of an account that is closed. Name and role of an account are those of today."""
        query = (
            select(
                SESSIONS.c.account,
                func.coalesce(ACCOUNTS.c.name, SESSIONS.c.name).label("name"),
                func.coalesce(ACCOUNTS.c.role, SESSIONS.c.role).label("role"),
                SESSIONS.c.began,
                SESSIONS.c.used,
            )
            .join(ACCOUNTS, ACCOUNTS.c.id == SESSIONS.c.account, isouter=True)
            .where(SESSIONS.c.hash == hashed, or_(SESSIONS.c.account.is_(None), ACCOUNTS.c.disabled.is_(False)))
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return Session(row.account, row.name, row.role, moment_of(row.began), moment_of(row.used))

    def use(self, hashed: str, now: datetime) -> None:
        """Note that a session was used; where that can't be done now, as somebody else writes, the next use is noted.

        Whoever only reads waits for no writer, and reads also where the disk is full.
        """
        with suppress(RegisterError), self._database.writing(waits=False) as connection:
            connection.execute(update(SESSIONS).where(SESSIONS.c.hash == hashed).values(used=seconds(now)))

    def end(self, hashed: str) -> None:
        """End a session; nothing happens where there is none."""
        with self._database.writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.hash == hashed))

    def end_all_of(self, account: str) -> None:
        """End every session of an account."""
        with self._database.writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.account == account))

    def forget(self, used_before: datetime) -> None:
        """Forget the sessions that nobody has used since a moment."""
        with self._database.writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.used < seconds(used_before)))
