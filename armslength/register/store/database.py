"""One database, as SQLAlchemy Core sees it: how transactions begin, and what is asked of SQLite.

SQLite: write-ahead log, `synchronous=FULL` (with NORMAL, acknowledged rows are lost with the power), what is deleted is
overwritten, and a writer takes its place with BEGIN IMMEDIATE. The driver begins nothing by itself (`isolation_level`
is none), for on Python 3.11 a released savepoint would outlive the transaction around it.

PostgreSQL: a writer locks `meta` first, so that there is one at a time there, too, and each sees all that went before.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import NullPool

from armslength.register.store.faults import RegisterError, plainly

APPLICATION = 0x41524D4C
"""The mark of a register in the head of its SQLite file (`PRAGMA application_id`): "ARML"."""

PATIENCE = 30.0
"""For how many seconds a writer waits for others."""


@dataclass(frozen=True, slots=True)
class Database:
    """A database: what to call it, the file where it is one, and the engine.

    Writers within one program take turns by a lock: they would wait for each other in the database by looking again and
    again, the longer they wait the more seldom.
    """

    place: str
    path: Path | None
    engine: Engine
    turn: Lock = field(default_factory=Lock, compare=False, repr=False)

    def bare(self) -> sqlite3.Connection:
        """Open a connection of SQLite's own, which whoever asks for it closes."""
        found = self.engine.raw_connection()
        made = found.driver_connection
        found.detach()
        if not isinstance(made, sqlite3.Connection):
            raise TypeError(f"{self.place} is no file")
        return made

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one moment, and changes nothing."""
        options: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with plainly(self.place), self.engine.connect() as connection:  # noqa: SIM117
            with connection.execution_options(**options if self.path is None else {}).begin():
                yield connection

    @contextmanager
    def writing(self, *, waits: bool = True) -> Iterator[Connection]:
        """Open a transaction that is alone in writing; what was written is there once it ends, or not at all.

        Where it `waits` for nobody, it fails at once while somebody else writes.
        """
        with self._turn(waits=waits), plainly(self.place), self.engine.connect() as connection:  # noqa: SIM117
            with connection.execution_options(writes=True, waits=waits).begin():
                if self.path is None:
                    if not waits:
                        connection.exec_driver_sql("SET LOCAL lock_timeout = 1")
                    connection.exec_driver_sql("LOCK TABLE meta IN EXCLUSIVE MODE")
                yield connection

    @contextmanager
    def _turn(self, *, waits: bool) -> Iterator[None]:
        """Wait for the other writers of this program; where that takes too long, the database says so."""
        held = self.turn.acquire(blocking=waits, timeout=PATIENCE if waits else -1)
        try:
            yield
        finally:
            if held:
                self.turn.release()

    def outside(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement outside of any transaction, and give its rows."""
        with plainly(self.place):
            if self.path is None:
                with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                    connection.exec_driver_sql(statement)
                    return []
            raw = self.engine.raw_connection()
            try:
                cursor = raw.cursor()
                cursor.execute(statement)
                return [tuple(row) for row in cursor.fetchall()]
            finally:
                raw.close()


def is_url(place: str | Path) -> bool:
    """Say whether a place is the address of a database, and not a path."""
    return "://" in str(place)


def postgresql(url: str, patience: float = PATIENCE) -> Database:
    """Name a PostgreSQL database by its URL. Passwords are in no message. Raises `RegisterError`.

    Options of the server that the URL gives, such as the schema to work in, are kept beside those that are set here.
    """
    made = make_url(url)
    if made.get_backend_name() not in ("postgresql", "postgres"):
        raise RegisterError(f"`{made.drivername}://` is no database for a register. Give a file, or `postgresql://…`.")
    shown = made.render_as_string(hide_password=True)
    given = " ".join(made.normalized_query.get("options", ()))
    options = f"{given} -c lock_timeout={int(patience * 1000)} -c synchronous_commit=on"
    connected = {"connect_timeout": 10, "options": options.strip()}
    made = made.set(drivername="postgresql+psycopg")
    return Database(shown, None, create_engine(made, poolclass=NullPool, connect_args=connected))


def sqlite(path: Path, patience: float = PATIENCE, *, fixed: bool = False, linked: bool = True) -> Database:
    """Name a SQLite file, which has to be there. `fixed`: nobody writes to it (it lies where nobody can).

    `linked` is false only while a migration moves tables: their children would be deleted with them otherwise.
    """
    mode = "mode=ro&immutable=1" if fixed else "mode=rw"
    uri = f"{path.resolve().as_uri()}?{mode}"

    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=patience, check_same_thread=False)
        try:
            for pragma in (f"foreign_keys={'ON' if linked else 'OFF'}", "trusted_schema=OFF", "cell_size_check=ON",
                           "synchronous=FULL", "secure_delete=ON"):  # fmt: skip
                made.execute(f"PRAGMA {pragma}")
        except BaseException:
            made.close()
            raise
        return made

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        writes = options.get("writes", False)
        if not options.get("waits", True):
            connection.exec_driver_sql("PRAGMA busy_timeout=0")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return Database(str(path), path, engine)
