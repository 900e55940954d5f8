"""A run over a portfolio: open the table, decide every row with the engine asked for, write the results, count."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace

from engine.errors import UsageError
from engine.frozen import frozen
from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import result_columns
from engine.interpret.results import RowResult
from engine.portfolio.earlier import EarlierResults, FindReader
from engine.portfolio.job import TableJob
from engine.portfolio.ledger import Ledger, RowsWriter
from engine.portfolio.rows import DecidedRow, RefusedCell, TextTable, ids_of_rows, kept_columns, rows_by_reference
from engine.portfolio.run.complete_job import completed, refuse_rows_beyond
from engine.portfolio.run.open_table import open_as_texts, open_earlier, open_texts
from engine.portfolio.run.write_rows import WorkbookWriter, write_rows
from engine.portfolio.tally import Summary
from engine.profile.columns import Columns
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.source.atomic import replaced
from engine.source.characters import visible
from engine.source.diagnostics import Diagnostic, Diagnostics


@frozen
class TableRun:
    """What a run came to: the counts, the engines behind it, and what is doubtful about the table.

    `refused_cells` is empty where they went to a table of their own.
    """

    summary: Summary
    engines: tuple[str, ...]
    refused_cells: tuple[RefusedCell, ...]
    warnings: tuple[Diagnostic, ...]


def run_table(base: RuleBase, job: TableJob, write_workbook: WorkbookWriter, readers: Iterable[FindReader]) -> TableRun:
    """Decide every row of a table and write the results, whole or not at all.

    `write_workbook` is called where the results are to be a workbook. `readers` find what reads the results of an
    earlier time, the first one first. Raises `InputError` where the shape of the table is in doubt (or, strictly, at
    the first row that can't be read), `MissingExtra` where the table or the engine needs one, `UsageError` where the
    results can't be written.
    """
    job = completed(job)
    _check_places(job)
    found, doubts = Diagnostics(), Diagnostics()
    texts = open_texts(base, job, found)
    for warning in found.items:
        job.warn(warning)
    compared = nullcontext() if job.earlier is None else EarlierResults(open_earlier(base, job, job.earlier), readers)
    if job.form == "xlsx":
        _check_room(base, job, texts)
    with compared as earlier, replaced(job.target) as beside:

        def write(columns: Columns, rows: Iterator[DecidedRow], ledger: Ledger) -> None:
            write_rows(beside, base, job, columns, rows, ledger, write_workbook)

        if job.engine == "columnar":
            from engine.portfolio.arrow.run import run_by_batches

            ledger = run_by_batches(base, job, texts, doubts, beside, earlier, write)
            engines: tuple[str, ...] = ("columnar", "reference")
        else:
            ledger = _run_by_reference(
                base, job, texts or open_as_texts(base, job, Diagnostics()), doubts, earlier, write
            )
            engines = ("reference",)
        for warning in doubts.items:
            job.warn(warning)
        return TableRun(ledger.tally.summary(), engines, tuple(ledger.refused_cells), (*found.items, *doubts.items))


def _check_room(base: RuleBase, job: TableJob, texts: TextTable | None) -> None:
    """Refuse more rows than a workbook holds before any is decided."""
    table = texts or open_as_texts(base, job, Diagnostics())
    columns = [*kept_columns(table.columns), *result_columns(base, changed=job.earlier is not None)]
    refuse_rows_beyond(table.rows(), len(columns))


def _run_by_reference(
    base: RuleBase,
    job: TableJob,
    table: TextTable,
    doubts: Diagnostics,
    earlier: EarlierResults | None,
    write: RowsWriter,
) -> Ledger:
    """Decide row by row; ids that are nearly the same go to the `doubts`."""

    def decide(profile: Profile) -> RowResult:
        facts = profile.facts()
        results = row_result(base, facts, job.as_of)
        if earlier is None:
            return results
        return replace(results, changed=earlier.changes(profile.id, results, lambda: facts))

    ids = ids_of_rows(table.ids())
    ids.alike().warn(lambda number: table.table.place(number, table.columns.id.position), doubts)
    rows = rows_by_reference(table, ids.shared, decide)
    with Ledger(base, job) as ledger:
        if earlier is not None:
            ledger.tally.compare(earlier.gone)
            rows = earlier.meeting(rows)
        write(table.columns, ledger.reconciled(rows), ledger)
    return ledger


def _check_places(job: TableJob) -> None:
    """Refuse to write over the table that is read, or over the results of last time."""
    for name, path in (("the table itself", job.source), ("the results of last time", job.earlier)):
        if path is not None and path.exists() and job.target.exists() and path.samefile(job.target):
            raise UsageError(f"`{visible(str(job.target))}` is {name}; give the results another name")
