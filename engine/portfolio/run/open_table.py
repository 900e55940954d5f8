"""A table opened by its form, for whoever goes through it row by row or batch by batch."""

from dataclasses import replace
from pathlib import Path

from engine.portfolio.job import TableJob
from engine.portfolio.rows import TextTable, text_table, warn_of_own
from engine.rulebase.base import RuleBase
from engine.source.characters import visible
from engine.source.diagnostics import Diagnostics
from engine.source.span import start_of
from engine.source.tables.forms import form_of


def open_texts(base: RuleBase, job: TableJob, found: Diagnostics) -> TextTable | None:
    """Open the table of a job; none where it is Parquet, which has types of its own.

    Raises `InputError` with whatever is wrong with its shape, and `MissingExtra` where it needs one.
    """
    if form_of(job.source, job.shown) != "parquet":
        return text_table(job.source, job.shown, base, job.id_heading, job.sheets, found)
    from engine.portfolio import arrow

    arrow.need()
    from engine.portfolio.arrow.parquet import read_parquet

    place = start_of(job.shown or visible(str(job.source)))
    warn_of_own(read_parquet(job.source, job.shown, base, job.id_heading).columns, lambda _: place, found)
    return None


def open_as_texts(base: RuleBase, job: TableJob, found: Diagnostics) -> TextTable:
    """Open the table of a job as texts, also where it is Parquet. Raises what `open_texts` raises."""
    texts = open_texts(base, job, found)
    if texts is not None:
        return texts
    from engine.portfolio.arrow.parquet_rows import parquet_as_texts

    return parquet_as_texts(job.source, job.shown, base, job.id_heading)


def open_earlier(base: RuleBase, job: TableJob, path: Path) -> TextTable:
    """Open the results of an earlier time. Raises what `open_texts` raises."""
    return open_as_texts(base, replace(job, source=path, shown=visible(str(path)), sheets=()), Diagnostics())
