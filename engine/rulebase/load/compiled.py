"""A compiled form of a pack, kept on disk: keyed by the hash of all it is read from, so that it is never out of date.

Only speed depends on it. A pack that can't be kept (no home folder, a read-only disk) is read anew each time. The file
is written and read by the same user, in a folder that nobody else can write to, like the compiled form of a module.
"""

import gc
import hashlib
import os
import pickle
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from engine.errors import InputError, UsageError
from engine.frozen import frozen
from engine.rulebase.folders import extended_folder, pack_files, table_files
from engine.source.atomic import atomic_write
from engine.source.text import MOST_BYTES, mark_of

FORMAT = 2
"""Raised when the shape of the kept values changes."""

MOST_KEPT = 30
"""Compiled packs that stay on disk. Nobody works with more at a time; the oldest make room, and are read anew."""

Kept = TypeVar("Kept")


@frozen
class Below:
    """What a pack says it extends, empty where that is nothing."""

    named: str


def key_of(folder: Path, above: frozenset[Path] = frozenset()) -> str:
    """Name the compiled form of a pack: the hash of the name and the text of every file, in the packs below it too."""
    digest = hashlib.sha256(os.fsencode(folder))
    may_extend = False
    for path in [*pack_files(folder), *table_files(folder)]:
        try:
            data = _read(path) if path.is_file() else b""
        except OSError:
            data = b""  # the loader reads it again, and says what is wrong with it
        digest.update(os.fsencode(f"\0{path}\0{len(data)}\0"))
        digest.update(data)
        plain = mark_of(data)[1] == "utf-8"
        may_extend = may_extend or b"extends" in data or b"\\" in data or not plain  # a key may be written with escapes
    key = digest.hexdigest()
    return _with_below(key, folder, above | {folder.resolve()}) if may_extend else key


def _with_below(key: str, folder: Path, above: frozenset[Path]) -> str:
    named = cached(key, Below, lambda: _below(folder)).named
    below = extended_folder(folder, named) if named else folder
    if below.resolve() in above:
        return key
    try:
        return hashlib.sha256(f"{key} {key_of(below, above)}".encode()).hexdigest()
    except InputError:  # the loader says what is wrong with the pack below
        return key


def _below(folder: Path) -> Below:
    from engine.rulebase.load.layers import extends_of

    return Below(extends_of(folder))


def cached(name: str, kind: type[Kept], make: Callable[[], Kept]) -> Kept:
    """Give the compiled form under this name as this program made it, or make it and keep it."""
    found = kept(name, kind)
    if found is None:
        found = make()
        keep(name, found)
    return found


def kept(name: str, kind: type[Kept]) -> Kept | None:
    """Give what this program keeps under this name; none where it is not there yet, or spoilt in whatever way."""
    path = _place(name, kind)
    if path is None:
        return None
    try:
        found = _unpickled(path)
    except Exception:  # noqa: BLE001  it is made anew
        return None
    return found if isinstance(found, kind) else None


def keep(name: str, value: object) -> None:
    """Keep a value under this name, where that can be done."""
    path = _place(name, type(value))
    if path is not None:
        _keep(path, value)


def _place(name: str, kind: type[object]) -> Path | None:
    folder = _folder()
    if folder is None:
        return None
    return folder / hashlib.sha256(os.fsencode(f"{_program()} {kind.__name__} {name}")).hexdigest()


def _read(path: Path) -> bytes:
    """Read no more than the loader would: what is larger is refused there, whatever follows."""
    with path.open("rb", buffering=0) as file:
        return file.read(min(os.fstat(file.fileno()).st_size, MOST_BYTES) + 1)


def _unpickled(path: Path) -> object:
    """Read a compiled form. Nothing in it is garbage: the collector would only look through it again and again."""
    data = path.read_bytes()
    gc.disable()
    try:
        return pickle.loads(data)  # noqa: S301  our own file, in a folder that only this user can write to
    finally:
        gc.enable()


@cache
def _program() -> str:
    """Identify this copy of the program: its Python, where it is, and when its files were last changed."""
    root = Path(__file__).parents[2]
    modules = (
        os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names if name.endswith(".py")
    )
    newest = max(os.stat(path).st_mtime_ns for path in modules)
    return f"{FORMAT} {sys.version} {root} {newest}"


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


class _Pickler(pickle.Pickler):
    """Writes a frozen value as a call of its class, which is read back several times as fast as field by field."""

    def reducer_override(self, value: Any) -> Any:
        """Write values of our own dataclasses this way, all else as usual."""
        if is_dataclass(value) and not isinstance(value, type):
            return type(value), tuple(getattr(value, field.name) for field in fields(value))
        return NotImplemented


def _keep(path: Path, value: object) -> None:
    """Write in one step, so that two processes never see half a file."""
    data = BytesIO()
    _Pickler(data, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    try:
        atomic_write(path, data.getvalue(), private=True)
        for old in sorted(path.parent.iterdir(), key=lambda each: each.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink()
    except (OSError, UsageError):
        return
