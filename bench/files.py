"""End to end, file to file: `portfolio` against only reading its input and writing an output of the same size."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import tables
from bench.children import ROOT, portfolio
from bench.rounds import rate, ratio
from bench.sections import met, section
from engine import RuleBase, load_pack

ROUNDS = 3
AIM = 1.5
FORMS: dict[str, tuple[int, Callable[[RuleBase, int, Path], None]]] = {
    "parquet": (500_000, tables.write_parquet),
    "csv": (200_000, tables.write_csv),
}


def table() -> str:
    """Time both ways in turn, each as a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        measured = [_form(Path(folder), form) for form in FORMS]
    worst = max(found for _, found in measured)
    told = f"""`armslength portfolio IN -o OUT` as a process, from its start to its end, against a process that
        reads the same input and writes an output with the same columns and as many rows, with the same
        library (pyarrow), deciding nothing; of that one only the reading and the writing are counted. The
        shipped pack: a column for each question and control. Medians of {ROUNDS} rounds, and of the ratios
        within a round."""
    columns = ["form", ">rows", ">in", ">out", ">only files", ">`portfolio`", ">rows a second", ">ratio"]
    after = f"Aim: at most {AIM}. Measured: {worst:.2f}{met(worst <= AIM)}."
    return section("File to file", told, columns, [row for row, _ in measured], after)


def _form(folder: Path, form: str) -> tuple[list[str], float]:
    rows, write = FORMS[form]
    given, out, other = (folder / f"{name}.{form}" for name in ("in", "out", "other"))
    write(load_pack(), rows, given)
    portfolio(given, out)
    ours, files = [], []
    for _ in range(ROUNDS):
        ours.append(portfolio(given, out).seconds)
        files.append(only_files(given, out, other))
    sizes = [f"{path.stat().st_size / 1e6:,.0f} MB" for path in (given, out)]
    found = ratio(ours, files)
    spent = (f"{median(files):.1f} s", f"{median(ours):.1f} s", rate(rows, ours), f"{found:.2f}")
    for path in (given, out, other):
        path.unlink()
    return [form, f"{rows:,}", *sizes, *spent], found


def only_files(source: Path, like: Path, target: Path) -> float:
    """Time the reading and the writing in a process of their own."""
    command = [sys.executable, "-m", "bench.only_files", str(source), str(like), str(target)]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
