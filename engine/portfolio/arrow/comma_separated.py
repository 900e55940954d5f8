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

from engine.batch.read import is_typed
from engine.batch.texts import as_texts, coded, first_bytes, holds_any, is_list
from engine.portfolio.arrow.batch_result import DecidedRows
from engine.portfolio.arrow.csv_ambiguity import COMMA, FEED, RETURN, RowStretch, WatchedFile, feeds_of
from engine.portfolio.arrow.numbered_batch import ArrowTable, NumberedBatch
from engine.portfolio.rows import RefusedRow, TextTable, kept_columns
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

BLOCK = 16_000_000
"""Bytes of CSV that are read at a time."""

BYTES_WRITTEN = 1 << 26
"""Bytes of cells that are put together as lines at a time. Lists may be longer as text than as codes; Arrow holds up to
thirty times as many in one."""


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
            yield from _CsvPassage(table, watched).batches()
        except pa.ArrowException as problem:
            raise AmbiguousCsv from problem
        if watched.open or watched.ambiguous:
            raise AmbiguousCsv

    def check_numbers() -> None:
        if watched.uneven:
            raise AmbiguousCsv

    return ArrowTable(table.table.name, table.columns, batches, table.table.place, check_numbers, all_texts=True)


class _CsvPassage:
    """One passage through a file."""

    def __init__(self, table: TextTable, watched: WatchedFile) -> None:
        self._table = table
        self._headings = table.table.headings
        self._watched = watched
        self._malformed: list[RefusedRow] = []
        self._skipped: list[int] = []
        self._above = table.table.place_of_heading(0).line + sum(heading.count("\n") for heading in self._headings)
        self._next = self._above + 1
        self._needed = headed_width(self._headings)
        self._coded = frozenset(column.position for column in table.columns.all if is_typed(column))
        self._all_kept = [place for place, _ in kept_columns(table.columns)] == list(range(len(self._headings)))
        self._notes = _Notes([column.position for column in table.columns.of(*ANSWERS)])
        self._begun = False
        """Whether a row in which something stands has come by: only the first can explain the headings."""
        self._ambiguous = False

    def batches(self) -> Iterator[NumberedBatch]:
        """Walk the batches, with the numbers of their rows."""
        for stretch in self._below_headings():
            self._malformed, self._skipped = [], []
            bare = stretch.bare()
            batch = self._read(stretch.data if len(stretch.quoted) else bare)
            if self._watched.ambiguous or self._ambiguous:
                raise AmbiguousCsv
            places = np.setdiff1d(np.arange(batch.num_rows + len(self._skipped)), self._skipped)
            kept = self._with_content(batch)
            filled = {row.number for row in self._malformed}
            aside = [(number, number in filled) for number in (self._next + place for place in self._skipped)]
            self._notes.look(batch, self._next + places, kept, aside)
            if not kept.all():
                batch, places = batch.filter(pa.array(kept)), places[kept]
            meant, otherwise = self._meant(batch)
            lines = None
            if self._all_kept and not self._watched.uneven:
                lines = _as_they_stand(stretch, bare, places, otherwise)
            yield NumberedBatch(meant, self._next + places, malformed=tuple(self._malformed), lines=lines)
            self._next += len(kept) + len(self._skipped)
        self._notes.end_group()

    def _below_headings(self) -> Iterator[RowStretch]:
        """Walk the stretches of the file without the lines in which the headings stand, and those above."""
        above = self._above
        for stretch in self._watched.stretches(BLOCK):
            lines = stretch.data.count(FEED) if above else 0
            if lines > above or not above:
                yield stretch.below(above) if above else stretch
            above = max(0, above - lines)

    def _read(self, rows: bytearray) -> pa.RecordBatch:
        names = [str(place) for place in range(len(self._headings))]
        found = pcsv.read_csv(
            pa.BufferReader(rows),
            pcsv.ReadOptions(use_threads=False, block_size=len(rows) + 1, column_names=names),
            pcsv.ParseOptions(newlines_in_values=True, invalid_row_handler=self._put_aside, ignore_empty_lines=False),
            pcsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=not rows.isascii()
            ),
        )
        return pa.RecordBatch.from_arrays([pa.concat_arrays(column.chunks) for column in found.columns], names=names)

    def _put_aside(self, row: pcsv.InvalidRow) -> str:
        """Keep a row that has too few or too many cells from the batch; empty cells at its end are no fault."""
        cells = tuple(map(unguarded, next(csv.reader([row.text]), [])))
        self._skipped.append(row.number - 1)
        if is_blank(cells):
            return "skip"
        few = self._needed <= row.actual_columns < row.expected_columns
        explains = cells[0] == WHY_WE_ASK and not self._begun
        if few or explains or (row.actual_columns > row.expected_columns and is_blank(cells[row.expected_columns :])):
            self._ambiguous = True
        number = self._next + row.number - 1
        fault = misshapen(self._table.table.name, number, row.actual_columns, row.expected_columns)
        self._malformed.append(
            RefusedRow(number, self._table.id_of(Row(number, cells, fault)), (whole_row(fault),), cells)
        )
        return "skip"

    def _with_content(self, batch: pa.RecordBatch) -> NDArray[np.bool_]:
        """Find the rows in which something stands, and which are no explanation of the headings."""
        kept = np.ones(batch.num_rows, np.bool_)
        ids = batch.column(self._table.columns.id.position)
        for place in np.flatnonzero(pc.equal(pc.utf8_trim_whitespace(ids), "").to_numpy(zero_copy_only=False)):
            kept[place] = not is_blank(tuple(as_texts(column)[0].as_py() for column in batch.slice(place, 1).columns))
        if not self._begun and kept.any():
            first = int(kept.argmax())
            kept[first] = as_texts(batch.column(0).slice(first, 1))[0].as_py() != WHY_WE_ASK
            if not kept[first] and self._malformed:  # which may stand before it
                raise AmbiguousCsv
            self._begun = True
        self._begun |= bool(self._malformed)
        return kept

    def _meant(self, batch: pa.RecordBatch) -> tuple[pa.RecordBatch, NDArray[np.bool_]]:
        """Give the columns their headings, without the guards before texts, and those of answers by distinct texts.

        Tells of each row whether a cell of it is written in another way than it stands there.
        """
        otherwise = np.zeros(batch.num_rows, np.bool_)
        columns = []
        for place, texts in enumerate(batch.columns):
            coded = texts.dictionary_encode() if place in self._coded else None
            meant, changed = _without_guards(texts if coded is None else coded.dictionary)
            if coded is not None:
                meant = pa.DictionaryArray.from_arrays(coded.indices, meant)
            if changed.any():
                otherwise |= changed if coded is None else changed[coded.indices.to_numpy()]
            columns.append(meant)
        return pa.RecordBatch.from_arrays(columns, names=self._headings), otherwise


def _as_they_stand(
    stretch: RowStretch, bare: bytearray, places: NDArray[np.int64], otherwise: NDArray[np.bool_]
) -> pa.Array:
    """Give these rows of a stretch as they stand there, each with a comma for the end of its line.

    `bare` is the stretch without quotation marks. Of a row that needs any, or is written `otherwise`, there is none.
    """
    feeds = feeds_of(bare)
    given = np.zeros(len(feeds), np.bool_)
    given[places[~otherwise]] = True
    if len(stretch.quoted):
        given[np.searchsorted(feeds_of(stretch.data), stretch.quoted)] = False
    np.frombuffer(bare, np.uint8)[feeds] = COMMA
    ends = np.concatenate([[0], feeds + 1]).astype(np.int32)
    lines = pa.StringArray.from_buffers(
        len(given), pa.py_buffer(ends), pa.py_buffer(bare), pa.array(given).buffers()[1]
    )
    if RETURN in bare:  # always before a line feed, or the file would be ambiguous
        lines = pc.replace_substring(lines, "\r,", ",")
    return lines if len(places) == len(given) else lines.take(pa.array(places))


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
        self,
        batch: pa.RecordBatch,
        numbers: NDArray[np.int64],
        kept: NDArray[np.bool_],
        aside: Sequence[tuple[int, bool]],
    ) -> None:
        """Go through the next rows; `kept` are those in which something stands.

        Those `aside` have too few or too many cells: the number of each, and whether anything stands in it.
        """
        if self._held is None and not self._gap and kept.all() and all(filled for _, filled in aside):
            self._seen |= bool(len(kept) or aside)
            return
        answered = np.zeros(batch.num_rows, np.bool_)
        for place in self._answers:
            texts = pc.utf8_trim_whitespace(as_texts(batch.column(place)))
            answered |= pc.not_equal(texts, "").to_numpy(zero_copy_only=False)
        rows = zip(numbers.tolist(), kept.tolist(), answered.tolist(), strict=True)
        for _, filled, counts in sorted([*rows, *((number, filled, filled) for number, filled in aside)]):
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


def write_csv(path: Path, decided: Iterator[DecidedRows], names: Sequence[str], kept: int) -> None:
    """Write rows as CSV, byte by byte as `write_csv_rows` does; the first columns are those kept."""
    with path.open("wb") as file:
        file.write((",".join(csv_cell(name) for name in names) + "\n").encode())
        for rows in decided:
            size = sum(map(_size, rows.batch.columns)) + (0 if rows.lines is None else rows.lines.nbytes)
            most = max(1, rows.batch.num_rows * BYTES_WRITTEN // max(1, size))
            for start in range(0, rows.batch.num_rows, most):
                part = rows.slice(start, most)
                heads = _heads(part.batch.select(range(kept)), part.lines)
                found = [(_cells(column, ""), ",") for column in part.batch.columns[kept:]]
                cells = [each for pair in found for each in pair][:-1]
                lines = pc.binary_join_element_wise(heads, *cells, "\n", "")
                _, offsets, data = lines.buffers()
                ends = np.frombuffer(offsets, np.int32)[[lines.offset, lines.offset + len(lines)]]
                file.write(memoryview(data)[ends[0] : ends[1]])


def _size(column: pa.Array) -> int:
    """Give how many bytes the texts of a column come to, at most: one that is coded may be long, and in every row."""
    if pa.types.is_dictionary(column.type) and pa.types.is_string(column.type.value_type):
        return len(column) * (pc.max(pc.binary_length(column.dictionary)).as_py() or 0)
    return int(column.nbytes)


def _heads(kept: pa.RecordBatch, lines: pa.Array | None) -> pa.Array:
    """Write what came in, a comma behind it: as it stood in the file, where it is at hand and written the same."""
    if lines is not None and not lines.null_count:
        return lines
    missing = None if lines is None else lines.is_null()
    columns = kept.columns if missing is None else kept.filter(missing).columns
    heads = pc.binary_join_element_wise(_joined([_cells(column, NOTHING_LISTED) for column in columns]), ",", "")
    return heads if missing is None else pc.replace_with_mask(lines, missing, heads)


def _joined(cells: Sequence[pa.Array]) -> pa.Array:
    return pc.binary_join_element_wise(*cells, ",")


def _cells(column: pa.Array, empty: str) -> pa.Array:
    """Write a column as cells; of texts that repeat, each is looked at once."""
    if is_list(column):
        texts = as_texts(column, empty)
        return texts if _is_harmless(column) else _quoted(_guarded(texts))
    if pa.types.is_string(column.type):
        return _quoted(_guarded(as_texts(column)))
    found = coded(column)
    texts = pa.array([csv_cell(text) for text in found.dictionary.to_pylist()], pa.string())
    return texts.take(found.indices).fill_null("")


def _is_harmless(lists: pa.Array) -> bool:
    """Tell whether nothing that is listed needs quotation marks or a guard, so that no list of it does."""
    if not pa.types.is_dictionary(lists.type.value_type):
        return False
    names = lists.values.dictionary
    return not holds_any(names, QUOTED_BYTES) and not first_bytes(names) & FORMULA_BYTES


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


def _without_guards(texts: pa.Array) -> tuple[pa.Array, NDArray[np.bool_]]:
    """Take off the guard where a text has one; tell of each whether it is then written in another way than it was."""
    if not first_bytes(texts) & FORMULA_BYTES:
        return texts, np.zeros(len(texts), np.bool_)
    meant = pc.replace_substring_regex(texts, GUARDED, "\\1")
    return meant, pc.not_equal(_guarded(meant), texts).to_numpy(zero_copy_only=False)
