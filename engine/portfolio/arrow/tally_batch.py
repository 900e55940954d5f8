"""Batches of results added up: what a summary counts row by row, counted for a whole batch at once."""

from collections import Counter

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.interpret.result_columns import CHANGED, TO_COME, column_name
from engine.interpret.results import CONFLICT, OPEN, SETTLED
from engine.portfolio.tally import NOWHERE, RowPlace, Tally, came_out_otherwise, crossed_decisions


def add_batch(tally: Tally, batch: pa.RecordBatch) -> None:
    """Count the rows of a batch, all of which were decided."""
    tally.decided += batch.num_rows
    still_open = np.zeros(batch.num_rows, np.bool_)
    for name in tally.base.pack.primary:
        status = batch.column(column_name("status", name))
        still_open |= np.isin(_codes(status), [_place_of(status, word) for word in (OPEN, CONFLICT)])
    tally.open += int(still_open.sum())
    tally.crossed += _crossed(tally, batch)
    tally.missing.update(_members(batch.column(column_name("missing"))))
    tally.not_known.update(_members(batch.column(column_name("unknown"))))
    if CHANGED in batch.schema.names:
        tally.changed = (tally.changed or 0) + sum(map(came_out_otherwise, batch.column(CHANGED).to_pylist()))
    if TO_COME in batch.schema.names:
        tally.to_come += _rows_with_any(batch.column(TO_COME))


def _rows_with_any(column: pa.Array) -> int:
    return int((column.value_lengths().to_numpy(zero_copy_only=False) > 0).sum())


def _codes(column: pa.Array) -> NDArray[np.int64]:
    codes: NDArray[np.int64] = column.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return codes


def _place_of(column: pa.Array, word: str) -> int:
    """Find the code of a word; one that no cell has where it is not among them."""
    words = column.dictionary.to_pylist()
    return words.index(word) if word in words else -2


def _crossed(tally: Tally, batch: pa.RecordBatch) -> Counter[tuple[RowPlace, RowPlace]]:
    """Count the rows at each pair of places of the crossed decisions."""
    parts = [
        (batch.column(column_name("status", each.name)), batch.column(column_name("value", each.name)))
        for each in crossed_decisions(tally.base)
    ]
    columns = [_codes(column) for pair in parts for column in pair]
    if not columns:
        return Counter({(NOWHERE, NOWHERE): batch.num_rows})
    sizes = [len(column.dictionary) + 1 for pair in parts for column in pair]
    found, counts = np.unique(np.ravel_multi_index([codes + 1 for codes in columns], sizes), return_counts=True)
    crossed: Counter[tuple[RowPlace, RowPlace]] = Counter()
    for codes, count in zip(np.transpose(np.unravel_index(found, sizes)) - 1, counts, strict=True):
        places = [_place(parts[n], int(codes[2 * n]), int(codes[2 * n + 1])) for n in range(len(parts))]
        first, second = [*places, NOWHERE][:2]
        crossed[first, second] += int(count)
    return crossed


def _place(columns: tuple[pa.Array, pa.Array], status: int, value: int) -> RowPlace:
    word = columns[0].dictionary[status].as_py()
    return word, columns[1].dictionary[value].as_py() if word == SETTLED and value >= 0 else ""


def _members(column: pa.Array) -> dict[str, int]:
    """Count how often each member is listed."""
    members = column.flatten()
    counts = np.bincount(_codes(members), minlength=len(members.dictionary))
    return {name: int(count) for name, count in zip(members.dictionary.to_pylist(), counts, strict=True) if count}
