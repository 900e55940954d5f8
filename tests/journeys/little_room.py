"""A disk that can be filled while a register is served from it, and emptied again."""

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.served import Served

SMALL = 16 * 1024 * 1024


@contextmanager
def a_small_disk(folder: Path) -> Iterator[bool]:
    """Lay a small disk of its own at a folder; tells whether this machine lets us."""
    mount = ("mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(folder))
    permitted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield permitted
    finally:
        if permitted:
            subprocess.run(("umount", "-l", str(folder)), check=True)


@contextmanager
def full(served: Served, own_disk: bool) -> Iterator[None]:
    """Let the register have no more room: its disk is full, or else the system lets the process write no further."""
    ballast = served.folder / "ballast"
    if own_disk:
        with ballast.open("wb", buffering=0) as file:
            for size in (65_536, 1):
                try:
                    while file.write(b"x" * size) == size:
                        pass
                except OSError:
                    continue
        yield
        ballast.unlink()
    else:
        _, hard = resource.prlimit(served.process, resource.RLIMIT_FSIZE)
        resource.prlimit(served.process, resource.RLIMIT_FSIZE, (0, hard))
        yield
        resource.prlimit(served.process, resource.RLIMIT_FSIZE, (hard, hard))
