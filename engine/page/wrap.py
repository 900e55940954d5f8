"""Breaking lines for a terminal: by the columns that characters take, runs kept apart so that each keeps its tone."""

import unicodedata
from collections.abc import Iterator

from engine.page.model import Line, Run, Tone
from engine.source.characters import visible

Word = tuple[str, Tone]


def harmless(text: str) -> str:
    """Put a text on one line, with everything that could move or hide other characters written as an escape."""
    return visible(" ".join(text.split()))


def columns(text: str) -> int:
    """Count the columns that a terminal gives to a text: none to combining marks, two to wide characters."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(line: Line, room: int) -> Iterator[list[Word]]:
    """Break a line into rows of words that fit the room; a word that is too long is cut."""
    row: list[Word] = []
    taken = 0
    for word, tone in _words(line):
        for piece in _pieces(word, room):
            width = columns(piece)
            if row and taken + 1 + width > room:
                yield row
                row, taken = [], 0
            taken += width + (1 if row else 0)
            row.append((piece, tone))
    if row:
        yield row


def _words(line: Line) -> Iterator[Word]:
    for run in line:
        for word in _plain(run).split(" "):
            if word:
                yield word, run.tone


def _plain(run: Run) -> str:
    text = harmless(run.text)
    return f"[{text}]" if run.tone == "names" else text


def _pieces(word: str, room: int) -> Iterator[str]:
    """Cut a word that does not fit: after a hyphen where there is one in the room, else wherever the room ends."""
    while columns(word) > room:
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
        taken += _columns(character)
        if taken > room:
            return max(1, place)
    return len(word)
