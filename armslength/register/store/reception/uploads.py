"""Uploads: files that somebody brought as evidence, kept as the bytes that they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any

from sqlalchemy import delete, select

from armslength.register.store.database import Database
from armslength.register.store.faults import damaged
from armslength.register.store.reception.tables import UPLOADS, moment_of, seconds
from armslength.register.store.tables import insert


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a subject without its bytes: their hash and number, a name that is safe to save, and its kind."""

    id: str
    subject: str
    sha256: str
    name: str
    media_type: str
    size: int
    at: datetime


class Uploads:
    """The uploads of one register."""

    def __init__(self, database: Database) -> None:
        """Take the database that they are in."""
        self._database = database

    def keep(self, subject: str, name: str, media_type: str, data: bytes, now: datetime) -> Upload:
        """Keep a file of a subject."""
        row = {"id": token_hex(8), "subject": subject, "sha256": sha256(data).hexdigest(), "name": name,
               "media_type": media_type, "size": len(data), "at": seconds(now), "data": data}  # fmt: skip
        with self._database.writing() as connection:
            insert(connection, UPLOADS, [row])
        return _upload(row)

    def find(self, subject: str, upload: str) -> tuple[Upload, bytes] | None:
        """Find a file of a subject, with its bytes. Raises `DamagedRegister` where these are others than were kept."""
        query = select(UPLOADS).where(UPLOADS.c.subject == subject, UPLOADS.c.id == upload)
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            return None
        if sha256(row["data"]).hexdigest() != row["sha256"]:
            raise damaged(self._database.place, "a file in it has other bytes than were kept")
        return _upload(row), bytes(row["data"])

    def all(self, subject: str) -> tuple[Upload, ...]:
        """List the files of a subject, in the order in which they came."""
        columns = [each for each in UPLOADS.c if each.name != "data"]
        query = select(*columns).where(UPLOADS.c.subject == subject).order_by(UPLOADS.c.at, UPLOADS.c.id)
        with self._database.reading() as connection:
            return tuple(map(_upload, connection.execute(query).mappings()))

    def erase(self, subject: str, upload: str) -> None:
        """Remove a file of a subject; SQLite writes over its bytes. Its hash stays where evidence names it."""
        with self._database.writing() as connection:
            connection.execute(delete(UPLOADS).where(UPLOADS.c.subject == subject, UPLOADS.c.id == upload))


def _upload(row: Mapping[Any, Any]) -> Upload:
    names = ("id", "subject", "sha256", "name", "media_type", "size")
    return Upload(**{each: row[each] for each in names}, at=moment_of(row["at"]))
