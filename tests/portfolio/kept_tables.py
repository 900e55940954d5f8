"""Tables as people keep them: in every form, for every engine."""

import csv
import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from engine import api
from engine.portfolio import arrow
from engine.portfolio.job import TableJob
from engine.portfolio.run.run_table import TableRun
from engine.rulebase.base import RuleBase

DAY = date(2026, 2, 28)
ENGINES = ("reference", "columnar") if arrow.available() else ("reference",)
FORMS = ("csv", "jsonl", "xlsx", *(("parquet",) if arrow.available() else ()))

Grid = Sequence[Sequence[object]]
"""The rows of a sheet or a table, blank ones as empty lists."""


def workbook(path: Path, **sheets: Grid) -> Path:
    """Write a workbook with one sheet for each grid."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, grid in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(grid, start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(number, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"  # whatever it looks like
    book.save(path)
    return path


def table(path: Path, grid: Grid) -> Path:
    """Write a grid in the form that the name of the file says; the first row holds the headings."""
    texts = [["" if cell is None else str(cell) for cell in row] for row in grid]
    match path.suffix:
        case ".xlsx":
            return workbook(path, Data=grid)
        case ".csv":
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(texts)
        case ".jsonl":
            lines = [json.dumps(dict(zip(texts[0], row, strict=True))) for row in texts[1:] if any(row)]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        case ".parquet":
            import pyarrow as pa
            import pyarrow.parquet as pq

            rows = [row for row in texts[1:] if any(row)]
            pq.write_table(pa.table({name: [row[n] for row in rows] for n, name in enumerate(texts[0])}), path)
    return path


def decided(base: RuleBase, source: Path, target: Path, engine: str, **more: Any) -> TableRun:
    """Decide a table; what is refused is kept with the run."""
    target.unlink(missing_ok=True)
    job = TableJob(source, target, as_of=DAY, engine=engine, shown=source.name, **more)  # type: ignore[arg-type]
    return api.decide_table(base, job)


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read the results, whatever their form, as texts by heading; nothing where a cell is blank."""
    match path.suffix:
        case ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                found: list[dict[str, Any]] = list(csv.DictReader(file))
        case ".jsonl":
            found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        case ".parquet":
            import pyarrow.parquet as pq

            found = pq.read_table(path).to_pylist()
        case _:
            from openpyxl import load_workbook

            head, *rest = load_workbook(path)["Portfolio"].iter_rows(values_only=True)
            found = [dict(zip(map(str, head), row, strict=True)) for row in rest]
    return [{heading: _text(cell) for heading, cell in row.items() if cell not in (None, "", [])} for row in found]


def _text(cell: object) -> str:
    return "; ".join(map(str, cell)) if isinstance(cell, list) else str(cell)


def born(year: int) -> datetime:
    """A day on which somebody was born, as a cell of a workbook holds it."""
    return datetime(year, 1, 1)


def said(run: TableRun) -> list[str]:
    """List what a run says of the table, each with its place."""
    return [str(warning) for warning in run.warnings]


def refused(run: TableRun) -> list[tuple[str, str, str]]:
    """List what is refused: the id, the row or the cell, and the reason."""
    return [(each.id, each.where or str(each.row), each.reason) for each in run.refused_cells]
