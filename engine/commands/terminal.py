"""Standard output and standard error as they really are: closed, full, gone, in any locale."""

import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from engine import UsageError
from engine.source.atomic import atomic_write
from engine.source.characters import in_backticks

NARROWEST, USUAL, WIDEST = 40, 88, 100
STANDARD_OUTPUT = "-"
CLOSED = -1
"""The number of an error that the system has none for: there is no standard output at all."""


def out(data: str | bytes) -> None:
    """Write data to standard output, in UTF-8 whatever the locale says. Raises `OSError` where that can't be done."""
    if isinstance(data, str):
        data = (data if data.endswith("\n") else data + "\n").encode("utf-8", "backslashreplace")
    if sys.stdout is None:
        raise OSError(CLOSED, "it is closed")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def to_file_or_out(data: str | bytes, name: str, read: Iterable[str] = ()) -> None:
    """Write data to a file, or to standard output for `-`. A file is there as a whole, or stays as it was.

    `read` are the files that the data were made from. Raises `UsageError` where the file is one of these, or can't be
    written.
    """
    if name == STANDARD_OUTPUT:
        out(data)
        return
    if any(is_same(name, each) for each in read):
        raise UsageError(f"{in_backticks(name)} would be written over what was read from it; name another file")
    if isinstance(data, str) and data and not data.endswith("\n"):
        data += "\n"
    encoded = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    path = Path(name)
    if not name or path.is_dir():
        raise UsageError(f"{in_backticks(name)} is not a file; name the file to write")
    atomic_write(path, encoded, in_backticks(name))


def refuse_to_write_over(name: str, what: str) -> None:
    """Refuse the name of a file that is there already: somebody may have answered in it."""
    if name != STANDARD_OUTPUT and Path(name).exists():
        raise UsageError(f"{in_backticks(name)} is there already, perhaps filled in; give {what} another name")


def is_same(one: str, other: str) -> bool:
    """Tell whether two names are of one file that is there."""
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return False


def say(words: str) -> None:
    """Write words to standard error; where nobody can hear them, the exit code has to do."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(words + "\n")
            sys.stderr.flush()
    except OSError:
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Let what is left to be written to a stream go nowhere, so that Python's own last attempt doesn't fail."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def width(output: str = STANDARD_OUTPUT) -> int:
    """Find how wide the terminal is, within what can be read; a file is as wide as usual."""
    if output != STANDARD_OUTPUT:
        return USUAL
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((USUAL, 24)).columns))


def colour(output: str = STANDARD_OUTPUT) -> bool:
    """Colour only a terminal that knows colours, never a file, and never where NO_COLOR is set."""
    return (
        output == STANDARD_OUTPUT
        and sys.stdout is not None
        and sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )
