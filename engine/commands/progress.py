"""A bar on the terminal while a long run goes on; silence everywhere else."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

LONG = 5_000
"""Rows from which on a run is long enough for a bar."""


@contextmanager
def ticking(source: Path) -> Iterator[Callable[[int], None]]:
    """Give a function to tell how many rows are through."""
    total = _about(source) if sys.stderr is not None and sys.stderr.isatty() else 0
    if total < LONG:
        yield lambda _: None
        return
    with click.progressbar(length=total, label="Rows", show_pos=True, file=sys.stderr) as bar:
        yield lambda rows: bar.update(rows - bar.pos) if rows > bar.pos else None


def _about(source: Path) -> int:
    """Count about how many rows a table has: exactly where the file says so, else by its lines."""
    try:
        with source.open("rb") as file:
            if file.read(4) == b"PAR1":
                from engine.portfolio.arrow.parquet import rows_in

                return rows_in(source)
            return sum(part.count(b"\n") for part in iter(lambda: file.read(1_000_000), b""))
    except Exception:  # noqa: BLE001  whatever is wrong with the file is said when it is read
        return 0
