"""Workbooks in and out: how long they take, how that and the memory grow with the rows, and what reading them takes."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import tables
from bench.beside import BEFORE, before
from bench.children import Ran, loaded_besides, portfolio, ran
from bench.rounds import ratio
from bench.sections import met, section
from engine import load_pack

ROWS = (1_000, 20_000)
ROUNDS = {1_000: 3, 20_000: 1}
MOST_MEGABYTES = 500
LESS_TIME = 0.35
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
    """Run `portfolio` from workbook to workbook, and beside it a process that only reads, and the earlier program."""
    lines, most, aims = [], 0.0, "could not be measured"
    with tempfile.TemporaryDirectory() as folder, before() as earlier:
        base = load_pack(earlier.rules_today if earlier else None)
        given, out = Path(folder, "in.xlsx"), Path(folder, "out.xlsx")
        for rows in ROWS:
            tables.write_workbook(base, rows, given)
            whole, reading, then = [], [], []
            for _ in range(ROUNDS[rows]):
                whole.append(portfolio(given, out, earlier.rules_today if earlier else None))
                reading.append(ran([sys.executable, "-c", READ, str(given)]))
                if earlier and rows == ROWS[0]:
                    then.append(portfolio(given, out, earlier.rules, earlier.folder))
            most = max(most, *(each.megabytes for each in whole))
            lines.append(_line(rows, [given, out], whole, reading))
            if then:
                beside = _beside(whole, then)
                lines[-1] += beside.cells()
                aims = beside.aims()
    told = f"""`armslength portfolio` from XLSX to XLSX, a column for each question and control of the shipped pack,
        each a process of its own; beside it a process that only starts, loads the pack and reads the same
        workbook, and the program of commit {BEFORE} on the same workbook and rules, which refused more rows than
        3,600. Seconds of the processor, medians of {ROUNDS[ROWS[0]]} rounds and of the ratios within a round; the
        most memory that was held (`ru_maxrss`)."""
    after = f"""Aims: {ROWS[-1]:,} rows within {MOST_MEGABYTES} MB: {most:,.0f} MB{met(most <= MOST_MEGABYTES)};
        {ROWS[0]:,} rows in {LESS_TIME} of the earlier time, and no more memory: {aims}. {loaded_besides()}"""
    columns = [">rows", ">in", ">out", ">`portfolio`", ">a row", ">only reading", ">memory", f">at {BEFORE}", ">ratio"]
    return section("A workbook", told, [*columns, ">of its memory"], lines, after)


@dataclass(frozen=True, slots=True)
class Beside:
    """How the earlier program did on the same workbook: its seconds, and the shares of its time and memory."""

    seconds: float
    took: float
    held: float

    def cells(self) -> list[str]:
        """Write it as the last cells of a row."""
        return [f"{self.seconds:.1f} s", f"{self.took:.2f}", f"{self.held:.2f}"]

    def aims(self) -> str:
        """Say whether both shares are small enough."""
        return (
            f"{self.took:.2f} of the time{met(self.took <= LESS_TIME)}, {self.held:.2f} of the memory"
            f"{met(self.held <= 1)}"
        )


def _beside(whole: list[Ran], then: list[Ran]) -> Beside:
    return Beside(
        median(each.cpu for each in then),
        ratio([each.cpu for each in whole], [each.cpu for each in then]),
        ratio([each.megabytes for each in whole], [each.megabytes for each in then]),
    )


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
