"""What `rules test` takes by the kernel, against the reference: the shipped cases, and several times as many."""

import sys
import tempfile
from pathlib import Path
from shutil import copy, copytree
from statistics import median

from bench.children import ROOT, ran
from bench.rounds import ratio
from bench.sections import met, section
from engine import load_pack
from engine.checks.cases import read_cases

TIMES = (1, 3)
"""How many times over the shipped cases are there."""
ROUNDS = {1: 3, 3: 1}
AIM = 0.5


def table() -> str:
    """Run the cases by both engines in turn, each time as a process of its own."""
    lines, shipped = [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        for times in TIMES:
            rules = _with_cases(Path(folder, str(times)), times)
            ours, theirs = [], []
            for _ in range(ROUNDS[times]):
                ours.append(_seconds("columnar", rules))
                theirs.append(_seconds("reference", rules))
            share = ratio(ours, theirs)
            shipped = share if times == 1 else shipped
            cases = len(read_cases(load_pack(rules)))
            lines.append([f"{cases:,}", f"{median(theirs):.1f} s", f"{median(ours):.1f} s", f"{share:.2f}"])
    return section(
        "Cases by the kernel",
        f"""`rules test --engine reference` and `rules test --engine columnar` on the shipped rules, with their cases
        and with each of these {TIMES[1]} times, as processes from their start to their end. Seconds of the processor,
        medians of {ROUNDS[1]} rounds (of one with the longer list), and of the ratios within a round.""",
        [">cases", ">reference", ">kernel", ">ratio"],
        lines,
        f"Aim: the shipped cases in at most {AIM} of what the reference takes: {shipped:.2f}{met(shipped <= AIM)}.",
    )


def _with_cases(folder: Path, times: int) -> Path:
    """Copy the shipped rules and examples, with their cases so many times over."""
    copytree(ROOT / "profiles", folder / "profiles")
    rules = copytree(ROOT / "rules", folder / "rules")
    for path in list((rules / "cases").glob("*.yaml")):
        for again in range(1, times):
            copy(path, path.with_name(f"{path.stem}-{again}.yaml"))
    return rules


def _seconds(engine: str, rules: Path) -> float:
    return ran([sys.executable, "-m", "cli", "rules", "test", "--engine", engine, "--rules", str(rules)], ROOT).cpu
