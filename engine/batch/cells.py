"""From planes to columns of results, as Arrow holds them: names by their place in a dictionary, lists by their ends."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.batch.bits import Bytes, by_profile, listed, lowest
from engine.batch.result_planes import ColumnPlanes
from engine.interpret.columnar.run import Planes


def cells_of(column: ColumnPlanes, planes: Planes, profiles: int, refused: NDArray[np.bool_]) -> pa.Array:
    """Make one column of results from its planes; rows that were refused have none."""
    rows = by_profile(planes, profiles)
    if refused.any():
        rows[:, refused] = 0
    match column.result.kind:
        case "list":
            return _lists(rows, column)
        case "number":
            return _numbers(rows, refused)
    places = lowest(rows) if len(rows) else np.full(profiles, -1, np.int16)
    return pa.DictionaryArray.from_arrays(pa.array(places, mask=places < 0), pa.array(column.names, pa.string()))


def _lists(rows: Bytes, column: ColumnPlanes) -> pa.Array:
    if not len(rows):
        starts, which = np.zeros(rows.shape[1] + 1, np.int32), np.zeros(0, np.int16)
    else:
        starts, which = listed(rows, column.most)
    values = pa.DictionaryArray.from_arrays(pa.array(which), pa.array(column.names, pa.string()))
    return pa.ListArray.from_arrays(pa.array(starts), values)


def _numbers(rows: Bytes, refused: NDArray[np.bool_]) -> pa.Array:
    """Put binary digits together; below the lowest digit stands whether the number is left out."""
    bits = np.zeros(rows.shape[1], np.int64)
    for group, row in enumerate(rows):
        bits += row.astype(np.int64) << (8 * group)
    return pa.array(bits >> 1, mask=refused | (bits & 1).astype(np.bool_))
