"""Tells whether anything was written to a register since one last looked, without reading it."""

import os
import sqlite3
from pathlib import Path
from threading import Lock

from armslength.register.store.database import Database


class Watch:
    """Watches one register for whatever writes to it: this program, another one, or somebody who puts a copy back.

    SQLite counts for each connection what others have written (`PRAGMA data_version`), hence one that is held open and
    writes nothing. It is opened anew after each change: what was written then goes from the log beside the file into
    the file, as it does when the last of a program's connections is closed.
    """

    def __init__(self, database: Database) -> None:
        """Take the database; nothing is opened yet."""
        self._database = database
        self._lock = Lock()
        self._open: sqlite3.Connection | None = None
        self._seen: object = None
        self._mark: object | None = None

    def mark(self) -> object | None:
        """Give a mark, the same one as long as nothing is written; nothing where that can't be told.

        Take it before reading: what is read then is at least as new as the mark.
        """
        path = self._database.path
        if path is None:
            return None
        with self._lock:
            try:
                if self._open is None or self._look(path, self._open) != self._seen:
                    self._open_anew(path)
            except (OSError, sqlite3.Error):
                self._close()
            return self._mark

    def _open_anew(self, path: Path) -> None:
        self._close()
        self._open = self._database.bare()
        self._seen, self._mark = self._look(path, self._open), object()

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
        self._open = self._mark = None

    @staticmethod
    def _look(path: Path, opened: sqlite3.Connection) -> tuple[object, ...]:
        (version,) = opened.execute("PRAGMA data_version").fetchall()
        there = os.stat(path)
        return version, there.st_dev, there.st_ino, there.st_size, there.st_mtime_ns
