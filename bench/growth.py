"""How it grows: rows at constant memory, rules at constant cost for each."""

import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median

from bench import tables
from bench.children import portfolio
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
MOST_MEGABYTES = 1024


def rows_table() -> str:
    """Decide longer and longer tables, each in a process of its own, and see how much memory it held."""
    large = "--large" in sys.argv
    base, most, lines = load_pack(), 0.0, []
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder, "in.parquet"), Path(folder, "out.parquet")
        for rows in (*ROWS, MANY_ROWS) if large else ROWS:
            tables.write_parquet(base, rows, given)
            cost = portfolio(given, out)
            most = max(most, cost.megabytes)
            lines.append([f"{rows:,}", f"{cost.seconds:.1f}", rate(rows, [cost.seconds]), f"{cost.megabytes:,.0f} MB"])
    told = """`armslength portfolio` from Parquet to Parquet, with the shipped pack, each a process of its own;
        the most memory that it held (`ru_maxrss`)."""
    after = f"Aim: ten million rows within 1 GB. The most held here: {most:,.0f} MB{met(most <= MOST_MEGABYTES)}."
    if not large:
        after += " With ten million rows: `python -m bench rows --large`."
    return section("More rows", told, [">rows", ">seconds", ">rows a second", ">memory"], lines, after)


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
