"""Writing a file whole or not at all: beside its place first, and there only when it is complete."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.errors import UsageError
from engine.source.characters import visible


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """Give a path to write to; when all went well, what was written takes the place of the target.

    If anything goes wrong, the target is as it was and nothing is left behind. Raises `UsageError` where the folder
    can't be written to.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=".armslength-", suffix=target.suffix, dir=target.parent)
        os.close(descriptor)
    except OSError as problem:
        reason = (problem.strerror or "the system gives no reason").lower()
        raise UsageError(f"`{visible(str(target))}` can't be written: {reason}") from problem
    beside = Path(name)
    try:
        yield beside
        beside.chmod(0o666 & ~_umask())
        beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _umask() -> int:
    """Ask what a new file of this user may be; it can be asked only by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
