"""Giving a register's log away: a folder that anybody can check, with the program that checks it."""

import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from armslength.register import verify
from armslength.register.store.faults import RegisterError, files_plainly
from armslength.register.store.register import Register
from armslength.register.store.verifying import files_of_log, log_of, write_log

WHAT_IT_IS = {
    "events.jsonl": "The entries, exactly as they were logged",
    "texts.jsonl": "The texts that entries name by their hash",
    "leaves.txt": "The hash of every entry of the register",
    "numbers.txt": "Which entries of the register these are",
    "checkpoint.txt": "How many entries the register has, with their common hash, signed",
    "key.txt": "The public key of the register",
}
"""The files of a log, in words."""


def history_of(register: Register, subject: str, lines: Iterable[str]) -> dict[str, tuple[str, bytes]]:
    """Give the history of one subject as files, by name, each with what it is; `lines` say it in words.

    They hold the entries of that subject alone, with the hashes of all others, so that `verify.py` can check them.
    """
    with register.read() as reading:
        files = files_of_log(log_of(reading, [subject]))
    program = Path(verify.__file__).read_bytes()
    words = "".join(f"{line}\n" for line in lines).encode()
    return {
        "history.txt": ("What was entered, when, by whom and why", words),
        **{name: (WHAT_IT_IS[name], data) for name, data in files.items()},
        "verify.py": ("Checks the history; needs Python, and nothing else", program),
    }


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
