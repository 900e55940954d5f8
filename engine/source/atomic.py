"""Writing a file whole or not at all: beside its place first, and there only when it is complete."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.errors import UsageError
from engine.source.characters import visible
from engine.source.opening import reason_of


def atomic_write(path: Path, data: bytes, shown: str = "", *, private: bool = False) -> None:
    """Write a file in one step; a pipe or a device, which can't be replaced, is written to.

    `shown` is how messages quote the path. A `private` file can be read by this user only. Raises `UsageError` where
    the file can't be written; it is as it was then.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        with replaced(path, shown, private=private) as beside:
            beside.write_bytes(data)
    except (OSError, ValueError) as problem:
        raise _unwritable(path, shown, problem) from problem


@contextmanager
def replaced(target: Path, shown: str = "", *, private: bool = False) -> Iterator[Path]:
    """Give a path to write to; when all went well, what was written takes the place of the target.

    If anything goes wrong, the target is as it was and nothing is left behind. Raises `UsageError` where the folder
    can't be written to.
    """
    import tempfile  # here, since most commands write no file

    try:
        descriptor, name = tempfile.mkstemp(prefix=".armslength-", suffix=target.suffix, dir=target.parent)
        os.close(descriptor)
    except OSError as problem:
        raise _unwritable(target, shown, problem) from problem
    beside = Path(name)
    try:
        yield beside
        if not private:
            beside.chmod(0o666 & ~_umask())
        beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _unwritable(target: Path, shown: str, problem: Exception) -> UsageError:
    return UsageError(f"{shown or f'`{visible(str(target))}`'} can't be written: {reason_of(problem)}")


def _umask() -> int:
    """Ask what a new file of this user may be; it can be asked only by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
