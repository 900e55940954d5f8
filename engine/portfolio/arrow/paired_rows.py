"""Rows of a table as two packs read them: every distinct text is read once by each, and whole columns are coded."""

from collections.abc import Container, Iterator
from operator import itemgetter
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.batch.read import BatchReader, BatchReading
from engine.frozen import frozen
from engine.interpret.columnar.coding import CodedProfiles
from engine.portfolio.arrow.comma_separated import AmbiguousCsv, read_csv
from engine.portfolio.arrow.numbered_batch import ArrowTable, NumberedBatch, from_texts
from engine.portfolio.paired import PairedProfiles, ReadProfile, TriedProfile, UnreadProfile, unread_profile
from engine.portfolio.rows import SHARED, TextTable, ids_of_rows
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic


def from_batches(path: Path, texts: tuple[TextTable, TextTable]) -> Iterator[PairedProfiles]:
    """Read the rows of a table as either pack reads them; `texts` is the table as it was opened for each of them.

    Only the ids are held in memory. They are gone through first, and show whether Arrow can read a file of CSV.
    """
    one, other = texts
    if one.table.form == "csv" and one.table.headings == other.table.headings:
        tables = read_csv(path, one), read_csv(path, other)
        try:
            shared = ids_of_rows(_ids(tables[0])).shared
            tables[0].check_numbers()
        except AmbiguousCsv:
            pass
        else:
            return _from_tables(texts, tables, shared)
    return _from_tables(texts, (from_texts(one), from_texts(other)), ids_of_rows(one.ids()).shared)


def _ids(table: ArrowTable) -> Iterator[tuple[int, str]]:
    """Walk the ids of the rows that have not lost their shape, each with the number of its row."""
    for rows in table.batches():
        yield from zip(rows.numbers, _texts_of_ids(table, rows), strict=True)


def _from_tables(
    texts: tuple[TextTable, TextTable], tables: tuple[ArrowTable, ArrowTable], shared: Container[int]
) -> Iterator[PairedProfiles]:
    readers = [BatchReader(each.columns) for each in texts]
    for batches in zip(*(each.batches() for each in tables), strict=True):
        one, other = (
            _ReadBatch(each.base, table, rows, reader.read(rows.batch, rows.wrong))
            for each, table, rows, reader in zip(texts, tables, batches, readers, strict=True)
        )
        yield _paired(one, other, shared)


@frozen
class _ReadBatch:
    """A batch as one pack reads it."""

    base: RuleBase
    table: ArrowTable
    rows: NumberedBatch
    reading: BatchReading

    def unread(self) -> NDArray[np.bool_]:
        """Tell of each row whether nobody can say whose it would be."""
        found = self.reading.refused.copy()
        found[list(self.rows.faults)] = True
        return found

    def faults(self) -> Iterator[tuple[int, str]]:
        """Walk what can't be read, each with the place of its row; of a row that has lost its shape, only that."""
        for place, whole in self.rows.faults.items():
            yield place, str(whole)
        for place, column, _, fault in self.reading.faults:
            if place not in self.rows.faults:
                where = self.table.place(self.rows.numbers[place], column.position)
                yield place, str(Diagnostic(fault.code, fault.reason, where))

    def picked(self, places: NDArray[np.intp]) -> CodedProfiles:
        """Give what is known of some of the rows."""
        return CodedProfiles(self.base, self.reading.columns.picked(places))


def _texts_of_ids(table: ArrowTable, rows: NumberedBatch) -> list[str]:
    texts: pa.Array = rows.batch.column(table.columns.id.position)
    return [text.strip() for text in texts.to_pylist()]


def _paired(one: _ReadBatch, other: _ReadBatch, shared: Container[int]) -> PairedProfiles:
    faults: dict[int, list[tuple[int, str]]] = {}
    for side, read in enumerate((one, other)):
        for place, reason in read.faults():
            faults.setdefault(place, []).append((side, reason))
    unread = one.unread() | other.unread()
    each: list[tuple[int, TriedProfile]] = []
    names = _texts_of_ids(one.table, one.rows)
    for place, (name, number) in enumerate(zip(names, map(int, one.rows.numbers), strict=True)):
        row = f"row {number}"
        found = unread_profile(name, row, faults[place]) if place in faults else None
        if number in shared:
            unread[place] = True
            found = UnreadProfile(name, row, (0, 1), (SHARED,))
        each.append((number, found if found is not None and unread[place] else ReadProfile(name, row, found)))
    for lost in one.rows.malformed:
        reasons = [(side, str(fault)) for side in (0, 1) for fault in lost.faults]
        each.append((lost.number, unread_profile(lost.id, f"row {lost.number}", reasons)))
    each.sort(key=itemgetter(0))
    places = np.flatnonzero(~unread)
    return PairedProfiles([profile for _, profile in each], (one.picked(places), other.picked(places)))
