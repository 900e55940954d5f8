"""The lines of a table in a text file: UTF-8 or UTF-16, counted, and never more in memory than one row has."""

import codecs
import io
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from engine.errors import InputError
from engine.source.characters import why_refused
from engine.source.diagnostics import Diagnostic
from engine.source.opening import open_ordinary
from engine.source.span import cell_at
from engine.source.tables.limits import MOST_ROW_BYTES
from engine.source.text import mark_of

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_AT_A_TIME = 1 << 16
_NO_TEXT = b"\xff"
"""Stands in UTF-8 for what was no UTF-16, so that it is refused where it stands."""


def open_text(path: Path) -> BinaryIO:
    """Open a text file for reading UTF-8, whatever its mark says that it is written in. Raises `Unreadable`."""
    file = open_ordinary(path)
    mark, written = mark_of(file.read(4))
    file.seek(len(mark))
    return file if written == "utf-8" else io.BufferedReader(_Recoded(file, written))


class _Recoded(io.RawIOBase):
    """A file of UTF-16, read as UTF-8; what is no text becomes bytes that are none either."""

    def __init__(self, file: BinaryIO, written: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(written)("surrogatepass")
        self._left = b""

    def readable(self) -> bool:
        """Say that it is there to be read."""
        return True

    def readinto(self, into: "WriteableBuffer") -> int:
        """Read on, and give as much as there is room for."""
        raw = b" "
        while not self._left and raw:
            raw = self._file.read(_AT_A_TIME)
            try:
                self._left = self._decoder.decode(raw, final=not raw).encode("utf-8", "surrogatepass")
            except UnicodeDecodeError:
                self._left = _NO_TEXT
                self._decoder.reset()
        room = memoryview(into).cast("B")
        given, self._left = self._left[: len(room)], self._left[len(room) :]
        room[: len(given)] = given
        return len(given)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


def refuse(name: str, row: int, column: int, code: str, message: str) -> NoReturn:
    """End the reading of a table: nobody knows what its rows are."""
    raise InputError((Diagnostic(code, message, cell_at(name, row, column)),))


class Lines:
    """Walks the lines; ends the reading where one is no text, or where a row does not end."""

    def __init__(self, file: BinaryIO, name: str, save_as: str) -> None:
        """Take the file, its name for messages, and how the program that wrote it calls what it should have written."""
        self._file = file
        self._name = name
        self._save_as = save_as
        self._number = 0
        self._start = 1
        self._left = MOST_ROW_BYTES

    def start_row(self) -> int:
        """Begin a new row, and give the number of its first line."""
        self._left = MOST_ROW_BYTES
        self._start = self._number + 1
        return self._start

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        raw = self._file.readline(self._left + 1)
        if not raw:
            raise StopIteration
        self._number += 1
        self._left -= len(raw)
        if self._left < 0:
            message = f"a row is larger than {MOST_ROW_BYTES // 10**6} MB; is a quotation mark never closed?"
            refuse(self._name, self._start, 1, "too-large", message)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"byte 0x{raw[error.start]:02X} is not UTF-8; save the file as {self._save_as}"
            refuse(self._name, self._number, _field(raw, error.start), "not-utf8", message)
        if "\0" in text:
            code, message = why_refused("\0")
            refuse(self._name, self._number, _field(raw, raw.index(b"\0")), code, message)
        return text


def _field(raw: bytes, at: int) -> int:
    """Count the cells up to a byte; near enough where a cell holds commas of its own."""
    return raw.count(b",", 0, at) + 1
