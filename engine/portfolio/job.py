"""What is asked of a run over a portfolio: where rows come from, where results go, and how they are decided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

Engine = Literal["reference", "columnar"]
Form = Literal["csv", "jsonl", "xlsx", "parquet"]

FORMS: dict[str, Form] = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".xlsx": "xlsx", ".parquet": "parquet"}
"""The form in which results are written, by the end of the file's name."""


@dataclass(frozen=True, slots=True)
class Order:
    """One run.

    `source` is read under the name `shown` in messages. `id_heading` names the column of ids where it is not the usual
    one, `sheets` the sheets of a workbook that are to be read. `earlier` are results of last time to compare with.
    `strict` stops at the first row that can't be read. `progress` is told how many rows are through.
    """

    source: Path
    shown: str
    target: Path
    form: Form
    refused: Path | None
    as_of: date | None
    engine: Engine
    id_heading: str = ""
    sheets: tuple[str, ...] = ()
    earlier: Path | None = None
    strict: bool = False
    progress: Callable[[int], None] = lambda _: None
