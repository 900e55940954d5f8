"""Where bytes come from: a file, or standard input for `-`. Nothing that could block for ever is opened."""

import sys
from pathlib import Path

from engine.errors import UsageError
from engine.source.opening import reason_of
from engine.source.text import MOST_BYTES

STANDARD_INPUT = "-"
MOST_STORED = 8_000_000
"""Bytes of a stored result that is read. That of one profile takes about 200,000. Beyond it: `is larger than 8 MB`."""


def stdin_once(*names: str) -> None:
    """Raise `UsageError` where standard input is to be read twice."""
    if names.count(STANDARD_INPUT) > 1:
        raise UsageError(f"`{STANDARD_INPUT}` is given twice, but standard input can be read only once")


def origin(name: str, most: int = MOST_BYTES) -> Path | bytes:
    """Give the path of a file, or the bytes of standard input for `-`, at most one more than may be read.

    Raises `UsageError` where standard input can't be read.
    """
    if name != STANDARD_INPUT:
        return Path(name)
    if sys.stdin is None:
        raise UsageError("standard input is closed")
    try:
        return sys.stdin.buffer.read(most + 1)
    except OSError as problem:
        raise UsageError(f"standard input can't be read: {reason_of(problem)}") from problem


def read_whole(name: str, most: int = MOST_STORED) -> bytes:
    """Read a file, or standard input for `-`. Raises `UsageError` where it can't be read or is larger than `most`."""
    found = origin(name, most)
    if isinstance(found, Path):
        found = _of_file(found, most)
    if len(found) > most:
        raise UsageError(f"`{name}` is larger than {most // 1_000_000} MB")
    return found


def _of_file(path: Path, most: int) -> bytes:
    try:
        if not path.is_file():
            raise UsageError(f"`{path}` is not a file")
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as problem:
        raise UsageError(f"`{path}` can't be read: {reason_of(problem)}") from problem
