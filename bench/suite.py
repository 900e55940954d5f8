"""How long the suite takes, as `make suite` runs it, and in which folders of tests the time goes."""

import os
import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.children import ran
from bench.sections import met, section

WORKERS = 2
MINUTES = 6
SHOWN = 10
"""How many folders have a row of their own."""


def table() -> str:
    """Run the suite once, and add up what its tests took, folder by folder."""
    with TemporaryDirectory() as folder:
        noted, load = Path(folder, "suite.xml"), os.getloadavg()[0]
        options = ["-q", "-n", str(WORKERS), "--dist", "loadfile", f"--junitxml={noted}"]
        cost = ran([sys.executable, "-m", "pytest", *options])
        took: dict[str, list[float]] = defaultdict(list)
        for case in ET.parse(noted).iter("testcase"):
            took[_folder(case.get("classname", ""))].append(float(case.get("time", "0")))
    whole, count = sum(map(sum, took.values())), sum(map(len, took.values()))
    dearest = sorted(took, key=lambda name: -sum(took[name]))
    rows = [[f"`{name}`", *_cost(took[name], whole)] for name in dearest[:SHOWN]]
    rows.append(["the others", *_cost([each for name in dearest[SHOWN:] for each in took[name]], whole)])
    minutes = cost.seconds / 60
    return section(
        "The suite",
        f"""`make suite`, with {WORKERS} workers on {os.cpu_count()} processors: {count:,} tests in {minutes:.1f}
        minutes, {cost.cpu / 60:.1f} of the processor, collecting them included. The load of the machine was {load:.1f}
        before. Seconds that somebody waits for the tests of a folder, as if one came after the other.""",
        ["folder", ">tests", ">seconds", ">share"],
        rows,
        f"Aim: at most {MINUTES} minutes on a quiet machine: {minutes:.1f}{met(minutes <= MINUTES)}.",
    )


def _folder(module: str) -> str:
    """Name the folder of a module of tests; those that stand in none are about the code itself."""
    parts = module.split(".")
    return "/".join(parts[:2]) if len(parts) > 2 else "tests"


def _cost(seconds: list[float], whole: float) -> list[str]:
    return [f"{len(seconds):,}", f"{sum(seconds):.0f}", f"{sum(seconds) / whole:.2f}"]
