"""A compiled form of a pack, kept on disk: keyed by the hash of its text, so that it can never be out of date.

Only speed depends on it. A pack that can't be kept (no home folder, a read-only disk) is read anew each time. The file
is written and read by the same user, in a folder that nobody else can write to, like the compiled form of a module.
"""

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

FORMAT = 1
"""Raised when the shape of the kept values changes."""

Kept = TypeVar("Kept")


def key_of(files: Iterable[Path], folder: Path) -> str:
    """Name the compiled form of these files for this program: the hash of each text and name, and of the program."""
    digest = hashlib.sha256(f"{FORMAT} {sys.version_info[:3]} {_program()} {folder}".encode())
    for path in files:
        try:
            data = path.read_bytes() if path.is_file() else b""
        except OSError:
            data = b""  # the loader reads it again, and says what is wrong with it
        digest.update(f"\0{path}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _program() -> str:
    """Identify this copy of the program: where it is, and when its files were last changed."""
    root = Path(__file__).parent.parent
    newest = max(path.stat().st_mtime_ns for path in root.rglob("*.py"))
    return f"{root} {newest}"


def kept(name: str, kind: type[Kept], make: Callable[[], Kept]) -> Kept:
    """Give the compiled form under this name, or make it and keep it."""
    folder = _folder()
    if folder is None:
        return make()
    path = folder / name
    try:
        found = pickle.loads(path.read_bytes())  # noqa: S301  our own file, in a folder that only this user can write to
        if isinstance(found, kind):
            return found
    except (OSError, pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError, ValueError):
        pass  # not there yet, or spoilt: it is made anew
    made = make()
    _keep(path, made)
    return made


def _folder() -> Path | None:
    """Find the folder of this user for compiled packs; none where it can't be made, or belongs to somebody else."""
    try:
        home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        folder = Path(home) / "armslength"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except (OSError, RuntimeError):
        return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
        return None
    return folder


def _keep(path: Path, value: object) -> None:
    """Write in one step, so that two processes never see half a file."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            pickle.dump(value, file, protocol=pickle.HIGHEST_PROTOCOL)
        Path(file.name).replace(path)
    except OSError:
        return
