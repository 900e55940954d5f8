"""Portfolios of any length: files read and written batch by batch with Arrow, each batch decided by the kernel."""

from importlib.util import find_spec

from engine.errors import MissingExtra


def available() -> bool:
    """Tell whether the extra is installed."""
    return find_spec("numpy") is not None and find_spec("pyarrow") is not None


def need(available: bool) -> None:
    """Raise `MissingExtra` where the extra is asked for and not installed."""
    if not available:
        raise MissingExtra("portfolio")
