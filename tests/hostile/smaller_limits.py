"""Limits of workbooks a few times smaller than they are: what lies beyond is refused alike, and made sooner."""

from collections.abc import Callable
from types import ModuleType

from engine.source.tables import forms, limits, package, sheet_cells, workbook_parts

SMALLER = {
    "MOST_WORKBOOK_BYTES": 20_000_000,
    "MOST_UNPACKED_BYTES": 100_000_000,
    "MOST_CELLS": 1_000_000,
    "_MOST_TAGS": 6_000_000,
}


def smaller_workbooks(put: Callable[[ModuleType, str, int], object]) -> None:
    """Put the smaller limits into every module that holds one."""
    for module in (forms, limits, package, sheet_cells, workbook_parts):
        for name, value in SMALLER.items():
            if hasattr(module, name):
                put(module, name, value)
