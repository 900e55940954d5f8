"""A file watched while it is read: whether its quotation marks and line ends could be read in more than one way."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

COMMA, QUOTE, RETURN, FEED = b',"\r\n'

Words = NDArray[np.uint64]
"""Truths, packed into words of 64 bits, the first in the lowest bit."""

AT_A_TIME = 1 << 17
"""Bytes that are looked through at a time: as many as the cache holds several times over."""


class WatchedFile(io.RawIOBase):
    """Bytes of a file, and whether anything in it needs a closer look.

    `ambiguous` is set where a quotation mark stands inside a cell without any around it or where text follows a closing
    one, where a carriage return stands alone, and where there is a NUL; `open` where a quotation mark is never closed.
    `uneven` is set where a row is not one line: a line break stands inside a cell, or a line is empty.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        self._last = FEED
        self._quotes = 0
        self.ambiguous = False
        self.uneven = False

    @property
    def open(self) -> bool:
        """Whether a quotation mark has not been closed so far."""
        return self._quotes % 2 == 1

    def readable(self) -> bool:
        """Say that it is there to be read."""
        return True

    def readinto(self, into: "WriteableBuffer") -> int:
        """Read, and look through what was read."""
        count = self._file.readinto(into) or 0
        for start in range(0, count, AT_A_TIME):
            if not self.ambiguous:
                self._look(np.frombuffer(memoryview(into)[start : min(start + AT_A_TIME, count)], np.uint8))
        return count

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def _look(self, part: NDArray[np.uint8]) -> None:
        """Look at each quotation mark by turns: one opens, the next closes. The byte before this part counts too.

        Before one that opens a cell, and behind one that closes it, stands a comma, a line end, or another quotation
        mark: two together are one inside the cell.
        """
        both = np.concatenate([np.array([self._last], np.uint8), part])
        is_mark, is_return, is_feed = both == QUOTE, both == RETURN, both == FEED
        edges = _bits(is_mark | (both == COMMA) | is_return | is_feed)
        is_mark[0] = False  # the byte before was counted with the part that it ends
        marks, returns, feeds = _bits(is_mark), _bits(is_return), _bits(is_feed)
        inside = _odd_so_far(marks, odd=self.open)
        closing = marks & ~inside
        closing[0] |= np.uint64(self._last == QUOTE and not self.open and self._quotes > 0)
        self.ambiguous = bool(
            (marks & inside & ~_moved_up(edges)).any()
            or (closing & ~_moved_down(edges, len(both))).any()
            or (returns & ~_moved_down(feeds, len(both))).any()
            or (part == 0).any()
        )
        both_ends = (feeds | returns) & _moved_up(feeds)
        self.uneven = self.uneven or bool((both_ends | (feeds & inside)).any())
        self._quotes += int(is_mark.sum())
        self._last = int(both[-1])


def _bits(truths: NDArray[np.bool_]) -> Words:
    """Pack truths into words of 64 bits, the first in the lowest bit."""
    words = np.zeros(-(-len(truths) // 64), np.uint64)
    words.view(np.uint8)[: -(-len(truths) // 8)] = np.packbits(truths, bitorder="little")
    return words


def _odd_so_far(words: Words, *, odd: bool) -> Words:
    """Find for each bit whether an odd number of bits is set up to it, itself counted; `odd` is how it begins."""
    found = words.copy()
    for shift in (1, 2, 4, 8, 16, 32):
        found ^= found << np.uint64(shift)
    before = np.bitwise_xor.accumulate(found >> np.uint64(63))
    before = np.concatenate([np.zeros(1, np.uint64), before[:-1]]) ^ np.uint64(odd)
    return found ^ (np.uint64(0) - before)


def _moved_up(words: Words) -> Words:
    """Give for each bit the one before it; before the first there is none."""
    moved = words << np.uint64(1)
    moved[1:] |= words[:-1] >> np.uint64(63)
    return moved


def _moved_down(words: Words, length: int) -> Words:
    """Give for each bit the one behind it; behind the last, of which nothing is known yet, it counts as set."""
    moved = words >> np.uint64(1)
    moved[:-1] |= words[1:] << np.uint64(63)
    moved[(length - 1) // 64] |= np.uint64(1) << np.uint64((length - 1) % 64)
    return moved
