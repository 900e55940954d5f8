"""Giving a register's log away: a folder that anybody can check, with the program that checks it."""

import secrets
import shutil
from pathlib import Path

from armslength.register import verify
from armslength.register.store.faults import RegisterError, files_plainly
from armslength.register.store.register import Register
from armslength.register.store.verifying import log_of, write_log


def export(register: Register, folder: Path) -> str:
    """Write the log into a new folder, with `verify.py` beside it, and give the short form of its checkpoint.

    The folder is there as a whole or not at all. Raises `RegisterError`.
    """
    if folder.exists():
        raise RegisterError(f"`{folder}` is there already, and is not written over. Give another name.")
    with register.read() as reading:
        log = log_of(reading)
    new = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.new")
    try:
        with files_plainly(str(folder)):
            new.mkdir()
            write_log(log, new)
            shutil.copyfile(Path(verify.__file__), new / "verify.py")
            new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return verify.check(log).short
