"""Sets that take one of each of some groups: the smallest, and all of a size. Groups and sets are whole numbers, bit by
bit; how much may be tried is counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


class TooMuchToTryError(Exception):
    """So much was tried that the search ends."""


@dataclass
class HittingSets:
    """Walks sets that take one of each group; each group looked at in a step counts against what is `left`."""

    left: int

    def of_size(self, groups: Sequence[int], most: int, allowed: int) -> Iterator[int]:
        """Walk the sets of at most so many of the allowed, each once; beyond what is left, `TooMuchToTryError`."""
        yield from self._further([group & allowed for group in groups], 0, most)

    def _further(self, groups: list[int], chosen: int, most: int) -> Iterator[int]:
        """Walk what completes a set; what was tried before is taken out of the groups."""
        self.left -= 1 + len(groups)
        if self.left < 0:
            raise TooMuchToTryError
        if not groups:
            yield chosen
            return
        groups.sort(key=lambda group: (group.bit_count(), group))
        if not groups[0] or _apart(groups) > most:
            return
        branch = groups[0]
        while branch:
            one = branch & -branch
            branch ^= one
            rest = [group for group in groups if not group & one]
            yield from self._further(rest, chosen | one, most - 1)
            groups = [group & ~one for group in groups]


def _apart(groups: Sequence[int]) -> int:
    """Count groups of which no two share anything: so many are needed at least. The smallest stand first."""
    seen = count = 0
    for group in groups:
        if not group & seen:
            seen |= group
            count += 1
    return count
