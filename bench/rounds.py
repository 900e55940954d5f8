"""Time several things in one run: round after round, each in turn, so that a busy spell hits all alike."""

import time
from collections.abc import Callable, Mapping
from statistics import median


def rounds(runs: Mapping[str, Callable[[], object]], count: int) -> dict[str, list[float]]:
    """Give the seconds of each run, round by round, after one to warm up."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _ in range(count):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    return times


def ratio(mine: list[float], theirs: list[float]) -> float:
    """Give the median of the ratios within a round."""
    return median(a / b for a, b in zip(mine, theirs, strict=True))


def rate(profiles: int, seconds: list[float]) -> str:
    """Write profiles a second as people read it, to two digits that mean something."""
    each = rounded(profiles / median(seconds))
    return f"{each / 1e6:,g} million" if each >= 1e6 else f"{each:,.0f}"


def span(seconds: float) -> str:
    """Write a time in the unit that fits, to two digits that mean something."""
    for size, unit in ((1, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= size:
            return f"{rounded(seconds / size):,g} {unit}"
    return f"{rounded(seconds * 1e9):g} ns"


def rounded(number: float) -> float:
    """Keep two digits."""
    return float(f"{number:.2g}")
