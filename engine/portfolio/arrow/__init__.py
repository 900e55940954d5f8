"""Portfolios of any length: files read and written batch by batch with Arrow, each batch decided by the kernel."""

from collections.abc import Iterator
from contextlib import contextmanager

from engine.errors import MissingExtra
from engine.interpret.columnar import available

__all__ = ["available", "memory_given_back", "need"]

GIVES_BACK = "jemalloc"
"""What Arrow takes memory from where it can: of its ways the one that gives back soonest what is no longer used."""


def need() -> None:
    """Raise `MissingExtra` where the extra is asked for and not installed."""
    if not available():
        raise MissingExtra("portfolio")


@contextmanager
def memory_given_back() -> Iterator[None]:
    """Let Arrow hold no more memory than it uses, as long as this lasts, where it has a way to.

    It is for batches of one size. With texts of ever other lengths, taking and giving back costs more than it saves.
    """
    import pyarrow as pa

    if GIVES_BACK not in pa.supported_memory_backends():
        yield
        return
    before = pa.default_memory_pool()
    pa.set_memory_pool(pa.jemalloc_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)
