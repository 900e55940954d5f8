"""How large a table may be, declared, so that every input ends in bounded time and memory, and the way out is said."""

from engine.source.opening import Unreadable

MOST_COLUMNS = 16_384
"""Headings in a table; as many as a workbook can have."""

MOST_ROW_BYTES = 5_000_000
"""Bytes in one row of CSV or one line of JSON Lines."""

MOST_WORKBOOK_BYTES = 10_000_000
MOST_UNPACKED_BYTES = 50_000_000
MOST_PARTS = 2_000
"""Files inside a workbook."""

MOST_CELLS = 500_000
"""Cells in a workbook, counted with the empty ones before the last in each row, and `CELLS_FOR_A_ROW` for each row."""

CELLS_FOR_A_ROW = 8
MOST_CHARACTERS = 1_000_000
"""Characters in one cell of a workbook."""

WAY_OUT = "save each sheet as CSV, or use Parquet"


def too_large() -> Unreadable:
    """Say that a workbook is larger than those that are opened."""
    return Unreadable("too-large", f"the workbook is larger than {MOST_WORKBOOK_BYTES // 10**6} MB; {WAY_OUT}")
