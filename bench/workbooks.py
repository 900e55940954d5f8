"""Workbooks in and out: how long they take, how that and the memory grow with the rows, and what reading them takes."""

import sys
import tempfile
from pathlib import Path
from statistics import median

from bench import tables
from bench.children import Ran, portfolio, ran
from bench.sections import met, section
from engine import load_pack

ROWS = (1_000, 20_000)
ROUNDS = {1_000: 3, 20_000: 1}
MOST_MEGABYTES = 500
READ = """
import sys
from pathlib import Path
from engine import load_pack
from engine.profile.headings import HeadingIndex
from engine.source.diagnostics import Diagnostics
from engine.source.tables.read import read_tables
read_tables(Path(sys.argv[1]), Diagnostics(), weigh=HeadingIndex(load_pack()).weigh)
"""
"""A process that loads the pack and the table, and does no more."""


def table() -> str:
    """Run `portfolio` from workbook to workbook, and beside it a process that only reads the same one."""
    lines, most = [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder, "in.xlsx"), Path(folder, "out.xlsx")
        for rows in ROWS:
            tables.write_workbook(load_pack(), rows, given)
            whole, reading = [], []
            for _ in range(ROUNDS[rows]):
                whole.append(portfolio(given, out))
                reading.append(ran([sys.executable, "-c", READ, str(given)]))
            most = max(most, *(each.megabytes for each in whole))
            lines.append(_line(rows, [given, out], whole, reading))
    told = f"""`armslength portfolio` from XLSX to XLSX, a column for each question and control of the shipped pack,
        each a process of its own; beside it a process that only starts, loads the pack and reads the same
        workbook. Seconds of the processor, medians of {ROUNDS[ROWS[0]]} rounds; the most memory
        that was held (`ru_maxrss`)."""
    after = f"Aim: {ROWS[-1]:,} rows within {MOST_MEGABYTES} MB. Held: {most:,.0f} MB{met(most <= MOST_MEGABYTES)}."
    columns = [">rows", ">in", ">out", ">`portfolio`", ">a row", ">only reading", ">memory"]
    return section("A workbook", told, columns, lines, after)


def _line(rows: int, files: list[Path], whole: list[Ran], reading: list[Ran]) -> list[str]:
    sizes = [f"{path.stat().st_size / 1e6:.1f} MB" for path in files]
    seconds = median(each.cpu for each in whole)
    only = median(each.cpu for each in reading)
    held = max(each.megabytes for each in whole)
    return [
        f"{rows:,}",
        *sizes,
        f"{seconds:.1f} s",
        f"{seconds / rows * 1e3:.1f} ms",
        f"{only:.1f} s",
        f"{held:.0f} MB",
    ]
