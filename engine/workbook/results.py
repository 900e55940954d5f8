"""The workbook of results: a summary, every row with what came out and what was answered, and what was refused.

It can go in again as it is: columns of results are passed over, and every other column is kept under its heading.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from engine.interpret.results import RowResult
from engine.portfolio.job import TableJob
from engine.portfolio.ledger import Ledger
from engine.portfolio.rows import DecidedRow, RefusedCell
from engine.portfolio.run.write_rows import WorkbookWriter
from engine.portfolio.tally import Tally
from engine.profile.columns import Columns
from engine.render.words import amount
from engine.rulebase.base import RuleBase
from engine.source.tables.workbook import REFUSED, REFUSED_HEADINGS, SUMMARY
from engine.workbook import look
from engine.workbook.input_columns import FIRST_SHEET
from engine.workbook.lists import Lists
from engine.workbook.pen import Pen
from engine.workbook.portfolio_sheet import PortfolioSheet
from engine.workbook.save import leaving_nothing, save
from engine.workbook.summary_sheet import write_summary

REFUSED_WIDTHS = (24, 22, 40, 40, 70)
"""How wide the columns are that list what could not be read."""


def workbook_writer(base: RuleBase, job: TableJob) -> WorkbookWriter:
    """Make what writes the rows of a job as a workbook."""

    def write(path: Path, columns: Columns, rows: Iterator[DecidedRow], ledger: Ledger) -> None:
        pairs = ((row.cells, row.results) for row in rows)
        changed = job.earlier is not None
        write_results(base, columns, pairs, ledger.refused_cells, path, ledger.tally, as_of=job.as_of, changed=changed)

    return write


def write_results(
    base: RuleBase,
    columns: Columns,
    rows: Iterable[tuple[Sequence[str], RowResult]],
    refused: Iterable[RefusedCell],
    path: Path,
    tally: Tally,
    *,
    as_of: date | None = None,
    changed: bool = False,
) -> None:
    """Write the results of every row to a workbook, row by row.

    `rows` holds the cells of the input and the results; `refused` and what the `tally` comes to are looked at only once
    all rows are through, so that they may grow while the rows are read. `changed` tells that the results were compared
    with an earlier time. Raises `UsageError` where a sheet or a cell can't hold what is to be written.
    """
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    look.set_face(workbook)
    lists = Lists()
    with leaving_nothing(workbook):
        first, sheet = workbook.create_sheet(SUMMARY), workbook.create_sheet(FIRST_SHEET)
        portfolio = PortfolioSheet(base, columns, sheet, changed=changed)
        portfolio.offer_lists(lists, portfolio.write(rows))
        summary = tally.summary()
        _write_refused(workbook.create_sheet(REFUSED), refused, summary.refused)
        write_summary(first, base, summary, as_of)
        lists.write(workbook)
        save(workbook, path, base.pack.title)


def _write_refused(sheet: Any, refused: Iterable[RefusedCell], rows: int) -> None:
    """Write what could not be read; `rows` were refused, and may be listed in another file."""
    pen = Pen(sheet)
    for letter, width in zip("ABCDE", REFUSED_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "B2"
    look.print_set_up(sheet, REFUSED_WIDTHS, "1:1")
    sheet.append([pen.heading(text, look.DARK) for text in REFUSED_HEADINGS])
    number = 1
    for each in refused:
        number += 1
        texts = (each.where or f"row {each.row}", each.column, each.value, each.reason)
        sheet.row_dimensions[number].height = look.height(zip((each.id, *texts), REFUSED_WIDTHS, strict=True))
        sheet.append([pen.text(each.id, bold=True), *(pen.text(text) for text in texts)])
        del sheet.row_dimensions[number]
    if number == 1:
        there = f"{amount(rows, 'row was', 'rows were')} refused: see the file in which they are listed."
        sheet.append([pen.text(there if rows else "None: every row could be read.", italic=True, wrap=False)])
    else:
        sheet.auto_filter.ref = f"A1:E{number}"
