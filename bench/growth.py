"""How it grows: rows at constant memory, columns and rules at constant cost for each, processors."""

import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median

from bench import tables
from bench.beside import BEFORE, before
from bench.children import Ran, portfolio
from bench.peers import ours
from bench.problem import problem_of, profiles_of
from bench.rounds import rate, rounds, span
from bench.sections import met, section
from engine import load_pack

ROWS = (10_000, 100_000, 1_000_000)
MANY_ROWS = 10_000_000
RULES = (150, 500, 1_500, 5_000, 10_000)
PROFILES = 1 << 17
ROUNDS = 5
MOST_MEGABYTES = 600
LESS_TIME = 0.7
WIDE_ROWS = 200_000
MORE_COLUMNS = (0, 200, 600)


def rows_table() -> str:
    """Decide longer and longer tables, each in a process of its own, and see how much memory it held."""
    large = "--large" in sys.argv
    most, against, lines = 0.0, 0.0, []
    with tempfile.TemporaryDirectory() as folder, before() as earlier:
        base = load_pack(earlier.rules_today if earlier else None)
        given, out = Path(folder, "in.parquet"), Path(folder, "out.parquet")
        for rows in (*ROWS, MANY_ROWS) if large else ROWS:
            tables.write_parquet(base, rows, given)
            cost = portfolio(given, out, earlier.rules_today if earlier else None)
            then = portfolio(given, out, earlier.rules, earlier.folder) if earlier else None
            most, against = max(most, cost.megabytes), cost.cpu / then.cpu if then else 0.0
            lines.append([f"{rows:,}", *_cost(rows, cost), *([f"{then.cpu:.1f}", f"{against:.2f}"] if then else "  ")])
    told = f"""`armslength portfolio` from Parquet to Parquet, with the shipped pack, each a process of its own;
        seconds of the processor, and the most memory that it held (`ru_maxrss`). Beside it the program of commit
        {BEFORE} on the same table and rules."""
    after = f"""Aims: ten million rows within {MOST_MEGABYTES} MB: {most:,.0f} MB{met(most <= MOST_MEGABYTES)}; within
        {LESS_TIME} of the earlier time: {against:.2f} for the most rows here{met(against <= LESS_TIME)}. Decision
        record 056 says where time and memory go."""
    if not large:
        after += " With ten million rows: `python -m bench rows --large`."
    columns = [">rows", ">seconds", ">a row", ">memory", f">at {BEFORE}", ">ratio"]
    return section("More rows", told, columns, lines, after)


def _cost(rows: int, cost: Ran) -> list[str]:
    return [f"{cost.cpu:.1f}", span(cost.cpu / rows), f"{cost.megabytes:,.0f} MB"]


def columns_table() -> str:
    """Decide wider and wider tables, and each on one processor and on all."""
    base, lines = load_pack(), []
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder, "in.parquet"), Path(folder, "out.parquet")
        for more in MORE_COLUMNS:
            tables.write_parquet(base, WIDE_ROWS, given, more)
            one, both = portfolio(given, out, cores=1), portfolio(given, out)
            took = [f"{one.seconds:.1f}", f"{both.seconds:.1f}", f"{one.seconds / both.seconds:.2f}"]
            lines.append([f"{more:,}", *_cost(WIDE_ROWS, both), *took])
    told = f"""{WIDE_ROWS:,} rows from Parquet to Parquet, with more and more columns of people's own beside those of
        the shipped pack; seconds of the processor. Then the seconds that somebody waits, on one processor and on
        {os.cpu_count()}. The kernel works on one; a second one reads or writes meanwhile, and pyarrow uses as many as
        there are to read columns."""
    columns = [">columns of one's own", ">seconds", ">a row", ">memory", ">one", f">{os.cpu_count()}", ">times"]
    return section("More columns, and more processors", told, columns, lines)


def rules_table() -> str:
    """Time the kernel on larger and larger rule bases."""
    runs, ready = {}, {}
    for size in RULES:
        problem = problem_of(size)
        start = time.perf_counter()
        machine = ours.prepare(problem)
        ready[size] = time.perf_counter() - start
        runs[str(size)] = partial(machine.run, machine.take(profiles_of(problem, PROFILES, 0.1)))
    times = {int(name): seconds for name, seconds in rounds(runs, ROUNDS).items()}
    each = {size: median(seconds) / PROFILES / size for size, seconds in times.items()}
    first = each[RULES[0]]
    rows = [
        [
            f"{size:,}",
            span(ready[size]),
            rate(PROFILES, seconds),
            f"{each[size] * 1e12:.0f} ps",
            f"{each[size] / first:.2f}",
        ]
        for size, seconds in times.items()
    ]
    told = f"""Our kernel, planes in, planes out, one core, {PROFILES:,} profiles with one answer in ten unknown,
        over a hundred questions. Where the cost of one rule for one profile stays the same, time grows in
        line with the rules. Medians of {ROUNDS} rounds."""
    columns = [">rules", ">made ready in", ">profiles a second", ">one rule, one profile", ">against the smallest"]
    return section("More rules", told, columns, rows)
