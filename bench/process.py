"""`assess` of one profile as a process, against a process that only imports what any such tool imports."""

import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from operator import truediv
from pathlib import Path
from statistics import median

from bench.sections import met

ROOT = Path(__file__).parent.parent
PROFILE = str(ROOT / "profiles" / "inclusion-sessions.yaml")
ROUNDS = 21

BASELINE = (
    "imports only: click, yaml, pydantic",
    [sys.executable, "-c", "import click, yaml; from pydantic import BaseModel"],
)
RUNS: list[tuple[str, list[str]]] = [
    BASELINE,
    ("`assess`, both engines", [sys.executable, "-m", "cli", "assess", PROFILE]),
    ("`assess --engine reference`", [sys.executable, "-m", "cli", "assess", PROFILE, "--engine", "reference"]),
    ("`assess --format json`, both engines", [sys.executable, "-m", "cli", "assess", PROFILE, "--format", "json"]),
    ("`--help`", [sys.executable, "-m", "cli", "--help"]),
]


AIM = 1.25
"""What `assess` with both engines may take, against the baseline."""


def seconds(command: Sequence[str]) -> float:
    """Count the seconds of the processor that a process takes, with modules compiled before, as where installed."""
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, cwd=ROOT, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def table() -> str:
    """Run each command in turn, round after round, so that a busy spell hits all alike; give medians and ratios."""
    times: dict[str, list[float]] = {name: [] for name, _ in RUNS}
    for _, command in RUNS:
        seconds(command)
    for _ in range(ROUNDS):
        for name, command in RUNS:
            times[name].append(seconds(command))
    base = times[BASELINE[0]]
    lines = [
        "## One profile, as a process",
        "",
        f"Time of the processor, medians of {ROUNDS} rounds; the ratio is the median of the ratios within a round.",
        "The pack's compiled form is kept from the first run, as in daily use.",
        "",
        "| process | median | ratio |",
        "|---|---:|---:|",
    ]
    ratios = {name: median(map(truediv, times[name], base)) for name, _ in RUNS}
    lines += [f"| {name} | {median(times[name]) * 1000:.0f} ms | {ratios[name]:.2f} |" for name, _ in RUNS]
    both = ratios[RUNS[1][0]]
    lines += ["", f"Aim: both engines in at most {AIM} of the baseline. Measured: {both:.2f}{met(both <= AIM)}."]
    return "\n".join(lines) + "\n"
