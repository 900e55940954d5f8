"""`assess` of one profile as a process, against a process that only imports what any such tool imports."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from operator import truediv
from pathlib import Path
from statistics import median

from bench.beside import BEFORE, before
from bench.sections import met

ROOT = Path(__file__).parent.parent
PROFILE = "profiles/inclusion-sessions.yaml"
ROUNDS = 21

BASELINE = "imports only: click, yaml, pydantic"
BOTH = "`assess`, both engines"
ASSESS = [sys.executable, "-m", "cli", "assess", PROFILE]
RUNS: dict[str, list[str]] = {
    BASELINE: [sys.executable, "-c", "import click, yaml; from pydantic import BaseModel"],
    BOTH: ASSESS,
    "`assess --engine reference`": [*ASSESS, "--engine", "reference"],
    "`assess --format json`, both engines": [*ASSESS, "--format", "json"],
    "`--help`": [sys.executable, "-m", "cli", "--help"],
}
EMPTY = [sys.executable, "-c", ""]
STEPS = [sys.executable, "-m", "bench.process_steps", PROFILE]

AIM = 1.25
"""What `assess` with both engines may take, against the baseline."""


def seconds(command: Sequence[str], folder: Path = ROOT) -> float:
    """Count the seconds of the processor that a process takes, with modules compiled before, as where installed."""
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(command, folder)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime


def _run(command: Sequence[str], folder: Path = ROOT) -> bytes:
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(command, check=True, cwd=folder, env=around, capture_output=True).stdout


def table() -> str:
    """Run each command in turn, round after round, so that a busy spell hits all alike; give medians and ratios."""
    with before() as earlier:
        runs = {name: (command, ROOT) for name, command in RUNS.items()}
        if earlier is not None:
            runs[f"{BOTH}, at commit {BEFORE}"] = ASSESS, earlier.folder
        for run in runs.values():
            seconds(*run)
        times: dict[str, list[float]] = {name: [] for name in runs}
        steps: list[dict[str, float]] = []
        _run(STEPS)
        for _ in range(ROUNDS):
            for name, run in runs.items():
                times[name].append(seconds(*run))
            steps.append({"Python itself": seconds(EMPTY), **json.loads(_run(STEPS))})
    ratios = {name: median(map(truediv, taken, times[BASELINE])) for name, taken in times.items()}
    lines = [
        "## One profile, as a process",
        "",
        f"Time of the processor, medians of {ROUNDS} rounds; the ratio is the median of the ratios within a round.",
        "The pack's compiled form is kept from the first run, as in daily use.",
        "",
        "| process | median | ratio |",
        "|---|---:|---:|",
        *(f"| {name} | {median(taken) * 1000:.0f} ms | {ratios[name]:.2f} |" for name, taken in times.items()),
        "",
        f"Aim: both engines in at most {AIM} of the baseline. Measured: {ratios[BOTH]:.2f}{met(ratios[BOTH] <= AIM)}.",
        "",
        "Where the time of both engines goes, step by step in a process of its own; decision record 065 says why.",
        "",
        "| step | median | of the baseline |",
        "|---|---:|---:|",
        *_steps(steps, median(times[BOTH]), median(times[BASELINE])),
    ]
    return "\n".join(lines) + "\n"


def _steps(steps: Sequence[dict[str, float]], whole: float, baseline: float) -> list[str]:
    """Write a row for each step, and one for what no step holds: starting the command, and ending the process."""
    taken = {name: median(each[name] for each in steps) for name in steps[0]}
    taken["the rest: the command line, and the end of the process"] = whole - sum(taken.values())
    return [f"| {name} | {each * 1000:.0f} ms | {each / baseline:.2f} |" for name, each in taken.items()]
