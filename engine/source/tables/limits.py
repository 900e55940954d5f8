"""How large a table may be, declared, so that every input ends in bounded time and memory, and the way out is said."""

from engine.source.opening import Unreadable

MOST_COLUMNS = 16_384
"""Headings in a table. A workbook can have no more. Beyond it: `too-large`."""

MOST_ROW_BYTES = 5_000_000
"""Bytes in one row of CSV or one line of JSON Lines. It is held in memory, and grows where a quotation mark is never
closed. Beyond it: `too-large`."""

MOST_WORKBOOK_BYTES = 60_000_000
"""Bytes of a workbook. The results of 20,000 rows have half as many; larger tables fit CSV or Parquet. Beyond it:
`too-large`."""

MOST_UNPACKED_BYTES = 500_000_000
"""Bytes of a workbook once it is unpacked. A small file may unpack to any size. Beyond it: `too-large`."""

MOST_PARTS = 2_000
"""Files inside a workbook. An ordinary one has some dozens. Beyond it: `too-large`."""

MOST_CELLS = 6_000_000
"""Cells in a workbook, with the empty ones before the last in each row, and eight more for each row. All are held in
memory: 460 MB where every text is another, 170 MB for the results of 20,000 rows. Beyond it: `too-large`."""

CELLS_FOR_A_ROW = 8
"""As how many cells a row counts besides its own, since it takes memory even where it is nearly empty."""

MOST_CHARACTERS = 1_000_000
"""Characters in one cell of a workbook. Spreadsheet programs hold 32,767. Beyond it: `too-large`."""

CELLS_BESIDE = 50_000
"""Cells of a workbook of results that its rows leave to its other sheets. The lists of answers take a few thousand of
them, and what could not be read most of the others. Beyond it: the run ends, and says where else to list that."""

WAY_OUT = "save each sheet as CSV, or use Parquet"


def most_reasons(rows: int, columns: int, of_a_reason: int) -> int:
    """Count the reasons, of so many cells each, that a workbook has room for beside rows with so many columns."""
    left = MOST_CELLS - CELLS_BESIDE // 5 - rows * (CELLS_FOR_A_ROW + columns)
    return max(0, left // (CELLS_FOR_A_ROW + of_a_reason))


def most_rows(columns: int) -> int:
    """Count the rows with so many columns that a workbook may have: as many as can be read again."""
    return (MOST_CELLS - CELLS_BESIDE) // (CELLS_FOR_A_ROW + columns)


def too_large() -> Unreadable:
    """Say that a workbook is larger than those that are opened."""
    return Unreadable("too-large", f"the workbook is larger than {MOST_WORKBOOK_BYTES // 10**6} MB; {WAY_OUT}")
