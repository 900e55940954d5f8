"""What the bench asks of every machine, ours included, so that all can be checked and timed alike."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from typing import Any

import numpy as np

from bench.problem import Cells, Problem, Profiles


@dataclass(frozen=True, slots=True)
class Machine:
    """One machine with the problem's rules loaded.

    `take` puts profiles into the form that the machine works on, and is not timed. `run` is timed. `read` makes a cell
    for each flag (down the rows) and each profile (along the columns) of what came out: 1 up, 0 down, -1 unknown.
    """

    take: Callable[[Profiles], Any]
    run: Callable[[Any], Any]
    read: Callable[[Any, Profiles], Cells]


@dataclass(frozen=True, slots=True)
class Peer:
    """A machine that can be asked for: its name, what it is given, whether it knows unknown answers.

    `rule_engine` marks those that people would call one. `profiles` is how many to time it with. `library` is the
    distribution that it runs on, whose version `version_of` asks for; one without runs on Python alone.
    """

    title: str
    given: str
    unknowns: bool
    rule_engine: bool
    profiles: int
    prepare: Callable[[Problem], Machine]
    library: str | None = None
    version_of: Callable[[str], str] = metadata.version

    def runs_on(self) -> str:
        """Name the library behind it, and its version; nothing where that is Python alone."""
        return f"{self.library} {self.version_of(self.library)}" if self.library else ""


class NotHereError(Exception):
    """Something that the machine needs is not on this computer."""


def cells_of_sets(flags: tuple[str, ...], raised: Iterable[Iterable[str]], count: int) -> Cells:
    """Turn the flags that are up, profile by profile, into cells."""
    place = {flag: row for row, flag in enumerate(flags)}
    cells = np.zeros((len(flags), count), dtype=np.int8)
    for column, names in enumerate(raised):
        for name in names:
            cells[place[name], column] = 1
    return cells
