"""Results as CSV and JSON Lines: the columns that came in, then the columns of results, by their names."""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from engine.interpret.result_columns import Cell
from engine.portfolio.rows import Decided
from engine.source.tables.guard import guarded

BETWEEN = "; "
"""What stands between the members of a list where a cell holds one text."""

REFUSED_HEADINGS = ("id", "row", "column", "value", "reason")


def cell_text(cell: Cell) -> str:
    """Write a result as one text; nothing where there is none."""
    if isinstance(cell, tuple):
        return BETWEEN.join(cell)
    return "" if cell is None else str(cell)


def write_csv(path: Path, kept: Sequence[tuple[int, str]], names: Sequence[str], rows: Iterable[Decided]) -> None:
    """Write rows as CSV (RFC 4180), UTF-8. `kept` are the columns that came in, by place and heading.

    A text that a spreadsheet program might run as a formula gets an apostrophe in front; it comes off on the way in.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([guarded(heading) for _, heading in kept] + list(names))
        for row in rows:
            cells = [guarded(row.cells[place]) for place, _ in kept]
            writer.writerow(cells + [guarded(cell_text(row.results[name])) for name in names])


def write_json_lines(
    path: Path, kept: Sequence[tuple[int, str]], names: Sequence[str], rows: Iterable[Decided]
) -> None:
    """Write rows as JSON Lines: one object a line, lists as lists, without what is not known."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            cells = {heading: row.cells[place] for place, heading in kept if row.cells[place]}
            found = {name: row.results[name] for name in names if row.results[name] not in (None, ())}
            file.write(json.dumps({**cells, **found}, ensure_ascii=False) + "\n")
