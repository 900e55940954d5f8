"""CSV in and out with Arrow: the same tables as are read line by line, many times as fast.

Where Arrow's reader finds a fault, or may have read over one, `AmbiguousCsv` is raised: the file has to be read line by
line, which says in words and with its place what is wrong, if anything is.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
from numpy.typing import NDArray

from engine.batch.texts import as_texts, coded, first_bytes, holds_any, is_list
from engine.portfolio.arrow.csv_ambiguity import WatchedFile
from engine.portfolio.arrow.numbered_batch import ArrowTable, NumberedBatch
from engine.portfolio.rows import RefusedRow, TextTable
from engine.profile.rows import whole_row
from engine.profile.stray_lines import ANSWERS, MOST_NOTES
from engine.source.tables.comma_separated import headed_width, misshapen
from engine.source.tables.flat import NOTHING_LISTED
from engine.source.tables.guard import GUARDED, LIKE_A_FORMULA, NEEDS_QUOTES, WHOLE_NUMBER, csv_cell, unguarded
from engine.source.tables.table import WHY_WE_ASK, Row, is_blank

FORMULA_BYTES = frozenset(b"'=+-@\t\r")
"""With one of these begins whatever a guard stands before, or is to stand before."""

QUOTED_BYTES = b'",\r\n'
"""What a cell may hold only within quotation marks."""

BLOCK = 32_000_000
"""Bytes of CSV that are read at a time."""

BYTES_WRITTEN = 1 << 28
"""Bytes of cells that are put together as lines at a time: Arrow holds no more than eight times as many in one."""


class AmbiguousCsv(Exception):  # noqa: N818  not an error: the file is read in the other way
    """This file has to be read line by line."""


def read_csv(path: Path, table: TextTable) -> ArrowTable:
    """Read a table of comma-separated texts with Arrow; `table` is the same one, opened line by line.

    Its batches raise `AmbiguousCsv` where the file has to be read line by line.
    """

    watched = WatchedFile(path)

    def batches() -> Iterator[NumberedBatch]:
        nonlocal watched
        watched = WatchedFile(path)
        try:
            with pa.PythonFile(watched, mode="r") as file:
                yield from _CsvPassage(table, watched).batches(file)
        except pa.ArrowException as problem:
            raise AmbiguousCsv from problem
        if watched.open:
            raise AmbiguousCsv

    def check_numbers() -> None:
        if watched.uneven:
            raise AmbiguousCsv

    return ArrowTable(table.table.name, table.columns, batches, table.table.place, check_numbers)


class _CsvPassage:
    """One passage through a file."""

    def __init__(self, table: TextTable, watched: WatchedFile) -> None:
        self._table = table
        self._headings = table.table.headings
        self._watched = watched
        self._malformed: list[RefusedRow] = []
        self._skipped: list[int] = []
        self._start = table.table.place_of_heading(0).line + sum(heading.count("\n") for heading in self._headings)
        self._next = self._start + 1
        self._needed = headed_width(self._headings)
        self._notes = _Notes([column.position for column in table.columns.of(*ANSWERS)])
        self._ambiguous = False

    def batches(self, file: pa.NativeFile) -> Iterator[NumberedBatch]:
        """Walk the batches, with the numbers of their rows."""
        first = True
        for batch in self._read(file):
            if self._watched.ambiguous or self._ambiguous:
                raise AmbiguousCsv
            numbers = self._numbers(batch.num_rows)
            malformed = tuple(row for row in self._malformed if row.number < self._next)
            self._malformed = [row for row in self._malformed if row.number >= self._next]
            kept = self._with_content(batch, first=first)
            self._notes.look(batch, numbers, kept, [row.number for row in malformed])
            first = False
            if not kept.all():
                batch, numbers = batch.filter(pa.array(kept)), numbers[kept]  # noqa: PLW2901
            yield NumberedBatch(self._unguarded(batch), numbers, malformed=malformed)
        self._notes.end_group()
        if self._malformed:
            yield NumberedBatch(self._no_rows(), (), malformed=tuple(self._malformed))

    def _read(self, file: pa.NativeFile) -> Iterator[pa.RecordBatch]:
        types = {str(n): pa.string() for n in range(len(self._headings))}
        try:
            yield from pcsv.open_csv(
                file,
                pcsv.ReadOptions(use_threads=False, block_size=BLOCK, skip_rows=self._start, column_names=list(types)),
                pcsv.ParseOptions(
                    newlines_in_values=True, invalid_row_handler=self._put_aside, ignore_empty_lines=False
                ),
                pcsv.ConvertOptions(column_types=types, strings_can_be_null=False, check_utf8=True),
            )
        except pa.ArrowInvalid as problem:
            if "Empty CSV" not in str(problem):
                raise

    def _put_aside(self, row: pcsv.InvalidRow) -> str:
        """Keep a row that has too few or too many cells from the batch; empty cells at its end are no fault."""
        cells = tuple(map(unguarded, next(csv.reader([row.text]), [])))
        self._skipped.append(row.number)
        if is_blank(cells):
            return "skip"
        few = self._needed <= row.actual_columns < row.expected_columns
        if few or (row.actual_columns > row.expected_columns and is_blank(cells[row.expected_columns :])):
            self._ambiguous = True
        fault = misshapen(self._table.table.name, row.number, row.actual_columns, row.expected_columns)
        found = Row(row.number, cells, fault)
        self._malformed.append(RefusedRow(row.number, self._table.id_of(found), (whole_row(fault),), cells))
        return "skip"

    def _numbers(self, rows: int) -> NDArray[np.int64]:
        """Number the rows of a batch, of which those that were put aside are no longer part."""
        skipped = np.array(self._skipped, np.int64)
        numbers = np.setdiff1d(np.arange(self._next, self._next + rows + len(skipped)), skipped)[:rows]
        self._next = int(numbers[-1]) + 1 if rows else self._next
        self._skipped = [number for number in self._skipped if number >= self._next]
        return numbers

    def _with_content(self, batch: pa.RecordBatch, *, first: bool) -> NDArray[np.bool_]:
        """Find the rows in which something stands, and which are no explanation of the headings."""
        kept = np.ones(batch.num_rows, np.bool_)
        ids = batch.column(self._table.columns.id.position)
        for place in np.flatnonzero(pc.equal(pc.utf8_trim_whitespace(ids), "").to_numpy(zero_copy_only=False)):
            kept[place] = not is_blank(tuple(as_texts(column)[0].as_py() for column in batch.slice(place, 1).columns))
        if first and batch.num_rows and as_texts(batch.column(0).slice(0, 1))[0].as_py() == WHY_WE_ASK:
            kept[0] = False
        return kept

    def _unguarded(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Take off the apostrophes that keep texts from being run as formulas, and give the columns their headings."""
        return pa.RecordBatch.from_arrays(list(map(_without_guards, batch.columns)), names=self._headings)

    def _no_rows(self) -> pa.RecordBatch:
        return pa.RecordBatch.from_arrays([pa.array([], pa.string()) for _ in self._headings], names=self._headings)


class _Notes:
    """Looks for rows that stand apart, behind a blank one, in none of which anything is answered.

    They are rare: a file that has any is read line by line, and `AmbiguousCsv` raised.
    """

    def __init__(self, answers: Sequence[int]) -> None:
        self._answers = answers
        self._seen = self._gap = False
        self._held: int | None = None
        """How many rows of a group that may be notes have come by; none while there is no such group."""

    def look(
        self, batch: pa.RecordBatch, numbers: NDArray[np.int64], kept: NDArray[np.bool_], malformed: Sequence[int]
    ) -> None:
        """Go through the next rows; `kept` are those in which something stands."""
        if self._held is None and not self._gap and kept.all():
            self._seen |= bool(len(kept))
            return
        answered = np.zeros(batch.num_rows, np.bool_)
        for place in self._answers:
            texts = pc.utf8_trim_whitespace(as_texts(batch.column(place)))
            answered |= pc.not_equal(texts, "").to_numpy(zero_copy_only=False)
        rows = zip(numbers.tolist(), kept.tolist(), answered.tolist(), strict=True)
        for _, filled, counts in sorted([*rows, *((number, True, True) for number in malformed)]):
            if not filled:
                self._gap = self._seen
            else:
                self._row(counts=counts)

    def _row(self, *, counts: bool) -> None:
        if self._gap:
            self.end_group()
            self._held = 0
        self._seen, self._gap = True, False
        if self._held is not None:
            self._held += 1
            if counts or self._held > MOST_NOTES:
                self._held = None

    def end_group(self) -> None:
        """End a group. Raises `AmbiguousCsv` where nothing was answered in it."""
        if self._held:
            raise AmbiguousCsv


def write_csv(path: Path, batches: Iterator[pa.RecordBatch], names: Sequence[str], kept: int) -> None:
    """Write batches as CSV, byte by byte as `write_csv_rows` writes their rows; the first columns are those kept."""
    with path.open("wb") as file:
        file.write((",".join(csv_cell(name) for name in names) + "\n").encode())
        for batch in batches:
            columns = [_cells(column, NOTHING_LISTED if n < kept else "") for n, column in enumerate(batch.columns)]
            rows = max(1, batch.num_rows * BYTES_WRITTEN // max(1, sum(column.nbytes for column in columns)))
            for start in range(0, batch.num_rows, rows):
                parts = [column.slice(start, rows) for column in columns]
                lines = pc.binary_join_element_wise(pc.binary_join_element_wise(*parts, ","), "", "\n")
                _, offsets, data = lines.buffers()
                ends = np.frombuffer(offsets, np.int32)[[lines.offset, lines.offset + len(lines)]]
                file.write(memoryview(data)[ends[0] : ends[1]])


def _cells(column: pa.Array, empty: str) -> pa.Array:
    """Write a column as cells; of texts that repeat, each is looked at once."""
    if is_list(column) or pa.types.is_string(column.type):
        return _quoted(_guarded(as_texts(column, empty)))
    found = coded(column)
    texts = pa.array([csv_cell(text) for text in found.dictionary.to_pylist()], pa.string())
    return texts.take(found.indices).fill_null("")


def _guarded(texts: pa.Array) -> pa.Array:
    """Guard the texts of a column, if any of them needs it."""
    if not first_bytes(texts) & FORMULA_BYTES:
        return texts
    like = pc.match_substring_regex(texts, LIKE_A_FORMULA)
    if not pc.any(like).as_py():
        return texts
    number = pc.match_substring_regex(texts, WHOLE_NUMBER)
    return pc.if_else(pc.and_not(like, number), pc.binary_join_element_wise("'", texts, ""), texts)


def _quoted(texts: pa.Array) -> pa.Array:
    """Put quotation marks around the texts of a column that need them."""
    if not holds_any(texts, QUOTED_BYTES):
        return texts
    needs = pc.match_substring_regex(texts, NEEDS_QUOTES)
    doubled = pc.replace_substring(texts, '"', '""')
    return pc.if_else(needs, pc.binary_join_element_wise('"', doubled, '"', ""), texts)


def _without_guards(texts: pa.Array) -> pa.Array:
    """Take off the guard, if any text of a column has one."""
    if not first_bytes(texts) & FORMULA_BYTES:
        return texts
    return pc.replace_substring_regex(texts, GUARDED, "\\1")
