"""Runs a command as a process of its own, and tells how long it took and the most memory that it held."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PORTFOLIO = [sys.executable, "-m", "cli", "portfolio"]


@dataclass(frozen=True, slots=True)
class Ran:
    """What one process cost, from its start to its end."""

    seconds: float
    megabytes: float


def ran(command: Sequence[str]) -> Ran:
    """Run a command and wait for it; stop the bench if it fails."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        said = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: {said.decode(errors='replace')}")
    return Ran(time.perf_counter() - start, used.ru_maxrss / 1024)


def portfolio(table: Path, out: Path) -> Ran:
    """Decide a whole table, file to file, as a user would."""
    return ran([*PORTFOLIO, str(table), "-o", str(out), "--overwrite"])
