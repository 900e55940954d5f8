"""From a file or from bytes to text, strictly: what cannot be read one way only is refused, with its place.

UTF-8 without a byte order mark, at most 5 MB, without characters that hide meaning. Nothing that could block is opened.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from engine.source.characters import refused_character, visible, why_refused
from engine.source.diagnostics import Diagnostics
from engine.source.opening import ReadingRefused, Unreadable, open_ordinary, unreadable
from engine.source.span import Span, span_at, start_of

MOST_BYTES = 5_000_000
"""Bytes of a file of rules or profiles. No person writes as much into one. Beyond it: `too-large`."""

_MOST_CHARACTERS_NAMED = 20
"""Hidden characters that are named in one file. Where there are more, a program put them there."""

_MARKS = (
    (b"\xef\xbb\xbf", "byte-order-mark", "the file starts with a byte order mark; save it as UTF-8 without one"),
    (b"\xff\xfe\x00\x00", "not-utf8", "the file is UTF-32; save it as UTF-8"),
    (b"\x00\x00\xfe\xff", "not-utf8", "the file is UTF-32; save it as UTF-8"),
    (b"\xff\xfe", "not-utf8", "the file is UTF-16; save it as UTF-8"),
    (b"\xfe\xff", "not-utf8", "the file is UTF-16; save it as UTF-8"),
)


@dataclass(frozen=True, slots=True)
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
    if len(data) > MOST_BYTES:
        raise _NotText("too-large", "larger than 5 MB; split it")
    for mark, code, message in _MARKS:
        if data.startswith(mark):
            raise _NotText(code, message)
    if (data[0:4:2] == b"\0\0") != (data[1:4:2] == b"\0\0"):
        raise _NotText("not-utf8", "the file looks like UTF-16; save it as UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data[: error.start].decode("utf-8")
        message = f"byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        raise _NotText("not-utf8", message, lambda file: span_at(file, text, len(text))) from None
