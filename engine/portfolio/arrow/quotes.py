"""A file watched while it is read: whether its quotation marks and line ends could be read in more than one way."""

import io
from pathlib import Path
from typing import Any

import numpy as np

QUOTE, RETURN, FEED = b'"\r\n'
BEFORE = np.isin(np.arange(256), list(b',\r\n"'))
"""What may stand before a quotation mark that opens a cell: a comma, a line end, another quotation mark."""

AFTER = BEFORE
"""What may stand after one that closes a cell; two together are one inside the cell."""


class WatchedFile(io.RawIOBase):
    """Bytes of a file, and whether anything in it needs a closer look.

    `doubtful` is set where a quotation mark stands inside a cell without any around it or where text follows a closing
    one, where a carriage return stands alone, and where there is a NUL; `open` where a quotation mark is never closed.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        self._last = FEED
        self._quotes = 0
        self.doubtful = False

    @property
    def open(self) -> bool:
        """Whether a quotation mark has not been closed so far."""
        return self._quotes % 2 == 1

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, into: Any) -> int:
        """Read, and look through what was read."""
        count = self._file.readinto(into) or 0
        if count and not self.doubtful:
            self._look(np.frombuffer(memoryview(into)[:count], np.uint8))
        return count

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def _look(self, part: Any) -> None:
        """Look at each quotation mark by turns: one opens, the next closes. The byte before this part counts too."""
        both = np.concatenate([np.array([self._last], np.uint8), part])
        returns = np.flatnonzero(both[:-1] == RETURN)
        marks = np.flatnonzero(part == QUOTE) + 1
        opening = (np.arange(len(marks)) + self._quotes) % 2 == 0
        closing = marks[~opening]
        inside = closing[closing < len(both) - 1]
        carried = self._last == QUOTE and not self.open and self._quotes and not AFTER[part[0]]
        self.doubtful = bool(
            (both[returns + 1] != FEED).any()
            or (part == 0).any()
            or not BEFORE[both[marks[opening] - 1]].all()
            or not AFTER[both[inside + 1]].all()
            or carried
        )
        self._quotes += len(marks)
        self._last = int(part[-1])
