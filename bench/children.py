"""Runs a command as a process of its own, and tells how long it took and the most memory that it held."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent
PORTFOLIO = [sys.executable, "-m", "cli", "portfolio"]


@dataclass(frozen=True, slots=True)
class Ran:
    """What one process cost, from its start to its end."""

    seconds: float
    megabytes: float
    cpu: float


RELAY = """
import json, os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
print(json.dumps([time.perf_counter() - start, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime,
                  os.waitstatus_to_exitcode(status)]))
"""
"""A process between the bench and the command: the system counts what the parent held as held by its child, too."""


def ran(command: Sequence[str], folder: Path = ROOT, *, may_find: bool = False) -> Ran:
    """Run a command in a folder and wait for it; stop the bench if it fails, or finds something and may not.

    It may keep compiled modules, as where the program is installed; the first run compiles them.
    """
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    relay = [sys.executable, "-c", RELAY, *command]
    ended = subprocess.run(relay, cwd=folder, env=around, capture_output=True, text=True, check=True)
    seconds, megabytes, cpu, code = json.loads(ended.stdout)
    if code > may_find:
        raise SystemExit(f"{' '.join(command)}: {ended.stderr}")
    return Ran(seconds, megabytes, cpu)


def portfolio(table: Path, out: Path, rules: Path | None = None, folder: Path = ROOT, cores: int = 0) -> Ran:
    """Decide a whole table, file to file, as a user would, by the program in a folder.

    With the shipped rules unless others are given, and on so many processors where they are to be fewer than there are.
    """
    only = ["taskset", "--cpu-list", f"0-{cores - 1}"] if cores else []
    given = ["--rules", str(rules)] if rules else []
    return ran([*only, *PORTFOLIO, str(table), "-o", str(out), "--overwrite", *given], folder)


def loaded_besides() -> str:
    """Say what pyarrow loads in every process where it is installed, and what that takes; nothing where it is not."""
    if find_spec("pandas") is None:
        return ""
    alone, both = (min(_loading(names) for _ in range(3)) for names in ("pyarrow, numpy", "pyarrow, numpy, pandas"))
    return f"""pandas is installed here, for Spark, and pyarrow loads it in each process as soon as a list becomes a
        column: that is {both - alone:.1f} s of every figure for `portfolio`."""


def _loading(names: str) -> float:
    return ran([sys.executable, "-c", f"import {names}"]).cpu
