"""The lines of a table in a text file: UTF-8, counted, and never more of them in memory than one row has."""

from typing import BinaryIO, NoReturn

from engine.errors import InputError
from engine.source.characters import why_refused
from engine.source.diagnostics import Diagnostic
from engine.source.span import cell_at
from engine.source.tables.limits import MOST_ROW_BYTES

_MARK = b"\xef\xbb\xbf"


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
        if self._number == 1:
            raw = raw.removeprefix(_MARK)
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
