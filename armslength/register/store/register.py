"""Making and opening a register, reading it, and writing to it.

register = open_register("register.db")
with register.write() as unit:
    state = unit.state("one")
    events = decide("one", state, command, …)
    unit.append(events, state.version)
"""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from armslength.register.domain.events import Event
from armslength.register.domain.state import State
from armslength.register.log.checkpoint import sign_checkpoint
from armslength.register.log.keys import CheckingKey, SigningKey, new_key
from armslength.register.log.tree import Edge
from armslength.register.store.cleaning import clean
from armslength.register.store.database import APPLICATION, PATIENCE, Database, is_url, postgresql, sqlite
from armslength.register.store.faults import SENTENCES, RegisterError, damaged, files_plainly, plainly
from armslength.register.store.key_files import beside, read_key, write_key
from armslength.register.store.migrations import migrate
from armslength.register.store.places import refuse_unsafe
from armslength.register.store.reading import Head, Listed, Reading, head_as_written
from armslength.register.store.tables import META, SCHEMA, insert
from armslength.register.store.unit import Unit

NAME_OF_KEY = "armslength/register/"
"""With what the name of a register's key begins; its id follows."""


@dataclass(frozen=True)
class Register:
    """A register that was opened. Each reading sees one moment; each unit of work is one transaction."""

    database: Database
    key: Path | None

    @property
    def place(self) -> str:
        """The file, or the address without its password, as messages name it."""
        return self.database.place

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Read several things as of one moment."""
        with self.database.reading() as connection:
            yield Reading(connection, self.place)

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """Begin one unit of work: what is appended within is written when it ends without an error, or not at all."""
        key = read_key(self.key)
        with self.database.writing() as connection:
            unit = Unit(connection, self.place, key)
            yield unit
            head = unit.finish()
        if head.cleaning and not clean(self.database):
            raise RegisterError(
                f"The text is erased, and its bytes still lie in the files of `{self.place}`, since another program "
                "reads the register. Close that program, and open the register once more."
            )

    def head(self) -> Head:
        """Read what the register says of itself."""
        with self.read() as reading:
            return reading.head()

    def events(self, subject: str | None = None) -> tuple[Event, ...]:
        """Read what has happened: to all subjects in the order of the log, or to one."""
        with self.read() as reading:
            return reading.events(subject)

    def state(self, subject: str) -> State:
        """Fold what has happened to a subject into what stands."""
        with self.read() as reading:
            return reading.state(subject)

    def subjects(self) -> tuple[Listed, ...]:
        """List the subjects in the order in which they were entered."""
        with self.read() as reading:
            return reading.subjects()


def create_register(place: str | Path, key: Path | None = None, signing: SigningKey | None = None) -> Register:
    """Make a register with nothing in it, and its key: beside the file, or where `key` says.

    `signing` is the key of a register that is made again from its export; without it, a new one is made. Raises
    `RegisterError` where there is a register already, or where none should be.
    """
    signing = signing or new_key(NAME_OF_KEY + secrets.token_hex(8))
    if is_url(place):
        database = postgresql(str(place))
        with plainly(database.place), database.engine.connect() as connection, connection.begin():
            if inspect(connection).get_table_names():
                raise RegisterError(f"`{database.place}` holds tables already. Give a database of its own.")
            _begin(connection, signing)
            write_key(_key_of_database(key), signing)
        return Register(database, key)
    path = Path(place)
    refuse_unsafe(path)
    if path.exists():
        raise RegisterError(f"`{path}` is there already, and a register is never written over. Give another name.")
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with plainly(str(path)):
            make_file(new)
            with sqlite(new).engine.connect() as connection, connection.begin():
                _begin(connection, signing)
        write_key(key or beside(path), signing)
        with files_plainly(str(path)):
            settle(new, path)
    finally:
        new.unlink(missing_ok=True)
    return open_register(path, key)


def open_register(place: str | Path, key: Path | None = None, patience: float = PATIENCE) -> Register:
    """Open a register: a file, or a PostgreSQL database by its URL. It is checked before anything is read.

    `key` is needed for writing; of a file it lies beside, unless said otherwise. `patience` says for how many seconds
    to wait for other writers. Raises `RegisterError`, and `DamagedRegister`.
    """
    if is_url(place):
        database = postgresql(str(place), patience)
        register = Register(database, key)
    else:
        path = Path(place)
        fixed = check_file(path)
        database = sqlite(path, patience, fixed=fixed)
        register = Register(database, key or beside(path))
    with database.reading() as connection:
        check_schema(connection, database.place)
    if database.path is not None and (found := database.outside("PRAGMA quick_check(1)")) != [("ok",)]:
        raise damaged(database.place, str(found[0][0]))
    if register.head().cleaning and database.path is not None and not fixed:
        clean(database)
    return register


def make_file(path: Path) -> None:
    """Make a SQLite file that is marked as a register, with a write-ahead log. Raises `RegisterError`."""
    made = sqlite3.connect(path, isolation_level=None)
    try:
        made.execute(f"PRAGMA application_id={APPLICATION}")
        if made.execute("PRAGMA journal_mode=WAL").fetchone() != ("wal",):
            raise RegisterError(f"`{path.parent}` keeps no write-ahead log. Choose a folder on a disk of this machine.")
    finally:
        made.close()


def settle(new: Path, path: Path) -> None:
    """Give a finished file its name, for good; the name must be free, and a power loss leaves it whole."""
    with new.open("rb+") as file:
        os.fsync(file.fileno())
    new.rename(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def check_file(path: Path) -> bool:
    """Check that a file can be opened as a register, and say whether nobody can write to it."""
    refuse_unsafe(path)
    if not path.is_file():
        raise RegisterError(f"There is no register at `{path}`. Make one with: armslength register init '{path}'")
    with files_plainly(str(path)), path.open("rb") as file:
        begin = file.read(100)
    if begin[:16] != b"SQLite format 3\0" or begin[68:72] != APPLICATION.to_bytes(4, "big"):
        raise RegisterError(SENTENCES["no register"].format(path))
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return False
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise RegisterError(
            f"`{path}` can't be written to, and its last entries lie beside it in `{log.name}`. Copy both into a "
            "folder of your own."
        )
    return True


def check_schema(connection: Connection, place: str) -> None:
    """Check that a database has the tables that this version of the program reads."""
    schema = schema_of(connection, place)
    if schema > SCHEMA:
        raise RegisterError(f"`{place}` was written by a newer version of this program. Install that one.")
    if schema < SCHEMA:
        raise RegisterError(f"`{place}` was written by an older version. Go on with: armslength register upgrade")


def schema_of(connection: Connection, place: str) -> str:
    """Read of which schema a database is. Raises `RegisterError` where it holds no register."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables or "meta" not in tables:
        raise RegisterError(f"`{place}` holds no register. Make one with `armslength register init`.")
    schema = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if not isinstance(schema, str):
        raise damaged(place, "it does not say of which version it is")
    return schema


def _key_of_database(key: Path | None) -> Path:
    if key is None:
        raise RegisterError("Say where the key of this register is to be kept: a file that others can't read.")
    return key


def _begin(connection: Connection, signing: SigningKey) -> None:
    """Make the tables, and write the head of a log that holds nothing."""
    migrate(connection)
    checking: CheckingKey = signing.checking
    edge = Edge()
    head = Head(signing.name.rpartition("/")[2], checking, edge, sign_checkpoint(edge, signing), None, False)
    insert(connection, META, [{"name": name, "value": value} for name, value in head_as_written(head).items()])
