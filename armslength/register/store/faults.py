"""What can go wrong with a register, each in a plain sentence with the way out.

A fault that somebody can mend ends the program with 2, a damaged register with 70. After each of them the register is
as it was before: a transaction is written as a whole or not at all.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from sqlalchemy.exc import DBAPIError

from engine import ArmslengthError


class RegisterError(ArmslengthError):
    """A register can't be used as asked. The message says why, and what to do."""

    exit_code: ClassVar[int] = 2


class DamagedRegister(RegisterError):  # noqa: N818  it says what is wrong, as the contract with callers does
    """A register does not hold what was written to it."""

    exit_code = 70


RESTORE = "Restore your last backup (`armslength register restore`), and check it against a checkpoint that you kept."

OTHER_TABLES = "its tables are not those of the version that it says it has"
OF_OTHER_TABLES = ("no such", "foreign key mismatch", "table ", "index ")
"""How SQLite begins to say so."""

SENTENCES = {
    "busy": "`{}` is in use by another program. Nothing was changed. Close that program, or try again in a moment.",
    "read-only": "`{}` can't be written to. Nothing was changed. Ask for the right to write to the file and its "
    "folder, or copy the register into a folder of your own.",
    "no access": "`{}` can't be opened. Nothing was changed. Check that its folder is there and that you may read and "
    "write in it.",
    "full": "There is no room left on the disk of `{}`. Nothing was changed. Make room, then try again.",
    "disk": "The disk of `{}` did not do what was asked of it. Nothing was changed. Check that it is connected and has "
    "room, then try again.",
    "no register": "`{}` is no register: it is another kind of file, or its beginning is damaged. Check the name.",
    "unreachable": "The database at `{}` did not answer. Nothing was changed. Check the address, the name and the "
    "password, and that the server runs.",
}
"""What is said of each fault; the place of the register goes into the braces."""

OF_SQLITE = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_PERM: "no access",
    sqlite3.SQLITE_CANTOPEN: "no access",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "disk",
    sqlite3.SQLITE_NOTADB: "no register",
}
"""The fault behind each primary result code of SQLite (sqlite.org/rescode.html)."""

SHM_SIZE = sqlite3.SQLITE_IOERR_SHMSIZE
"""What SQLite says where there is no room left for the index of its write-ahead log."""

OF_POSTGRESQL = {"55P03": "busy", "40P01": "busy", "40001": "busy", "25006": "read-only", "42501": "no access",
                 "53100": "full"}  # fmt: skip
"""The fault behind each SQLSTATE of PostgreSQL."""

OF_THE_SYSTEM = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EROFS: "read-only", errno.EACCES: "no access",
                 errno.EPERM: "no access", errno.ENOENT: "no access", errno.EIO: "disk"}  # fmt: skip
"""The fault behind each error of the operating system."""


def damaged(place: str, how: str) -> DamagedRegister:
    """Say that a register is damaged, and how that shows."""
    return DamagedRegister(f"`{place}` is damaged: {how}. Nothing was changed. {RESTORE}")


@contextmanager
def plainly(place: str) -> Iterator[None]:
    """Say faults of the database within in plain words, about the register at a place."""
    try:
        yield
    except DBAPIError as error:
        raise in_plain_words(error.orig, place) or error from error
    except sqlite3.Error as error:
        raise in_plain_words(error, place) or error from error


@contextmanager
def files_plainly(place: str) -> Iterator[None]:
    """Say faults of files within in plain words, about the register at a place."""
    try:
        yield
    except OSError as error:
        fault = OF_THE_SYSTEM.get(error.errno or 0)
        raise (RegisterError(SENTENCES[fault].format(place)) if fault else error) from error


def in_plain_words(error: BaseException | None, place: str) -> RegisterError | None:
    """Say in plain words what a driver reported; nothing where it is no fault of the place (a fault of the program)."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & 0xFF == sqlite3.SQLITE_CORRUPT:
            return damaged(place, "SQLite can't read it")
        if code == sqlite3.SQLITE_ERROR and str(error).startswith(OF_OTHER_TABLES):
            return damaged(place, OTHER_TABLES)
        fault = "full" if code == SHM_SIZE else OF_SQLITE.get(code & 0xFF) if code is not None else None
    else:
        state = getattr(error, "sqlstate", None)
        if state in ("42P01", "42703"):  # undefined_table, undefined_column
            return damaged(place, OTHER_TABLES)
        is_connecting = type(error).__name__ in ("OperationalError", "ConnectionTimeout") and state is None
        fault = OF_POSTGRESQL.get(state) if state else "unreachable" if is_connecting else None
    return RegisterError(SENTENCES[fault].format(place)) if fault else None
