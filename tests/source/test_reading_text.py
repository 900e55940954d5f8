"""Bytes become text in one way or not at all, and nothing that could block is opened."""

import os
import socket
from pathlib import Path

import pytest

from engine.source.diagnostics import Diagnostics
from engine.source.text import Source, read_text

REFUSED = {
    "two byte order marks": (
        b"\xef\xbb\xbf\xef\xbb\xbfa: 1",
        "-:1:1: hidden-character: a character that cannot be seen: ZERO WIDTH NO-BREAK SPACE (U+FEFF); delete it",
    ),
    "half a character of UTF-16": (
        "a: 1\nb".encode("utf-16") + b"\x00",
        "-:2:2: not-utf8: byte 0x00 is not UTF-16; save the file as UTF-8",
    ),
    "half a surrogate pair in UTF-16": (
        b"\xfe\xff\x00a\xd8\x00\x00b",
        "-:1:2: not-utf8: byte 0xD8 is not UTF-16; save the file as UTF-8",
    ),
    "NUL in UTF-16": (
        "ab\0".encode("utf-16"),
        "-:1:3: control-character: control character NUL (U+0000) in the text; delete it",
    ),
    "UTF-16 without a mark": (
        "a: 1".encode("utf-16-le"),
        "-:1:1: not-utf8: the file looks like UTF-16; save it as UTF-8",
    ),
    "UTF-16 without a mark, big end first": (
        "a: 1".encode("utf-16-be"),
        "-:1:1: not-utf8: the file looks like UTF-16; save it as UTF-8",
    ),
    "UTF-32, little end first": ("a: 1".encode("utf-32"), "-:1:1: not-utf8: the file is UTF-32; save it as UTF-8"),
    "UTF-32, big end first": (b"\x00\x00\xfe\xff", "-:1:1: not-utf8: the file is UTF-32; save it as UTF-8"),
    "cp1252": (
        "a: 1\nb: é caf\xe9".encode() + b"\xe9",
        "-:2:10: not-utf8: byte 0xE9 is not UTF-8; save the file as UTF-8",
    ),
    "truncated character": (b"a\n\xf0\x9f", "-:2:1: not-utf8: byte 0xF0 is not UTF-8; save the file as UTF-8"),
    "overlong NUL": (b"\xc0\x80", "-:1:1: not-utf8: byte 0xC0 is not UTF-8; save the file as UTF-8"),
    "surrogate in UTF-8": (b"a\xed\xa0\x80", "-:1:2: not-utf8: byte 0xED is not UTF-8; save the file as UTF-8"),
    "NUL": (b"ab\0", "-:1:3: control-character: control character NUL (U+0000) in the text; delete it"),
    "ESC": (b"a\n b\x1b[2J", "-:2:3: control-character: control character ESCAPE (U+001B) in the text; delete it"),
    "DELETE": (b"\x7f", "-:1:1: control-character: control character DELETE (U+007F) in the text; delete it"),
    "vertical tab": (b"\x0b", "-:1:1: control-character: control character U+000B in the text; delete it"),
    "next line": (
        "é\x85".encode(),
        "-:1:2: control-character: control character NEXT LINE (U+0085) in the text; delete it",
    ),
    "carriage return alone": (
        b"a: 1\rb: 2\r\n",
        "-:1:5: control-character: a carriage return without a line feed; save the file with ordinary line ends",
    ),
    "right-to-left override": (
        "a: \u202eb".encode(),
        "-:1:4: hidden-character: a character that cannot be seen: RIGHT-TO-LEFT OVERRIDE (U+202E); delete it",
    ),
    "isolate": (
        "\u2066".encode(),
        "-:1:1: hidden-character: a character that cannot be seen: LEFT-TO-RIGHT ISOLATE (U+2066); delete it",
    ),
    "zero-width space": (
        "é\u200b".encode(),
        "-:1:2: hidden-character: a character that cannot be seen: ZERO WIDTH SPACE (U+200B); delete it",
    ),
    "zero-width joiner": (
        "\u200d".encode(),
        "-:1:1: hidden-character: a character that cannot be seen: ZERO WIDTH JOINER (U+200D); delete it",
    ),
    "soft hyphen": (
        "\u00ad".encode(),
        "-:1:1: hidden-character: a character that cannot be seen: SOFT HYPHEN (U+00AD); delete it",
    ),
    "byte order mark inside": (
        "a\ufeff".encode(),
        "-:1:2: hidden-character: a character that cannot be seen: ZERO WIDTH NO-BREAK SPACE (U+FEFF); delete it",
    ),
    "line separator": (
        "\u2028".encode(),
        "-:1:1: hidden-character: a character that cannot be seen: LINE SEPARATOR (U+2028); delete it",
    ),
    "tag character": (
        "\U000e0041".encode(),
        "-:1:1: hidden-character: a character that cannot be seen: TAG LATIN CAPITAL LETTER A (U+E0041); delete it",
    ),
    "no character": ("\uffff".encode(), "-:1:1: hidden-character: a character that cannot be seen: U+FFFF; delete it"),
    "too large": (b"a" * 5_000_001, "-:1:1: too-large: larger than 5 MB; split it"),
}


def refusal(origin: Path | str | bytes, name: str | None = None) -> str:
    """The message with which it is refused."""
    diagnostics = Diagnostics()
    assert read_text(origin, diagnostics, name) is None
    return "\n".join(str(item) for item in diagnostics.items)


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_bytes_are_refused_with_this_message(data: bytes, message: str) -> None:
    """With the place of the first bad byte or character."""
    assert refusal(data) == message


@pytest.mark.parametrize("text", ["", "a\tb\r\nc\n", "é 😀 中 \xa0 ❤\ufe0f", "a" * 5_000_000])
def test_all_else_is_read_as_it_is(text: str) -> None:
    """Line ends and tabs too: what they mean is for the format to say."""
    diagnostics = Diagnostics()
    assert read_text(text.encode(), diagnostics) == Source("-", text)
    assert diagnostics.items == ()


def test_hidden_characters_are_named_one_by_one_up_to_twenty() -> None:
    """A file full of them needs no thousand lines."""
    lines = refusal(b"a\0\n\x1b\0" * 50).split("\n")
    assert [line.split(" ")[0] for line in lines[:3]] == ["-:1:2:", "-:2:1:", "-:2:2:"]
    assert len(lines) == 20


def test_a_file_is_read_under_its_name(tmp_path: Path) -> None:
    """The path stands in messages unless the caller gives a name."""
    path = tmp_path / "a.yaml"
    path.write_bytes("a: é\n".encode())
    assert read_text(path, Diagnostics()) == Source(str(path), "a: é\n")
    assert read_text(str(path), Diagnostics(), "rules/a.yaml") == Source("rules/a.yaml", "a: é\n")


def test_a_missing_file(tmp_path: Path) -> None:
    """Also where a folder of the path is missing or is a file."""
    (tmp_path / "file").write_text("a")
    message = "there is no such file"
    assert refusal(tmp_path / "b", "b") == f"b:1:1: missing-file: {message}"
    assert refusal(tmp_path / "c" / "b", "b") == f"b:1:1: missing-file: {message}"
    assert refusal(tmp_path / "file" / "b", "b") == f"b:1:1: missing-file: {message}"
    assert refusal("a\0b") == r"a\x00b:1:1: missing-file: no file can have this name"


def test_a_folder(tmp_path: Path) -> None:
    """A path that ends too early is a common slip."""
    assert refusal(tmp_path, "d") == "d:1:1: not-a-file: this is a folder; name a file in it"


def test_a_named_pipe_is_not_opened(tmp_path: Path) -> None:
    """Opening one waits until somebody writes."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    for name in ("pipe", "link"):
        assert refusal(tmp_path / name, "p") == "p:1:1: not-a-file: this is a pipe or a device; name an ordinary file"


def test_a_device_or_a_socket_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one never ends, the other cannot be read."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as connection:
        connection.bind("s")
        for path in ("/dev/zero", "s"):
            assert refusal(path, "p") == "p:1:1: not-a-file: this is a pipe or a device; name an ordinary file"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own reason is passed on, in lower case."""

    def forbidden(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a").write_text("a")
    monkeypatch.setattr(os, "open", forbidden)
    assert refusal(tmp_path / "a", "a") == "a:1:1: unreadable-file: the file cannot be read: permission denied"


def test_links_in_a_circle(tmp_path: Path) -> None:
    """They end in an error of the system, not in a traceback."""
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    message = "the file cannot be read: too many levels of symbolic links"
    assert refusal(tmp_path / "a", "a") == f"a:1:1: unreadable-file: {message}"


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    """A sparse file of a terabyte costs no more than 5 MB."""
    with (tmp_path / "big").open("wb") as file:
        file.truncate(10**12)
    assert refusal(tmp_path / "big", "b") == "b:1:1: too-large: larger than 5 MB; split it"


def test_a_name_cannot_forge_a_message(tmp_path: Path) -> None:
    """Line breaks, escapes and bytes that are no text are shown as escapes."""
    name = os.fsdecode(b"a\nb\x1b\xff")
    assert refusal(tmp_path / name, name) == r"a\nb\x1b\udcff:1:1: missing-file: there is no such file"
    assert refusal(b"\0", "x\ny").startswith(r"x\ny:1:1: ")
