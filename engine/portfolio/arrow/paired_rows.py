"""Rows of a table as two packs read them: every distinct text is read once by each, and whole columns are coded."""

from collections.abc import Container, Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.batch.read import BatchReader, BatchReading
from engine.frozen import frozen
from engine.interpret.columnar.coding import CodedProfiles
from engine.portfolio.arrow.numbered_batch import ArrowTable, NumberedBatch, from_texts
from engine.portfolio.paired import PairedProfiles, ReadProfile, TriedProfile, UnreadProfile, unread_profile
from engine.portfolio.rows import SHARED, TextTable
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic


def from_batches(tables: tuple[TextTable, TextTable], shared: Container[int]) -> Iterator[PairedProfiles]:
    """Read the rows of a table as either pack reads them; `shared` are those that share their id."""
    readers = [BatchReader(each.columns) for each in tables]
    one, other = (from_texts(each) for each in tables)
    for batches in zip(one.batches(), other.batches(), strict=True):
        sides = [
            _ReadBatch(each.base, table, rows, reader.read(rows.batch, rows.wrong))
            for each, table, rows, reader in zip(tables, (one, other), batches, readers, strict=True)
        ]
        yield _paired(sides[0], sides[1], shared)


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

    def ids(self) -> list[str]:
        """List the ids, as far as they can be read."""
        texts: pa.Array = self.rows.batch.column(self.table.columns.id.position)
        return [text.strip() for text in texts.to_pylist()]

    def picked(self, places: NDArray[np.intp]) -> CodedProfiles:
        """Give what is known of some of the rows."""
        return CodedProfiles(self.base, self.reading.columns.picked(places))


def _paired(one: _ReadBatch, other: _ReadBatch, shared: Container[int]) -> PairedProfiles:
    faults: dict[int, list[tuple[int, str]]] = {}
    for side, read in enumerate((one, other)):
        for place, reason in read.faults():
            faults.setdefault(place, []).append((side, reason))
    unread = one.unread() | other.unread()
    each: list[TriedProfile] = []
    for place, (name, number) in enumerate(zip(one.ids(), one.rows.numbers, strict=True)):
        row = f"row {number}"
        found = unread_profile(name, row, faults[place]) if place in faults else None
        if number in shared:
            unread[place] = True
            found = UnreadProfile(name, row, (0, 1), (SHARED,))
        each.append(found if found is not None and unread[place] else ReadProfile(name, row, found))
    places = np.flatnonzero(~unread)
    return PairedProfiles(each, (one.picked(places), other.picked(places)))
