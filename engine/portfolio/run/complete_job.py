"""What a job leaves open, filled in: the form of the results by the name of their file, the engine by what is there."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from engine.errors import UsageError
from engine.portfolio import arrow
from engine.portfolio.job import FORMS, Engine, ResultForm, TableJob
from engine.source.tables.limits import most_rows

INSTEAD = "write CSV, JSON Lines or Parquet instead"


def refuse_rows_beyond(rows: Iterable[object], columns: int) -> None:
    """Raise `UsageError` where there are more rows than a workbook with so many columns holds and is read again."""
    most = most_rows(columns)
    if next(islice(rows, most, None), None) is not None:
        raise UsageError(
            f"more than {most:,} rows with {columns:,} columns each do not fit in a workbook that can be read again; "
            f"{INSTEAD}"
        )


def completed(job: TableJob) -> TableJob:
    """Fill in the form and the engine. Raises `UsageError` and `MissingExtra` as the two functions below do."""
    return replace(job, form=job.form or form_by_name(str(job.target)), engine=engine_at_hand(job.engine))


def form_by_name(target: str) -> ResultForm:
    """Find the form in which a file of this name is to be written.

    Raises `UsageError` where its end says nothing, and `MissingExtra` where the form needs an extra.
    """
    suffix = Path(target).suffix.lower()
    if suffix not in FORMS:
        ends = ", ".join(f"`{each}`" for each in FORMS)
        raise UsageError(f"`{target}` does not say in which form it is to be written; let it end in {ends}")
    if FORMS[suffix] == "parquet":
        arrow.need()
    return FORMS[suffix]


def engine_at_hand(asked: Engine | None) -> Engine:
    """Choose the engine asked for, else the fast one where it is there. Raises `MissingExtra` where it is missing."""
    if asked == "columnar":
        arrow.need()
    return "reference" if asked == "reference" or not arrow.available() else "columnar"
