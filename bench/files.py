"""End to end, file to file: `portfolio` against only reading its input and writing an output of the same size."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import tables
from bench.children import ROOT, loaded_besides, portfolio
from bench.rounds import ratio
from bench.sections import met, section
from engine import RuleBase, load_pack

ROUNDS = 3
FORMS: dict[str, tuple[int, float, Callable[[RuleBase, int, Path], None]]] = {
    "parquet": (500_000, 1.2, tables.write_parquet),
    "csv": (200_000, 1.5, tables.write_csv),
}
"""How many rows of each form, how many times what the files alone take may be taken, and what writes them."""


def table() -> str:
    """Time both ways in turn, each as a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        measured = [_form(Path(folder), form) for form in FORMS]
    told = f"""`armslength portfolio IN -o OUT` as a process, from its start to its end, against a process that
        reads the same input and writes an output with the same columns and as many rows, with the same
        library (pyarrow, as it is set up to begin with), deciding nothing; of that one only the reading and the
        writing are counted. The shipped pack: a column for each question and control. Seconds of the processor,
        medians of {ROUNDS} rounds, and of the ratios within a round; the last column holds the ratio of the times
        that somebody waits, where reading, deciding and writing share {os.cpu_count()} processors."""
    columns = ["form", ">rows", ">in", ">out", ">only files", ">`portfolio`", ">memory", ">ratio", ">waited"]
    aims = "; ".join(f"{form} at most {aim}: {found:.2f}{met(found <= aim)}" for form, aim, found, _ in measured)
    after = f"Aims: {aims}. Decision record 056 says where the rest of the time goes. {loaded_besides()}"
    return section("File to file", told, columns, [row for *_, row in measured], after)


def _form(folder: Path, form: str) -> tuple[str, float, float, list[str]]:
    rows, aim, write = FORMS[form]
    given, out, other = (folder / f"{name}.{form}" for name in ("in", "out", "other"))
    write(load_pack(), rows, given)
    portfolio(given, out)
    ours, files = [], []
    for _ in range(ROUNDS):
        ours.append(portfolio(given, out))
        files.append(only_files(given, out, other))
    sizes = [f"{path.stat().st_size / 1e6:,.0f} MB" for path in (given, out)]
    used, theirs = [each.cpu for each in ours], [cpu for _, cpu in files]
    found, waited = ratio(used, theirs), ratio([each.seconds for each in ours], [seconds for seconds, _ in files])
    held = f"{max(each.megabytes for each in ours):,.0f} MB"
    spent = (f"{median(theirs):.1f} s", f"{median(used):.1f} s", held, f"{found:.2f}", f"{waited:.2f}")
    for path in (given, out, other):
        path.unlink()
    return form, aim, found, [form, f"{rows:,}", *sizes, *spent]


def only_files(source: Path, like: Path, target: Path) -> tuple[float, float]:
    """Time the reading and the writing in a process of their own: seconds, and those of the processor."""
    command = [sys.executable, "-m", "bench.only_files", str(source), str(like), str(target)]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    seconds, used = map(float, printed.split())
    return seconds, used
