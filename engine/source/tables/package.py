"""A workbook as a zip archive of XML parts: opened within declared limits, and read without anything being expanded.

Written here, and not left to a library, because libraries expand first and count afterwards: they keep every string
of a bomb, fill up rows to whatever width a file claims, and drop rows that are out of order without a word.
"""

import zipfile
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Protocol
from xml.parsers import expat

from engine.source.opening import Unreadable, open_ordinary, unreadable
from engine.source.tables.limits import (
    MOST_CELLS,
    MOST_PARTS,
    MOST_UNPACKED_BYTES,
    MOST_WORKBOOK_BYTES,
    WAY_OUT,
    too_large,
)

_CHUNK = 1 << 16
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    LookupError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)
_MOST_TAGS = 6 * MOST_CELLS
"""Tags in all parts of a workbook. A cell has four to six, so that more are more cells than are read, or none. Beyond
it: `too-large`."""


class Handler(Protocol):
    """What is done with the elements of one part; names come without a prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note that an element begins."""

    def end(self, name: str) -> None:
        """Take note that an element ends."""

    def text(self, text: str) -> None:
        """Take text inside an element; not always all of it at once."""


class Package(AbstractContextManager["Package"]):
    """The parts of one workbook, by name. Everything here raises `Unreadable`."""

    def __init__(self, path: Path) -> None:
        """Open the archive, unless its size, or what it says of its parts, is beyond the limits."""
        self._tags = 0
        self._file = open_ordinary(path)
        try:
            self._archive = self._opened()
        except BaseException:
            self._file.close()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._archive.close()
        self._file.close()

    def _opened(self) -> zipfile.ZipFile:
        size = self._file.seek(0, 2)
        if size > MOST_WORKBOOK_BYTES:
            raise too_large()
        try:
            archive = zipfile.ZipFile(self._file)
        except _BROKEN:
            raise broken() from None
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
            message = f"the workbook unpacks to more than {MOST_UNPACKED_BYTES // 10**6} MB or {MOST_PARTS:,} parts"
            raise Unreadable("too-large", f"{message}; {WAY_OUT}")
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("encrypted", "the workbook is protected by a password; save it without one")
        return archive

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._archive.NameToInfo)

    def has(self, part: str) -> bool:
        """Tell whether there is a part of this name."""
        return part in self._archive.NameToInfo

    def read(self, part: str, handler: Handler) -> None:
        """Walk the elements of a part. A document type, with which entities come, is refused."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_document_type
        parser.StartElementHandler = _first(parser, handler)
        parser.CharacterDataHandler = handler.text
        try:
            with self._archive.open(part) as stream:
                while data := stream.read(_CHUNK):
                    self._tags += data.count(b"<")
                    if self._tags > _MOST_TAGS:
                        raise too_many_cells()
                    parser.Parse(data, False)
                parser.Parse(b"", True)
        except OSError as error:
            raise unreadable(error) from None
        except _BROKEN:
            raise broken() from None


def _first(parser: expat.XMLParserType, handler: Handler) -> Callable[[str, dict[str, str]], None]:
    """Look at the first element: where names have a prefix, every name is cut; else nothing stands in between."""

    def cut(name: str, attributes: dict[str, str]) -> None:
        handler.start(name.rpartition(":")[2], attributes)

    def first(name: str, attributes: dict[str, str]) -> None:
        plain = ":" not in name
        parser.StartElementHandler = handler.start if plain else cut
        parser.EndElementHandler = handler.end if plain else lambda each: handler.end(each.rpartition(":")[2])
        parser.StartElementHandler(name, attributes)

    return first


def broken() -> Unreadable:
    """Say that what a workbook must hold is not there, or cannot be read."""
    return Unreadable("broken-workbook", "the workbook is cut off or damaged; save it again")


def too_many_cells() -> Unreadable:
    """Say that there is more in the workbook than is read from one."""
    return Unreadable("too-large", f"more than {MOST_CELLS:,} cells in one workbook; {WAY_OUT}")


def _refuse_document_type(*_: object) -> None:
    raise Unreadable("document-type", "the workbook holds a document type (DOCTYPE), which none needs; save it again")
