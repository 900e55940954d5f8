"""`assess` of one profile as a process, against a process that only imports what any such tool imports."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

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


def seconds(command: Sequence[str]) -> float:
    """Time one process from start to end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


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
        f"Medians of {ROUNDS} rounds; the ratio is the median of the ratios within a round.",
        "The pack's compiled form is kept from the first run, as in daily use.",
        "",
        "| process | median | ratio |",
        "|---|---:|---:|",
    ]
    for name, _ in RUNS:
        ratio = median(mine / theirs for mine, theirs in zip(times[name], base, strict=True))
        lines.append(f"| {name} | {median(times[name]) * 1000:.0f} ms | {ratio:.2f} |")
    return "\n".join(lines) + "\n"
