"""The tree of RFC 6962, section 2 (and RFC 9162, section 2.1): SHA-256 over leaves, in the order of the log.

A leaf is hashed after a zero byte and a node after a one, so that neither can be taken for the other. The left side of
a node holds as many leaves as the largest power of two below the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

EMPTY = sha256(b"").digest()
"""The root of a log that holds nothing."""


def leaf(data: bytes) -> bytes:
    """Hash the bytes of one entry."""
    return sha256(b"\0" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees to the one that holds them both."""
    return sha256(b"\1" + left + right).digest()


def split(size: int) -> int:
    """Count the leaves on the left of a tree of `size` (at least two): the largest power of two below it."""
    return 1 << (size - 1).bit_length() - 1


@dataclass(frozen=True, slots=True)
class Edge:
    """As much of a tree as is needed to add leaves: its size, and the roots of its whole subtrees, largest first."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def add(self, hashed: bytes) -> "Edge":
        """Add a leaf, given as its hash."""
        peaks, size = self.peaks, self.size
        while size & 1:
            peaks, hashed, size = peaks[:-1], node(peaks[-1], hashed), size >> 1
        return Edge(self.size + 1, (*peaks, hashed))

    @property
    def root(self) -> bytes:
        """The root of the whole."""
        if not self.peaks:
            return EMPTY
        *others, root = self.peaks
        for each in reversed(others):
            root = node(each, root)
        return root


class Tree:
    """A tree over hashes of leaves, from which proofs are made."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        """Hash every whole subtree once; `whole[k][i]` holds the leaves from i·2^k on, 2^k of them."""
        self.size = len(leaves)
        self._whole = [tuple(leaves)]
        while len(below := self._whole[-1]) > 1:
            self._whole.append(tuple(map(node, below[::2], below[1::2])))

    def root(self, size: int | None = None) -> bytes:
        """Give the root of the first `size` leaves; of all, where none is named."""
        return self._over(0, self._known(self.size if size is None else size))

    def inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """Prove that the leaf at an index (from 0) is among the first `size`."""
        size = self._known(self.size if size is None else size)
        if not 0 <= index < size:
            raise ValueError(f"no leaf has the index {index} in a tree of {size}")
        start, end, path = 0, size, []
        while end - start > 1:
            middle = start + split(end - start)
            if index < middle:
                path.append(self._over(middle, end))
                end = middle
            else:
                path.append(self._over(start, middle))
                start = middle
        return tuple(reversed(path))

    def consistency(self, old: int, size: int | None = None) -> tuple[bytes, ...]:
        """Prove that the first `old` leaves (at least one) are the beginning of the first `size`."""
        size = self._known(self.size if size is None else size)
        if not 0 < old <= size:
            raise ValueError(f"a tree of {size} has no earlier size {old}")
        start, end, path, at_the_edge = 0, size, [], True
        while old < end:
            middle = start + split(end - start)
            if old <= middle:
                path.append(self._over(middle, end))
                end = middle
            else:
                path.append(self._over(start, middle))
                start, at_the_edge = middle, False
        return tuple(reversed(path)) if at_the_edge else (self._over(start, end), *reversed(path))

    def _known(self, size: int) -> int:
        if not 0 <= size <= self.size:
            raise ValueError(f"a tree of {self.size} has no root of {size}")
        return size

    def _over(self, start: int, end: int) -> bytes:
        """Hash the leaves from `start` to before `end`; `start` is where a subtree of that size may begin."""
        size = end - start
        if size == 0:
            return EMPTY
        if size & (size - 1) == 0:
            return self._whole[size.bit_length() - 1][start // size]
        middle = start + split(size)
        return node(self._over(start, middle), self._over(middle, end))


def includes(hashed: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Say whether a proof shows that a leaf is at an index of the tree with this size and root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last = index, size - 1
    for each in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            hashed = node(each, hashed)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            hashed = node(hashed, each)
        at, last = at >> 1, last >> 1
    return last == 0 and hashed == root


def continues(old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Say whether a proof shows that one tree is the beginning of another (RFC 9162, 2.1.4.2)."""
    if not 0 < old <= size:
        return False
    if old == size:
        return not proof and old_root == root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    was = now = path[0]
    for each in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            was, now = node(each, was), node(each, now)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            now = node(now, each)
        at, last = at >> 1, last >> 1
    return last == 0 and was == old_root and now == root
