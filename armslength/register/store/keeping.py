"""Backups, registers made again from an export, and newer schemas. Each leaves a whole register, or what was there."""

import json
import secrets
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from sqlalchemy import Connection

from armslength.register.domain.wire import Text, Written, texts_named
from armslength.register.log.keys import SigningKey
from armslength.register.store.database import is_url, postgresql, sqlite
from armslength.register.store.faults import RegisterError, damaged, files_plainly
from armslength.register.store.migrations import migrate
from armslength.register.store.reading import Reading
from armslength.register.store.register import Register, check_file, create_register, open_register, schema_of, settle
from armslength.register.store.tables import SCHEMA
from armslength.register.store.verifying import log_of, verify_register
from armslength.register.verify import Log, check


def back_up(register: Register, to: Path) -> str:
    """Copy a register as it is at one moment into a new file, and give the short form of its checkpoint.

    The copy is verified. The key is not in it: keep that apart. Raises `RegisterError`.
    """
    if register.database.path is None:
        raise RegisterError(f"`{register.place}` is backed up by the server: pg_dump, or what your provider has.")
    _must_be_free(to)
    new = _beside(to)
    try:
        _copy(register.database.path, new)
        found = verify_register(open_register(new, register.key))
        if found.wrong:
            raise damaged(register.place, found.wrong[0].rstrip("."))
        with files_plainly(str(to)):
            settle(new, to)
    finally:
        _remove(new)
    return found.short


def restore(backup: Path, to: Path, key: Path | None = None) -> Register:
    """Make a register from a backup, under a name that is free, and verify it. Raises `RegisterError`.

    The key has to lie where the register will look for it before anything can be written.
    """
    with open_register(backup).read() as reading:
        reading.head()
    _must_be_free(to)
    back_up(open_register(backup), to)
    return open_register(to, key)


def make_again(log: Log, place: str | Path, key: Path | None = None, signing: SigningKey | None = None) -> Register:
    """Make a register from its export: the same events, the same texts, the same log.

    With the key that it had (`signing`), its export is the same to the byte. With a new one (the old was lost), only
    key and checkpoint differ: checkpoints that were kept are checked against the old export. Raises `RegisterError`.
    """
    found = check(log)
    if found.wrong or log.numbers is not None:
        wrong = found.wrong or ["It holds a part of a log."]
        raise RegisterError(f"No register can be made from this export: {wrong[0]} Nothing was changed.")
    texts = {each["sha256"]: Text(each["says"], each["salt"]) for each in map(json.loads, log.texts)}
    register = create_register(place, key, signing)
    try:
        with register.write() as unit:
            for data in map(json.loads, log.events):
                there = {each: texts[each] for hashes in texts_named(data).values() for each in hashes if each in texts}
                unit.append_written([Written(data, there)], unit.version(data["subject"]))
    except BaseException:
        if register.database.path is not None and register.key is not None:
            _remove(register.database.path)
            register.key.unlink(missing_ok=True)
        raise
    return register


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A register that is of a newer schema now: the schema that it had, and where a copy of it as it was is kept.

    A database has none: its server keeps backups.
    """

    was: str
    kept: Path | None


def upgrade(place: str | Path, migrations: Path | None = None, schema: str = SCHEMA) -> Upgraded | None:
    """Bring a register, a file or a database, to the newest schema; nothing where it is new.

    All is one transaction, with links between tables off (a table that is made anew would take its children with it);
    before it ends, links and log are checked. Raises `RegisterError`; the register is as it was then.
    """
    if not is_url(place):
        check_file(Path(place))
    database = postgresql(str(place)) if is_url(place) else sqlite(Path(place), linked=False)
    with database.reading() as connection:
        found = schema_of(connection, database.place)
    if found == schema:
        return None
    with database.writing() as connection:
        if schema_of(connection, database.place) != found:
            return None  # somebody else was quicker
        if database.path is None:
            _migrate(connection, database.place, schema, migrations)
            return Upgraded(found, None)
        kept = _keep_copy(database.path, found)
        try:
            _migrate(connection, database.place, schema, migrations)
        except BaseException:
            kept.unlink(missing_ok=True)
            raise
    return Upgraded(found, kept)


def _keep_copy(path: Path, schema: str) -> Path:
    """Keep a copy of a file as it is, while nobody can write to it."""
    name, new = f"{path.name}.schema-{schema}", _beside(path)
    names = chain((name,), (f"{name}-{number}" for number in count(2)))
    kept = next(each for each in map(path.with_name, names) if not each.exists())  # the power went in an earlier one
    try:
        _copy(path, new)
        with files_plainly(str(path)):
            settle(new, kept)
    finally:
        _remove(new)
    return kept


def _migrate(connection: Connection, place: str, schema: str, migrations: Path | None) -> None:
    """Run the migrations, and check within the same transaction that nothing was lost."""
    migrate(connection, schema, *(() if migrations is None else (migrations,)))
    if connection.dialect.name == "sqlite" and (wrong := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
        raise damaged(place, f"a row of `{wrong[0][0]}` would belong to nothing after the upgrade")
    if wrong_log := check(log_of(Reading(connection, place))).wrong:
        raise damaged(place, wrong_log[0].rstrip("."))


def _copy(path: Path, new: Path) -> None:
    """Copy a database as of one moment, without free pages, into a new file that is a register with a log again."""
    quoted = str(new).replace("'", "''")
    sqlite(path).outside(f"VACUUM INTO '{quoted}'")
    sqlite(new).outside("PRAGMA journal_mode=WAL")


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")


def _remove(new: Path) -> None:
    for each in (new, *(new.with_name(new.name + end) for end in ("-wal", "-shm"))):
        each.unlink(missing_ok=True)


def _must_be_free(path: Path) -> None:
    if path.exists():
        raise RegisterError(f"`{path}` is there already, and is not written over. Give another name.")
