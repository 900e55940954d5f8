"""Rows that share an id, or nearly do, found on disk by partitions: memory does not grow with the number of rows.

Each id is hashed to 64 bits twice: as it is written, and without what people vary without meaning it. Those that are
alike lie in one partition, and are found by sorting. Different ids hardly ever come to the same 64 bits; whether they
did is found out by looking at the ids themselves.
"""

import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from types import TracebackType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.batch.texts import as_texts, first_bytes, is_plain
from engine.frozen import frozen
from engine.source.tables.joined import MOST_ALIKE, MOST_NAMED, alike

PARTITIONS = 64
MOST_WAITING = 2**20
"""Rows whose ids are kept in memory before they go to disk. So memory does not grow with the table."""

MOST_SHARING = 100_000
"""Rows of a table that share their ids. With more, the column holds no ids at all. Beyond it: the run ends, and says to
name another column."""

LONGEST = 4096
"""Bytes of an id that count one by one. What is longer is counted in stretches of this length."""

_FACTORS = np.random.Generator(np.random.PCG64(20_261)).integers(0, 2**63, LONGEST, np.uint64) * np.uint64(
    2
) + np.uint64(1)
"""Fixed odd factors, one for each byte of an id: what is found never depends on the run."""


NEARLY = MOST_ALIKE * 2
"""Ids that are kept as nearly the same until they are looked at. Twice as many as are named, since a hash may err."""


def alike_texts(texts: pa.Array) -> pa.Array:
    """Write ids as `alike` does, all at once where they are printable ASCII."""
    if not is_plain(texts):
        return pa.array([alike(text) for text in texts.to_pylist()], pa.string())
    texts = pc.ascii_lower(pc.replace_substring(texts, " ", ""))
    return pc.replace_substring_regex(texts, "^0+([0-9]+)$", "\\1") if ord("0") in first_bytes(texts) else texts


@frozen
class NearlyShared:
    """One id that is written in several ways: the places of the first row of the first few, and how many there are."""

    places: tuple[int, ...]
    ways: int


def hashed_ids(ids: pa.Array) -> NDArray[np.uint64]:
    """Hash each text to 64 bits: the sum of its bytes, each times the factor of its place, and its bits mixed."""
    if ids.offset:
        ids = pa.concat_arrays([ids, ids.slice(0, 0)])
    offsets = np.frombuffer(ids.buffers()[1], np.int32)[ids.offset : ids.offset + len(ids) + 1]
    data = ids.buffers()[2]
    bytes_ = np.zeros(0, np.uint8) if data is None else np.frombuffer(data, np.uint8)[offsets[0] : offsets[-1]]
    starts, lengths = offsets[:-1] - offsets[0], np.diff(offsets)
    mixed = np.empty(len(ids), np.uint64)
    for length in np.unique(lengths):
        rows, factors = np.flatnonzero(lengths == length), np.resize(_FACTORS, length)
        mixed[rows] = bytes_[starts[rows, np.newaxis] + np.arange(length)] @ factors + factors.sum(dtype=np.uint64)
    for shift, factor in ((33, 0xFF51AFD7ED558CCD), (33, 0xC4CEB9FE1A85EC53)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(33))


class Ids:
    """The ids of a whole run, with the place of each row among those that were read."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="armslength-")
        self._waiting: list[NDArray[np.uint64]] = []
        self._rows = 0
        self._count = 0

    def __enter__(self) -> "Ids":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing on disk."""
        self._folder.cleanup()

    def add(self, ids: pa.Array, without: Collection[int] = ()) -> None:
        """Take the ids of the next rows. Rows without an id share none, nor do those at the places `without` one."""
        texts = pc.utf8_trim_whitespace(as_texts(ids))
        found = np.empty((len(texts), 3), np.uint64)
        bare = alike_texts(texts)
        found[:, 1] = hashed_ids(texts)
        found[:, 0] = found[:, 1] if bare.equals(texts) else hashed_ids(bare)
        found[:, 2] = np.arange(self._rows, self._rows + len(texts))
        self._rows += len(texts)
        held = pc.not_equal(texts, "").to_numpy(zero_copy_only=False)
        held[list(without)] = False
        self._waiting.append(found[held])
        self._count += len(texts)
        if self._count >= MOST_WAITING:
            self._put_away()

    def _put_away(self) -> None:
        """Write what waits to the files of its partitions."""
        rows = np.concatenate(self._waiting)
        rows = rows[np.argsort(rows[:, 0] >> np.uint64(58), kind="stable")]
        ends = np.searchsorted(rows[:, 0] >> np.uint64(58), np.arange(PARTITIONS + 1))
        for partition in range(PARTITIONS):
            with self._file(partition).open("ab") as file:
                file.write(rows[ends[partition] : ends[partition + 1]].tobytes())
        self._waiting, self._count = [], 0

    def _file(self, partition: int) -> Path:
        return Path(self._folder.name) / str(partition)

    def candidates(self) -> NDArray[np.int64]:
        """Find the places of all rows whose id comes to the same as that of another, in order."""
        found = [_repeated(rows[:, :2], rows) for rows in self._alike()]
        return np.sort(np.concatenate([rows[:, 2] for rows in found])).astype(np.int64)

    def nearly_shared(self) -> tuple[Sequence[NearlyShared], int]:
        """Find ids that are written in several ways: the first few in the order of their rows, and how many there are.

        No more than `NEARLY` are held at a time, so that memory does not grow with them.
        """
        kept: list[NearlyShared] = []
        count = 0
        for rows in self._alike():
            _, first = np.unique(rows[:, :2], axis=0, return_index=True)  # rows are in order: the first of each way
            ways = rows[np.sort(first)]
            ways = _repeated(ways[:, :1], ways)
            ways = ways[np.lexsort((ways[:, 2], ways[:, 0]))]
            starts = np.flatnonzero(np.diff(ways[:, 0], prepend=ways[:1, 0] + np.uint64(1)))
            sizes = np.diff(starts, append=len(ways))
            count += len(starts)
            for start in np.argsort(ways[starts, 2])[:NEARLY]:
                places = ways[starts[start] : starts[start] + min(int(sizes[start]), MOST_NAMED), 2]
                kept.append(NearlyShared(tuple(map(int, places)), int(sizes[start])))
            kept = sorted(kept, key=lambda each: each.places)[:NEARLY]
        return kept, count

    def _alike(self) -> Iterator[NDArray[np.uint64]]:
        """Walk, partition by partition, the rows whose id is like that of another."""
        for rows in self._partitions():
            yield _repeated(rows[:, :1], rows)

    def _partitions(self) -> Iterator[NDArray[np.uint64]]:
        if not self._file(0).exists():
            yield np.concatenate([np.empty((0, 3), np.uint64), *self._waiting])
            return
        if self._waiting:
            self._put_away()
        for partition in range(PARTITIONS):
            yield np.fromfile(self._file(partition), np.uint64).reshape(-1, 3)


def _repeated(keys: NDArray[np.uint64], rows: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Keep the rows that share their keys with another; those with the same keys stay in their order."""
    order = np.lexsort(keys.T[::-1]) if keys.shape[1] > 1 else np.argsort(keys[:, 0], kind="stable")
    keys = keys[order]
    same = np.zeros(len(rows) + 1, np.bool_)
    same[1:-1] = (keys[1:] == keys[:-1]).all(axis=1)
    return rows[order[same[:-1] | same[1:]]]
