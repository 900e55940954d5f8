"""Work as a count of plain steps, so that no test asserts seconds.

A step is one turn of a loop that adds two numbers. What a step takes is weighed in the same run, by the clock of the
processor: on a slow machine it takes longer, and so does what is held against it; what else the machine does at the
time does not count.
"""

import resource
import time
from functools import cache
from math import ceil
from statistics import median

MOST_STEPS = 150_000_000
"""Plain steps that a hostile input may cost: between three and four times what the worst costs."""

MOST_BYTES = 300_000_000
"""Memory that it may take."""

_WEIGHED = 300_000


@cache
def step() -> float:
    """Weigh a plain step on this machine, in seconds of the processor."""
    return median(_weighed() for _ in range(5)) / _WEIGHED


def _weighed() -> float:
    start, total = time.process_time(), 0
    for number in range(_WEIGHED):
        total += number
    return time.process_time() - start


def seconds_of_the_processor() -> int:
    """Give what `MOST_STEPS` take on this machine, in the whole seconds in which the system counts."""
    return ceil(MOST_STEPS * step())


def hold_this_process(seconds: int) -> None:
    """Hold the process that calls it to the bounds: beyond its seconds of the processor it is killed."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
