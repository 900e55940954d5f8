"""Portfolios of any length: files read and written batch by batch with Arrow, each batch decided by the kernel."""

from engine.errors import MissingExtra
from engine.interpret.columnar import available

__all__ = ["available", "need"]


def need() -> None:
    """Raise `MissingExtra` where the extra is asked for and not installed."""
    if not available():
        raise MissingExtra("portfolio")
