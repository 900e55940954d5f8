"""What is asked of a run over a portfolio: where rows come from, where results go, and how they are decided."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

from engine.frozen import frozen
from engine.source.diagnostics import Diagnostic

Engine = Literal["reference", "columnar"]
ResultForm = Literal["csv", "jsonl", "xlsx", "parquet"]

FORMS: dict[str, ResultForm] = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}
"""The form in which results are written, by the end of the file's name."""


@frozen
class TableJob:
    """One run: the table `source`, its results to the file `target`, on the day of assessment `as_of`.

    The form of the results is that of the target's name, unless it is given, and the engine the fastest that is there.
    `refused` is where refused rows are listed; without it they are kept in memory, and in a workbook of results.
    `id_heading` names the column of ids where it is not the usual one, `sheets` the sheets of a workbook that are to be
    read. `earlier` are results of last time to compare with. `strict` stops at the first row that can't be read.
    `shown` is how messages name the table. `warn` is told what is doubtful about it: before any row is decided, save
    which ids are nearly the same, which is known at the end. `progress` is told how many rows are through.
    """

    source: Path
    target: Path
    as_of: date | None = None
    form: ResultForm | None = None
    engine: Engine | None = None
    refused: Path | None = None
    shown: str = ""
    id_heading: str = ""
    sheets: tuple[str, ...] = ()
    earlier: Path | None = None
    strict: bool = False
    warn: Callable[[Diagnostic], None] = lambda _: None
    progress: Callable[[int], None] = lambda _: None
