"""From a file or from bytes to text, strictly: what cannot be read one way only is refused, with its place.

UTF-8, with or without a byte order mark, or UTF-16 with one, as Windows PowerShell writes it; at most 5 MB, without
characters that hide meaning. Nothing that could block is opened.
"""

import codecs
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from engine.frozen import frozen
from engine.source.characters import refused_character, visible, why_refused
from engine.source.diagnostics import Diagnostics
from engine.source.opening import ReadingRefused, Unreadable, open_ordinary, unreadable
from engine.source.span import Span, span_at, start_of

MOST_BYTES = 5_000_000
"""Bytes of a file of rules or profiles. No person writes as much into one. Beyond it: `too-large`."""

_MOST_CHARACTERS_NAMED = 20
"""Hidden characters that are named in one file. Where there are more, a program put them there."""

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
"""What a file begins with that says how it is written, and how that is; without a mark it is UTF-8."""

_NO_FORM_OF_TEXT = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

_NO_TEXT = {
    b"PK\x03\x04": "a workbook, a Word file or another archive",
    b"\xd0\xcf\x11\xe0": "an old document of an office program",
    b"%PDF": "a PDF",
    b"SQLite format 3\0": "a database",
}
"""What a file begins with that people take for a file of text, and what it is: saving it as UTF-8 would not do."""


@frozen
class Source:
    """A text and the name under which messages speak of it."""

    name: str
    text: str


class _NotText(ReadingRefused):
    """What a file holds is no text that can be read one way only; `place` says where, by the name of the file."""

    def __init__(self, code: str, message: str, place: Callable[[str], Span] = start_of) -> None:
        super().__init__(code, message)
        self.place = place


def read_text(origin: Path | str | bytes, diagnostics: Diagnostics, name: str | None = None) -> Source | None:
    """Read the text of a file, or of bytes that the caller has; None, with a diagnostic, where it is refused.

    A str is a path. `name` stands in messages: the path, or `-` for bytes, unless it is given.
    """
    shown = visible(name or ("-" if isinstance(origin, bytes) else str(origin)))
    try:
        data = origin if isinstance(origin, bytes) else _read_bytes(origin)
        text = _decode(data)
    except Unreadable as refused:
        diagnostics.error(refused.code, start_of(shown), refused.message)
        return None
    except _NotText as refused:
        diagnostics.error(refused.code, refused.place(shown), refused.message)
        return None
    source = Source(shown, text)
    return source if vet(source, diagnostics) else None


def vet(source: Source, diagnostics: Diagnostics) -> bool:
    """Tell whether no character of a text hides meaning; a diagnostic for each of the first 20 that do."""
    accepted = True
    for offset in islice(_refused_offsets(source.text), _MOST_CHARACTERS_NAMED):
        accepted = False
        code, message = why_refused(source.text[offset])
        diagnostics.error(code, span_at(source.name, source.text, offset), message)
    return accepted


def _refused_offsets(text: str) -> Iterator[int]:
    offset = refused_character(text)
    while offset is not None:
        yield offset
        offset = refused_character(text, offset + 1)


def _read_bytes(path: Path | str) -> bytes:
    with open_ordinary(path) as file:
        try:
            return file.read(MOST_BYTES + 1)
        except OSError as error:
            raise unreadable(error) from None


def _decode(data: bytes) -> str:
    for mark, what in _NO_TEXT.items():
        if data.startswith(mark):
            raise _NotText("not-utf8", f"this is {what}, and no text; name a file of text")
    if len(data) > MOST_BYTES:
        raise _NotText("too-large", "larger than 5 MB; split it")
    if data.startswith(_NO_FORM_OF_TEXT):
        raise _NotText("not-utf8", "the file is UTF-32; save it as UTF-8")
    mark, written = mark_of(data)
    if not mark and looks_like_utf16(data):
        raise _NotText("not-utf8", "the file looks like UTF-16; save it as UTF-8")
    data = data[len(mark) :]
    try:
        return data.decode(written)
    except UnicodeDecodeError as error:
        text = data[: error.start].decode(written)
        message = f"byte 0x{data[error.start]:02X} is not {written[:6].rstrip('-').upper()}; save the file as UTF-8"
        raise _NotText("not-utf8", message, lambda file: span_at(file, text, len(text))) from None


def mark_of(data: bytes) -> tuple[bytes, str]:
    """Give the mark that a file begins with, which may be none, and how the rest is written."""
    return next(((mark, written) for mark, written in _MARKS.items() if data.startswith(mark)), (b"", "utf-8"))


def looks_like_utf16(data: bytes) -> bool:
    """Tell whether bytes without a mark begin as UTF-16 does: every other one of the first four is nothing."""
    return (data[0:4:2] == b"\0\0") != (data[1:4:2] == b"\0\0")
