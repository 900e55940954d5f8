"""The key that signs, in a file beside the register that only its owner can read, and never in the register."""

import os
import stat
from pathlib import Path

from armslength.register.log.keys import SigningKey, WrongKeyError, read_signing_key
from armslength.register.store.faults import RegisterError, files_plainly


def beside(path: Path) -> Path:
    """Say where the key of a register file lies: beside it, as in `register.db.key`."""
    return path.with_name(path.name + ".key")


def write_key(path: Path, key: SigningKey) -> None:
    """Write a key to a new file (mode 0600). Raises `RegisterError` where there is a file already."""
    with files_plainly(str(path)):
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            raise RegisterError(f"`{path}` is there already, and a key is never written over. Move it away.") from None
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(key.text + "\n")
            file.flush()
            os.fsync(file.fileno())


def read_key(path: Path | None) -> SigningKey:
    """Read a key from its file. Raises `RegisterError`."""
    if path is None:
        raise RegisterError("Nothing can be written to this register without its key. Name the file of the key.")
    try:
        text = path.read_text(encoding="utf-8")
        mode = path.stat().st_mode
    except (OSError, UnicodeDecodeError):
        raise RegisterError(
            f"The key of this register, `{path}`, can't be read, and nothing is written without it. Put it back from "
            "where you keep it. Where it is lost, export the register, and make a new one from the export."
        ) from None
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise RegisterError(f"The key `{path}` can be read by others. Close it with: chmod 600 '{path}'")
    try:
        return read_signing_key(text.strip())
    except WrongKeyError:
        raise RegisterError(f"`{path}` is no key of a register. Put the key back from where you keep it.") from None
