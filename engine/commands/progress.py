"""A bar on the terminal while a long run goes on; silence everywhere else."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size

import click

LONG = 5_000
"""Rows from which on a run is long enough for a bar."""


@contextmanager
def passing_line() -> Iterator[Callable[[str], None]]:
    """Give a function that shows on a terminal what is at work, in one line that the next takes the place of."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return

    def show(words: str) -> None:
        click.echo(f"\r\x1b[K{words[: get_terminal_size().columns - 1]}", nl=False, err=True)

    try:
        yield show
    finally:
        show("")


@contextmanager
def ticking(source: Path, long: int = LONG) -> Iterator[Callable[[int], None]]:
    """Give a function to tell how many rows are through."""
    total = _about(source) if sys.stderr is not None and sys.stderr.isatty() else 0
    if total < long:
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
