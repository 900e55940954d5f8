"""A workbook of a thousand rows in and out, and how much of the time goes into the library for workbooks."""

import tempfile
import time
from pathlib import Path
from statistics import median

from bench import tables
from bench.children import portfolio
from bench.sections import section
from engine import load_pack

ROWS = 1_000
ROUNDS = 3


def table() -> str:
    """Time `portfolio` from workbook to workbook, and openpyxl alone on the same two files."""
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder, "in.xlsx"), Path(folder, "out.xlsx")
        tables.write_workbook(load_pack(), ROWS, given)
        whole, library = [], []
        for _ in range(ROUNDS):
            whole.append(portfolio(given, out).seconds)
            library.append(_reading(given) + _writing(out, Path(folder, "other.xlsx")))
        sizes = [path.stat().st_size / 1e6 for path in (given, out)]
    share = median(part / all_ for part, all_ in zip(library, whole, strict=True))
    told = f"""`armslength portfolio` from XLSX to XLSX, {ROWS:,} rows, a column for each question and control of
        the shipped pack; beside it openpyxl alone, reading the same input and saving the same output;
        making its cells and their styles is not counted there. Medians of {ROUNDS} rounds."""
    row = [
        f"{sizes[0]:.1f} MB",
        f"{sizes[1]:.1f} MB",
        f"{median(whole):.1f} s",
        f"{median(library):.1f} s",
        f"{share:.0%}",
    ]
    return section("A workbook", told, [">in", ">out", ">`portfolio`", ">openpyxl alone", ">its share"], [row])


def _reading(path: Path) -> float:
    import openpyxl

    start = time.perf_counter()
    book = openpyxl.load_workbook(path, read_only=True)
    cells = sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows())
    if not cells:
        raise SystemExit("the workbook is empty; no figure means anything")
    return time.perf_counter() - start


def _writing(like: Path, target: Path) -> float:
    import openpyxl

    book = openpyxl.load_workbook(like)
    start = time.perf_counter()
    book.save(target)
    return time.perf_counter() - start
