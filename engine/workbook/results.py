"""The workbook of results: a summary, every row with what came out and what was answered, and what was refused.

It can go in again as it is: columns of results are passed over, and every other column is kept under its heading.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from engine.errors import UsageError
from engine.interpret.results import RowResult
from engine.portfolio.job import TableJob
from engine.portfolio.ledger import Ledger
from engine.portfolio.rows import DecidedRow, RefusedCell
from engine.portfolio.run.write_rows import WorkbookWriter
from engine.portfolio.tally import Tally
from engine.profile.columns import Columns
from engine.render.words import amount
from engine.rulebase.base import RuleBase
from engine.source.tables.limits import most_reasons
from engine.source.tables.workbook import REFUSED, REFUSED_HEADINGS, SUMMARY
from engine.workbook import look
from engine.workbook.input_columns import FIRST_SHEET
from engine.workbook.lists import Lists
from engine.workbook.pen import Pen
from engine.workbook.portfolio_sheet import PortfolioSheet
from engine.workbook.rows_aside import RowsAside
from engine.workbook.save import leaving_nothing, save
from engine.workbook.summary_sheet import write_summary

REFUSED_WIDTHS = (24, 22, 40, 40, 70, 24)
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
    first, sheet = workbook.create_sheet(SUMMARY), workbook.create_sheet(FIRST_SHEET)
    with leaving_nothing(workbook), RowsAside(sheet) as aside:
        portfolio = PortfolioSheet(base, columns, sheet, aside, changed=changed)
        last = portfolio.write(rows)
        portfolio.offer_lists(lists, last)
        summary = tally.summary()
        most = most_reasons(last, len(portfolio.widths), len(REFUSED_HEADINGS))
        faulty = summary.refused + summary.not_read
        _write_refused(workbook.create_sheet(REFUSED), refused, faulty, most)
        write_summary(first, base, summary, as_of)
        lists.write(workbook)
        save(workbook, path, base.pack.title, aside)


def _write_refused(sheet: Any, refused: Iterable[RefusedCell], rows: int, most: int) -> None:
    """Write what could not be read, at most so many reasons; `rows` have any, and may be listed in another file."""
    pen = Pen(sheet)
    for letter, width in zip("ABCDEF", REFUSED_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "B2"
    look.print_set_up(sheet, REFUSED_WIDTHS, "1:1")
    sheet.append([pen.heading(text, look.DARK) for text in REFUSED_HEADINGS])
    number = 1
    for each in refused:
        number += 1
        if number > most + 1:
            raise UsageError(
                f"more than {most:,} reasons do not fit in a workbook that can be read again; "
                "list them in a file with `--refused FILE`"
            )
        texts = (each.where or f"row {each.row}", each.column, each.value, each.reason, each.outcome)
        sheet.row_dimensions[number].height = look.height(zip((each.id, *texts), REFUSED_WIDTHS, strict=True))
        sheet.append([pen.text(each.id, bold=True), *(pen.text(text) for text in texts)])
        del sheet.row_dimensions[number]
    if number == 1:
        there = f"What can't be read in {amount(rows, 'row')} stands in the file in which it is listed."
        sheet.append([pen.text(there if rows else "None: every answer could be read.", italic=True, wrap=False)])
    else:
        sheet.auto_filter.ref = f"A1:F{number}"
