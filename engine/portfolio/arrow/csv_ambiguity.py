"""A file watched while it is read: whether its quotation marks and line ends could be read in more than one way."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.frozen import frozen
from engine.source.tables.limits import MOST_ROW_BYTES

COMMA, QUOTE, RETURN, FEED = b',"\r\n'

Words = NDArray[np.uint64]
"""Truths, packed into words of 64 bits, the first in the lowest bit."""

BytePlaces = NDArray[np.integer[Any]]
"""Where bytes of one kind stand, in order."""

AT_A_TIME = 1 << 18
"""Bytes that are looked through at a time: as many as the cache holds several times over."""


@frozen
class RowStretch:
    """Whole rows of a file, and where bytes stand that are part of a cell only because of the marks around it."""

    data: bytearray
    quoted: BytePlaces

    def below(self, lines: int) -> "RowStretch":
        """Leave out the first lines."""
        start = 0
        for _ in range(lines):
            start = self.data.find(FEED, start) + 1
        return RowStretch(self.data[start:], self.quoted[self.quoted >= start] - start)

    def bare(self) -> bytearray:
        """Give the same rows without quotation marks."""
        return self.data.translate(None, bytes([QUOTE])) if QUOTE in self.data else self.data


def feeds_of(data: bytearray, start: int = 0, stop: int | None = None) -> NDArray[np.int64]:
    """Find the line feeds in a part of some bytes."""
    return np.flatnonzero(np.frombuffer(memoryview(data)[start:stop], np.uint8) == FEED) + start


class WatchedFile:
    """Bytes of a file, and whether anything in it needs a closer look.

    `ambiguous` is set where a quotation mark stands inside a cell without any around it or where text follows a closing
    one, where a carriage return stands alone, where there is a NUL, and where a row is too long to be held; `open`
    where a quotation mark is never closed. `uneven` is set where a row is not one line: a line break stands inside a
    cell, or a line is empty.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last = FEED
        self._quotes = 0
        self._end = 0
        self._quoted: list[BytePlaces] = []
        self.ambiguous = False
        self.uneven = False

    @property
    def open(self) -> bool:
        """Whether a quotation mark has not been closed so far."""
        return self._quotes % 2 == 1

    def stretches(self, size: int) -> Iterator[RowStretch]:
        """Walk the file in stretches of about so many bytes, each looked through before it is given."""
        data = bytearray()
        with self._path.open("rb", buffering=0) as file:
            ended = False
            while not ended and not self.ambiguous:
                start, fresh = len(data), file.read(size)
                data += fresh
                ended = not fresh
                for at in range(start, len(data), AT_A_TIME):
                    self._look(data, at, min(at + AT_A_TIME, len(data)))
                if ended and data:
                    data += b"" if data[-1] == FEED else b"\n"
                    self._end = len(data)
                if self._end:
                    left = data[self._end :]
                    del data[self._end :]
                    yield RowStretch(data, self._cut())
                    data = left
                self.ambiguous |= len(data) > MOST_ROW_BYTES

    def _cut(self) -> BytePlaces:
        """Begin anew behind the last whole row; give what is quoted before."""
        found = np.concatenate([np.zeros(0, np.int64), *self._quoted])
        cut = np.searchsorted(found, self._end)
        self._quoted = [found[cut:] - self._end]
        self._end = 0
        return found[:cut]

    def _look(self, data: bytearray, start: int, stop: int) -> None:
        """Look through some bytes, closely where there is anything but texts, commas and line feeds."""
        closely = self.open or self._last in (QUOTE, RETURN)
        if closely or any(data.find(byte, start, stop) >= 0 for byte in (QUOTE, RETURN, 0)):
            self._look_closely(data, start, stop)
            return
        feeds = feeds_of(data, start, stop)
        self.uneven |= bool((np.diff(feeds) == 1).any()) or self._last == FEED == data[start]
        self._last = data[stop - 1]
        self._end = int(feeds[-1]) + 1 if len(feeds) else self._end

    def _look_closely(self, data: bytearray, start: int, stop: int) -> None:
        """Look at each quotation mark by turns: one opens, the next closes. The byte before this part counts too.

        Before one that opens a cell, and behind one that closes it, stands a comma, a line end, or another quotation
        mark: two together are one inside the cell.
        """
        part = np.frombuffer(memoryview(data)[start:stop], np.uint8)
        both = np.concatenate([np.array([self._last], np.uint8), part])
        is_mark, is_comma, is_return, is_feed = both == QUOTE, both == COMMA, both == RETURN, both == FEED
        edges = _bits(is_mark | is_comma | is_return | is_feed)
        is_mark[0] = False  # the byte before was counted with the part that it ends
        marks, commas, returns, feeds = _bits(is_mark), _bits(is_comma), _bits(is_return), _bits(is_feed)
        inside = _odd_so_far(marks, odd=self.open)
        closing = marks & ~inside
        closing[0] |= np.uint64(self._last == QUOTE and not self.open and self._quotes > 0)
        self.ambiguous |= bool(
            (marks & inside & ~_moved_up(edges)).any()
            or (closing & ~_moved_down(edges, len(both))).any()
            or (returns & ~_moved_down(feeds, len(both))).any()
            or (part == 0).any()
        )
        both_ends = (feeds | returns) & _moved_up(feeds)
        self.uneven |= bool((both_ends | (feeds & inside)).any())
        self._quoted.append(_places((commas | feeds) & inside | marks & _moved_up(closing)) + (start - 1))
        ends = _places(feeds & ~inside)
        self._end = start + int(ends[-1]) if len(ends) and ends[-1] else self._end
        self._quotes += int(np.count_nonzero(is_mark))
        self._last = int(both[-1])


def _bits(truths: NDArray[np.bool_]) -> Words:
    """Pack truths into words of 64 bits, the first in the lowest bit."""
    words = np.zeros(-(-len(truths) // 64), np.uint64)
    words.view(np.uint8)[: -(-len(truths) // 8)] = np.packbits(truths, bitorder="little")
    return words


def _places(words: Words) -> NDArray[np.int64]:
    """Give the places of the bits that are set."""
    held = np.flatnonzero(words)
    bits = np.unpackbits(words[held].view(np.uint8), bitorder="little").reshape(-1, 64)
    rows, columns = bits.nonzero()
    return held[rows] * 64 + columns


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
