"""A table opened by its form, for whoever goes through it row by row or batch by batch."""

from pathlib import Path

from engine.portfolio.job import TableJob
from engine.portfolio.rows import TextTable, text_table
from engine.rulebase.base import RuleBase
from engine.source.characters import visible
from engine.source.diagnostics import Diagnostics
from engine.source.tables.forms import form_of


def open_texts(base: RuleBase, job: TableJob, found: Diagnostics) -> TextTable | None:
    """Open the table of a job; none where it is Parquet, which has types of its own.

    Raises `InputError` with whatever is wrong with its shape, and `MissingExtra` where it needs one.
    """
    if _is_parquet(job.source, job.shown):
        return None
    return text_table(job.source, job.shown, base, job.id_heading, job.sheets, found)


def open_as_texts(base: RuleBase, job: TableJob, found: Diagnostics) -> TextTable:
    """Open the table of a job as texts, also where it is Parquet. Raises what `open_texts` raises."""
    texts = open_texts(base, job, found)
    return _parquet_as_texts(base, job, job.source, job.shown) if texts is None else texts


def open_earlier(base: RuleBase, job: TableJob, path: Path) -> TextTable:
    """Open the results of an earlier time. Raises what `open_texts` raises."""
    shown = visible(str(path))
    if _is_parquet(path, shown):
        return _parquet_as_texts(base, job, path, shown)
    return text_table(path, shown, base, job.id_heading, (), Diagnostics())


def _is_parquet(path: Path, shown: str) -> bool:
    if form_of(path, shown) != "parquet":
        return False
    from engine.portfolio import arrow

    arrow.need()
    return True


def _parquet_as_texts(base: RuleBase, job: TableJob, path: Path, shown: str) -> TextTable:
    from engine.portfolio.arrow.parquet_rows import parquet_as_texts

    return parquet_as_texts(path, shown, base, job.id_heading)
