"""From an Arrow batch to typed columns: every distinct text is read once, by the vocabulary, as a profile would be."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.batch.texts import as_texts, blurred, can_be_read, coded, first_bytes, is_list, is_plain, shown
from engine.frozen import frozen
from engine.interpret.columnar.answers import AnswerColumns, AnswerNumbers, Coded
from engine.interpret.columnar.coding import code_of, number_of, side_of
from engine.profile.cells import CellFault, ReadCell, assuming, read_cell
from engine.profile.column import Column
from engine.profile.columns import Columns
from engine.profile.stray_lines import like_no_row, why_no_row
from engine.source.characters import SUSPECT, in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.span import Span
from engine.source.tables.error_cells import SHOWN_ERRORS
from engine.source.tables.flat import NO_PLAIN_TEXTS

MOST_REMEMBERED = 200_000
"""Distinct texts that are remembered between batches. A table may hold any number; with more, all are forgotten and
read again."""

TextPlaces = NDArray[np.integer[Any]]
"""For each row the place of its text among the distinct ones."""

BatchFault = tuple[int, Column, str, CellFault]
"""A row of the batch, the column, the text of the cell, and why it can't be read."""

WrongCells = Mapping[int, Mapping[int, tuple[str, CellFault]]]
"""What a file itself has against cells, with the text of each, by the positions of their columns and rows."""

NOTHING_WRONG: WrongCells = MappingProxyType({})


@frozen
class BatchReading:
    """A batch as it was read: typed columns, what could not be read, and which rows have no id to be known by."""

    columns: AnswerColumns
    faults: Sequence[BatchFault]
    refused: NDArray[np.bool_]

    def not_read(self) -> NDArray[np.bool_]:
        """Tell of each row whether it is decided without an answer that can't be read."""
        found = np.zeros(len(self.refused), np.bool_)
        found[[row for row, *_ in self.faults]] = True
        return found & ~self.refused

    def reasons(self, rows: NDArray[np.bool_]) -> pa.Array:
        """Give for each of these rows what can't be read in it, one after another; nothing for the others."""
        found: dict[int, list[str]] = {}
        for row, column, _, fault in self.faults:
            if rows[row]:
                found.setdefault(row, []).append(f"{column.heading}: {fault.reason}")
        if not found:
            return pa.nulls(len(rows), pa.string())
        return pa.array(["; ".join(found[row]) if row in found else None for row in range(len(rows))], pa.string())


class BatchReader:
    """Reads batches with the same columns. What it remembers between them saves work and changes nothing."""

    def __init__(self, bound: Columns) -> None:
        self._columns = bound.all
        self._id = bound.id
        self._like_no_row = like_no_row(bound.id.heading)
        self.kept = frozenset(column.position for column in bound.kept())
        self._order = {column.target: place for place, column in enumerate(self._columns)}
        self._known: dict[tuple[int, str], ReadCell] = {}

    def read(self, batch: pa.RecordBatch, wrong: WrongCells = NOTHING_WRONG) -> BatchReading:
        """Type every column; what a cell that can't be read says is not known, and a row without an id is refused.

        `wrong` is what the file itself has against cells. Raises `InputError` where a column is of a type that no
        answer has.
        """
        refuse_types(self._columns, batch.schema)
        faults: list[BatchFault] = []
        codes: dict[str, Coded] = {}
        members: dict[tuple[str, str], Coded] = {}
        numbers: dict[str, AnswerNumbers] = {}
        for column in self._columns:
            if column.role in ("result", "own"):
                continue
            array = batch.column(column.position)
            known = {**blurred_lists(column, array), **wrong.get(column.position, {})}
            faults += ((row, column, text, assuming(column, fault)) for row, (text, fault) in known.items())
            if not is_typed(column):
                faults += (each for each in self._free_faults(column, array) if each[0] not in known)
                continue
            places, cells, texts = self._distinct(column, array)
            if known:
                places = places.copy()
                places[list(known)] = len(cells) - 1
            faults += _cell_faults(column, places, cells, texts)
            self._typed(column, places, cells, (codes, members, numbers))
        faults = self._without_strays(batch, faults)
        refused = np.zeros(batch.num_rows, np.bool_)
        refused[[row for row, column, *_ in faults if column.role == "id"]] = True
        faults.sort(key=lambda each: (each[0], self._order[each[1].target]))
        return BatchReading(AnswerColumns(batch.num_rows, codes, members, numbers), faults, refused)

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
        texts = found.dictionary.to_pylist()
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
        if ord("#") in first_bytes(texts):
            suspect |= pc.is_in(texts, pa.array(SHOWN_ERRORS)).to_numpy(zero_copy_only=False)
        if column.role == "id":
            suspect |= pc.equal(pc.utf8_trim_whitespace(texts), "").to_numpy(zero_copy_only=False)
        for row in np.flatnonzero(suspect):
            text = texts[int(row)].as_py()
            cell = read_cell(column, text)
            if isinstance(cell, CellFault):
                yield int(row), column, text, cell


def refuse_types(
    columns: Iterable[Column], schema: pa.Schema, place: Callable[[int], Span | None] = lambda _: None
) -> None:
    """Raise `InputError` with every column whose cells are of a type that no answer has; `place` finds its heading."""
    found = Diagnostics()
    for column in columns:
        kind = schema.field(column.position).type
        if column.role not in ("result", "own") and not can_be_read(kind):
            message = (
                f"the column {in_backticks(column.heading)} holds `{kind}`; write texts, numbers, days, yes and no, or "
                "lists of texts"
            )
            found.error("unknown-type", place(column.position), message)
    found.raise_if_errors()


def blurred_lists(column: Column, array: pa.Array) -> dict[int, tuple[str, CellFault]]:
    """Find the lists that would be other lists once they stand in one text: each as JSON, and why it can't be read."""
    if not is_list(array):
        return {}
    fault = CellFault("not-a-text", f"{in_backticks(column.heading)} {NO_PLAIN_TEXTS}")
    return {int(row): (shown(array[int(row)].as_py()), fault) for row in np.flatnonzero(blurred(array))}


def is_typed(column: Column) -> bool:
    """Tell whether each distinct text of a column is read as an answer; a cell of the others may hold any text."""
    if column.role == "basis":
        return column.part not in ("evidence", "by")
    asked = column.role in ("fact", "member", "control")
    return asked and (column.question is None or column.question.kind != "text")


def _cell_faults(
    column: Column, places: TextPlaces, cells: Sequence[ReadCell], texts: Sequence[str]
) -> Iterator[BatchFault]:
    bad = [place for place, cell in enumerate(cells) if isinstance(cell, CellFault)]
    if bad:
        for row in np.flatnonzero(np.isin(places, bad)):
            cell = cells[int(places[row])]
            if isinstance(cell, CellFault):
                yield int(row), column, texts[int(places[row])], cell
