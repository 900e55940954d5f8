"""Planes turned round: from one row a plane to one row a profile, eight planes to a byte."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.interpret.columnar.run import Planes

Bytes = NDArray[np.uint8]

_SWAPS = ((7, 0x00AA00AA00AA00AA), (14, 0x0000CCCC0000CCCC), (28, 0x00000000F0F0F0F0))
"""Three exchanges of ever larger squares turn a square of 8 by 8 bits over (Warren, Hacker's Delight, 7-3)."""


def by_profile(planes: Planes, profiles: int) -> Bytes:
    """Give a row of bytes for every eight planes: in the byte of a profile, bit `k` comes from the k-th of the eight.

    The number of planes is made up to a multiple of eight with empty ones.
    """
    count, words = planes.shape
    groups = -(-count // 8)
    padded = np.zeros((groups * 8, words * 8), np.uint8)
    padded[:count] = planes.view(np.uint8)
    squares = np.ascontiguousarray(padded.reshape(groups, 8, words * 8).transpose(0, 2, 1)).view(np.uint64)[..., 0]
    for shift, mask in _SWAPS:
        change = (squares ^ (squares >> np.uint64(shift))) & np.uint64(mask)
        squares ^= change
        squares ^= change << np.uint64(shift)
    return np.ascontiguousarray(squares).view(np.uint8)[:, :profiles]


_LOWEST = np.array([next((place for place in range(8) if byte >> place & 1), -1) for byte in range(256)], np.int8)


def lowest(rows: Bytes) -> NDArray[np.int16]:
    """Find for each profile the first plane that holds; -1 where none does."""
    found = np.full(rows.shape[1], -1, np.int16)
    for group in range(len(rows) - 1, -1, -1):
        places = _LOWEST[rows[group]]
        found = np.where(places >= 0, places + np.int16(8 * group), found)
    return found


def listed(rows: Bytes, most: int | None = None) -> tuple[NDArray[np.int32], NDArray[np.int16]]:
    """List for each profile the planes that hold, in order, at most so many: where its list begins, and the planes."""
    groups, profiles = rows.shape
    held = pa.Array.from_buffers(pa.bool_(), rows.size * 8, [None, pa.py_buffer(np.ascontiguousarray(rows.T))])
    planes = pa.array(np.tile(np.arange(groups * 8, dtype=np.int16), profiles))
    which = planes.filter(held).to_numpy()
    lengths = np.bitwise_count(rows).sum(axis=0, dtype=np.int32)
    starts = np.zeros(profiles + 1, np.int32)
    np.cumsum(lengths, out=starts[1:])
    if most is None or not len(which) or lengths.max() <= most:
        return starts, which
    rank = np.arange(len(which), dtype=np.int32) - np.repeat(starts[:-1], lengths)
    np.cumsum(np.minimum(lengths, most), out=starts[1:])
    return starts, which[rank < most]
