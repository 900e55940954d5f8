"""Attempts: what went wrong at the door, kept so that a restart does not forgive who guesses."""

from datetime import datetime
from secrets import token_hex

from sqlalchemy import delete, select

from armslength.register.store.database import Database
from armslength.register.store.reception.tables import ATTEMPTS, moment_of, seconds
from armslength.register.store.tables import insert


class Attempts:
    """The attempts at the doors of one register."""

    def __init__(self, database: Database) -> None:
        """Take the database that they are in."""
        self._database = database

    def note(self, keys: tuple[str, ...], now: datetime) -> None:
        """Note an attempt that failed, under each of its keys."""
        rows = [{"id": token_hex(8), "key": each, "at": seconds(now)} for each in keys]
        with self._database.writing() as connection:
            insert(connection, ATTEMPTS, rows)

    def since(self, key: str, since: datetime) -> tuple[datetime, ...]:
        """List the attempts under a key after a moment, the earliest first."""
        query = select(ATTEMPTS.c.at).where(ATTEMPTS.c.key == key, ATTEMPTS.c.at > seconds(since))
        with self._database.reading() as connection:
            return tuple(map(moment_of, connection.scalars(query.order_by(ATTEMPTS.c.at))))

    def forgive(self, key: str) -> None:
        """Forget the attempts under a key."""
        with self._database.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.key == key))

    def forget(self, before: datetime) -> None:
        """Forget the attempts before a moment."""
        with self._database.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.at < seconds(before)))
