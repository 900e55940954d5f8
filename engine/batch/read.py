"""From an Arrow batch to typed columns: every distinct text is read once, by the vocabulary, as a profile would be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.batch.texts import as_texts, coded, is_plain, text_of
from engine.interpret.columnar.answers import AnswerColumns, AnswerNumbers, Coded
from engine.interpret.columnar.coding import code_of, number_of, side_of
from engine.profile.cells import CellFault, ReadCell, read_cell
from engine.profile.column import Column
from engine.profile.columns import bind
from engine.profile.stray_lines import like_no_row, why_no_row
from engine.rulebase.base import RuleBase
from engine.source.characters import SUSPECT

MOST_REMEMBERED = 200_000
"""Distinct texts that are remembered between batches. A table may hold any number; with more, all are forgotten and
read again."""

TextPlaces = NDArray[np.integer[Any]]
"""For each row the place of its text among the distinct ones."""

BatchFault = tuple[int, Column, str, CellFault]
"""A row of the batch, the column, the text of the cell, and why it can't be read."""


@dataclass(frozen=True, slots=True)
class BatchReading:
    """A batch as it was read: typed columns, and what could not be read."""

    columns: AnswerColumns
    faults: Sequence[BatchFault]
    refused: NDArray[np.bool_]

    def errors(self) -> pa.Array:
        """Give for each row why it was refused: the reasons one after another; nothing where it was not."""
        reasons: dict[int, list[str]] = {}
        for row, column, _, fault in self.faults:
            reasons.setdefault(row, []).append(f"{column.heading}: {fault.reason}")
        rows = len(self.refused)
        if not reasons:
            return pa.nulls(rows, pa.string())
        return pa.array(["; ".join(reasons[row]) if row in reasons else None for row in range(rows)], pa.string())


class BatchReader:
    """Reads batches with the same headings. What it remembers between them saves work and changes nothing."""

    def __init__(self, base: RuleBase, headings: Sequence[str], id_column: str) -> None:
        bound = bind(headings, base, id_column)
        self._columns = bound.all
        self._id = bound.id
        self._like_no_row = like_no_row(bound.id.heading)
        self.kept = frozenset(column.position for column in bound.kept())
        self._known: dict[tuple[int, str], ReadCell] = {}

    def read(self, batch: pa.RecordBatch) -> BatchReading:
        """Type every column; a cell that can't be read is a fault of its row."""
        faults: list[BatchFault] = []
        codes: dict[str, Coded] = {}
        members: dict[tuple[str, str], Coded] = {}
        numbers: dict[str, AnswerNumbers] = {}
        for column in self._columns:
            if column.role in ("result", "own"):
                continue
            array = batch.column(column.position)
            if _is_free(column):
                faults += self._free_faults(column, array)
                continue
            places, cells, texts = self._distinct(column, array)
            faults += _cell_faults(column, places, cells, texts)
            self._typed(column, places, cells, (codes, members, numbers))
        faults = self._without_strays(batch, faults)
        refused = np.zeros(batch.num_rows, np.bool_)
        refused[[row for row, *_ in faults]] = True
        return BatchReading(
            AnswerColumns(batch.num_rows, codes, members, numbers), sorted(faults, key=lambda each: each[0]), refused
        )

    def _without_strays(self, batch: pa.RecordBatch, faults: list[BatchFault]) -> list[BatchFault]:
        """Say of each line that is no row why it is none, in place of what is wrong with its cells."""
        ids = as_texts(batch.column(self._id.position))
        found: dict[int, BatchFault] = {}
        like = pc.match_substring_regex(ids, self._like_no_row, ignore_case=True)
        for row in map(int, np.flatnonzero(like.to_numpy(zero_copy_only=False))):
            asked = [column for column in self._columns if column.role != "own"]
            texts = [as_texts(batch.column(column.position).slice(row, 1))[0].as_py() for column in asked]
            stray = why_no_row(zip(asked, texts, strict=True))
            if stray is not None:
                found[row] = (row, self._id, ids[row].as_py(), stray)
        return [*(each for each in faults if each[0] not in found), *found.values()] if found else faults

    def _distinct(self, column: Column, array: pa.Array) -> tuple[TextPlaces, list[ReadCell], list[str]]:
        """Give each row the place of its text among the distinct ones, and what each of those was read as.

        The last place stands for a null: nothing is known.
        """
        found = coded(array)
        texts = [text_of(value) for value in found.dictionary.to_pylist()]
        cells = [self._cell(column, text) for text in texts]
        indices = found.indices.fill_null(len(texts)) if found.indices.null_count else found.indices
        small = np.uint8 if len(cells) < 256 else np.int32  # fewer bytes are compared sooner
        return indices.to_numpy(zero_copy_only=False).astype(small), [*cells, None], [*texts, ""]

    def _cell(self, column: Column, text: str) -> ReadCell:
        key = (column.position, text)
        if key not in self._known:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[key] = read_cell(column, text)
        return self._known[key]

    def _typed(
        self,
        column: Column,
        places: TextPlaces,
        cells: Sequence[ReadCell],
        into: tuple[dict[str, Coded], dict[tuple[str, str], Coded], dict[str, AnswerNumbers]],
    ) -> None:
        codes, members, numbers = into
        fact = column.question
        if fact is None:
            return
        if column.role == "member":
            members[column.name, column.part] = Coded(places, tuple(code_of(fact, cell) for cell in cells))
        elif fact.kind in ("number", "date"):
            known = np.array([isinstance(cell, int | date) for cell in cells])
            values = np.array([number_of(cell) for cell in cells], np.int64)
            numbers[fact.name] = AnswerNumbers(values[places], known[places])
        elif fact.kind == "choices":
            for member in fact.values:
                members[fact.name, member] = Coded(places, tuple(side_of(member, cell) for cell in cells))
        elif fact.kind in ("yes_no", "choice"):
            codes[fact.name] = Coded(places, tuple(code_of(fact, cell) for cell in cells))

    def _free_faults(self, column: Column, array: pa.Array) -> Iterator[BatchFault]:
        """Look through free texts for what may not stand in them; each distinct text is looked at only if it may."""
        texts = as_texts(array)
        suspect = np.zeros(len(texts), np.bool_)
        if column.role == "unheaded":
            suspect |= pc.not_equal(pc.utf8_trim_whitespace(texts), "").to_numpy(zero_copy_only=False)
        elif not is_plain(texts):
            suspect |= pc.match_substring_regex(texts, SUSPECT).to_numpy(zero_copy_only=False)
        if column.role == "id":
            suspect |= pc.equal(pc.utf8_trim_whitespace(texts), "").to_numpy(zero_copy_only=False)
        for row in np.flatnonzero(suspect):
            text = texts[int(row)].as_py()
            cell = read_cell(column, text)
            if isinstance(cell, CellFault):
                yield int(row), column, text, cell


def _is_free(column: Column) -> bool:
    """Tell whether a cell may hold any text: nothing of it is typed."""
    if column.role == "basis":
        return column.part in ("evidence", "by")
    return column.role in ("id", "header", "unheaded") or (
        column.question is not None and column.question.kind == "text"
    )


def _cell_faults(
    column: Column, places: TextPlaces, cells: Sequence[ReadCell], texts: Sequence[str]
) -> Iterator[BatchFault]:
    bad = [place for place, cell in enumerate(cells) if isinstance(cell, CellFault)]
    if bad:
        for row in np.flatnonzero(np.isin(places, bad)):
            cell = cells[int(places[row])]
            if isinstance(cell, CellFault):
                yield int(row), column, texts[int(places[row])], cell
