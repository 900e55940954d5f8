"""Breaking lines for a terminal: by the columns that characters take, runs kept apart so that each keeps its tone."""

from collections.abc import Iterable, Iterator, Sequence

from engine.page.model import Line, NameList, Run, Tone, address
from engine.source.characters import harmless, terminal_width

Word = tuple[str, Tone]


def wrapped(line: Line, room: int) -> Iterator[list[Word]]:
    """Break a line into rows of words that fit the room; a word that is too long is cut."""
    row: list[Word] = []
    taken = 0
    for word, tone in _words(line):
        for piece, width in _pieces(word, room):
            if row and taken + 1 + width > room:
                yield row
                row, taken = [], 0
            taken += width + (1 if row else 0)
            row.append((piece, tone))
    if row:
        yield row


def _words(line: Line) -> Iterator[Word]:
    for part in line:
        tone: Tone = "" if isinstance(part, NameList) else part.tone
        for word in plain(part).split(" "):
            if word:
                yield word, tone


def plain(part: Run | NameList) -> str:
    """Write a run or names as plain text: names in brackets, and an address behind what leads out of the page."""
    if isinstance(part, NameList):
        return f"[{', '.join(map(plain, part.names))}]"
    text, to = harmless(part.text), address(part)
    return f"{text} ({to})" if to and not to.startswith("#") and to.removeprefix("mailto:") != text else text


def _pieces(word: str, room: int) -> Iterable[tuple[str, int]]:
    """Give a word that fits with the columns that it takes, and one that does not in pieces that do."""
    width = terminal_width(word)
    return ((word, width),) if width <= room else ((piece, terminal_width(piece)) for piece in _cut(word, room))


def _cut(word: str, room: int) -> Iterator[str]:
    """Cut a word after a hyphen where there is one in the room, else wherever the room ends."""
    while terminal_width(word) > room:
        end = _fitting(word, room)
        hyphen = word.rfind("-", 0, end) + 1
        yield word[: hyphen or end]
        word = word[hyphen or end :]
    if word:
        yield word


def _fitting(word: str, room: int) -> int:
    """Count the characters that fit into the room, one at least."""
    taken = 0
    for place, character in enumerate(word):
        taken += terminal_width(character)
        if taken > room:
            return max(1, place)
    return len(word)


def widths(natural: Sequence[int], room: int, narrowest: int) -> list[int] | None:
    """Say how wide columns may be that would like to be as wide as `natural`; none where they do not fit at all.

    Where the room is short, the widest give way first, and none becomes narrower than `narrowest` that need not be.
    """
    found = list(natural)
    while sum(found) > room:
        widest = max(found)
        if widest <= narrowest:
            return None
        found[found.index(widest)] -= 1
    return found
