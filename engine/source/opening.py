"""Opening a file by its path, strictly: an ordinary file or nothing, so that nothing can wait for ever."""

import os
import stat
from pathlib import Path
from typing import BinaryIO


class ReadingRefused(Exception):  # noqa: N818  a way out of nested calls; whoever reads turns it into a diagnostic
    """Something cannot be read: the code and the words for it."""

    def __init__(self, code: str, message: str) -> None:
        """Take what a diagnostic will say."""
        super().__init__(code)
        self.code = code
        self.message = message


class Unreadable(ReadingRefused):
    """The file cannot be opened or read."""


def open_ordinary(path: Path | str) -> BinaryIO:
    """Open an ordinary file for reading bytes. A named pipe or device is never opened. Raises `Unreadable`."""
    try:
        _refuse_unless_ordinary(os.stat(path).st_mode)
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        file = open(descriptor, "rb")  # noqa: SIM115  the caller closes it
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable("missing-file", "there is no such file") from None
    except ValueError:
        raise Unreadable("missing-file", "no file can have this name") from None
    except OSError as error:
        raise unreadable(error) from None
    try:
        _refuse_unless_ordinary(os.fstat(file.fileno()).st_mode)  # it may have been exchanged since
    except Unreadable:
        file.close()
        raise
    return file


def unreadable(error: OSError) -> Unreadable:
    """Say what the system said when it could not read."""
    return Unreadable("unreadable-file", f"the file cannot be read: {reason_of(error)}")


def reason_of(problem: Exception) -> str:
    """Give the words of the system for why it could not read or write, as the end of a message."""
    return (getattr(problem, "strerror", None) or "the system gives no reason").lower()


def _refuse_unless_ordinary(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise Unreadable("not-a-file", "this is a folder; name a file in it")
    if not stat.S_ISREG(mode):
        raise Unreadable("not-a-file", "this is a pipe or a device; name an ordinary file")
