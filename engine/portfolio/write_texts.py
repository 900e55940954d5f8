"""Rows written as CSV and JSON Lines: the columns that came in, then the columns of results, by their names."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from engine.interpret.result_columns import ResultColumn
from engine.interpret.results import cell_text
from engine.portfolio.rows import DecidedRow
from engine.source.tables.guard import csv_cell


def write_csv_rows(
    path: Path, kept: Sequence[tuple[int, str]], columns: Sequence[ResultColumn], rows: Iterable[DecidedRow]
) -> None:
    """Write rows as CSV (RFC 4180), UTF-8. `kept` are the columns that came in, by place and heading.

    A text that a spreadsheet program might run as a formula gets an apostrophe in front; it comes off on the way in.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(_line([heading for _, heading in kept] + [column.name for column in columns]))
        for row in rows:
            results = (cell_text(row.results.cell(column)) for column in columns)
            file.write(_line([*(row.cells[place] for place, _ in kept), *results]))


def _line(texts: Iterable[str]) -> str:
    return ",".join(map(csv_cell, texts)) + "\n"


def write_json_lines(
    path: Path, kept: Sequence[tuple[int, str]], columns: Sequence[ResultColumn], rows: Iterable[DecidedRow]
) -> None:
    """Write rows as JSON Lines: one object a line, lists as lists, without what is not known."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            cells = {heading: row.cells[place] for place, heading in kept if row.cells[place]}
            results = row.results.cells(columns)
            found = {name: cell for name, cell in results.items() if cell not in (None, ())}
            file.write(json.dumps({**cells, **found}, ensure_ascii=False) + "\n")
