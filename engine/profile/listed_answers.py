"""Several answers in one cell: with `;` or line breaks between them, or commas where they can mean nothing else."""

import re
from collections.abc import Iterator, Mapping

from engine.rulebase.taken_headings import folded

MOST_PIECES = 1_000
"""Pieces between commas in one cell. No question has so many answers. Beyond it: `unknown-value`."""

PARTED = re.compile(r"[;\r\n]+")
"""What stands between answers and can be part of none."""

AnswerNames = tuple[str, ...]
"""The names of the answers that a cell lists, in order."""


def listings(text: str, words: Mapping[str, str]) -> frozenset[AnswerNames]:
    """Find the ways in which a text lists answers; `words` maps each way to write an answer, folded, to its name.

    There is none where a part of it is no answer, and there are several (two are given) where it is not clear whether a
    comma parts two answers or belongs to one.
    """
    whole = words.get(folded(text))
    parts = [part for part in PARTED.split(text) if part.strip()]
    if len(parts) <= 1 and ";" not in text:
        found = set(_parted_by_commas(text, words))
        return frozenset({(whole,), *found} if whole else found)
    each = [_clearly(part, words) for part in parts]
    listed = tuple(name for names in each for name in names)
    found = {listed} if parts and all(each) else set()
    return frozenset(found or ({(whole,)} if whole else ()))


def _clearly(part: str, words: Mapping[str, str]) -> AnswerNames:
    """Read a part that something stands around: the answer of this name, else the only way to part it by commas."""
    whole = words.get(folded(part))
    if whole:
        return (whole,)
    ways = list(_parted_by_commas(part, words))
    return ways[0] if len(ways) == 1 else ()


def _parted_by_commas(text: str, words: Mapping[str, str]) -> Iterator[AnswerNames]:
    """Walk the ways to part a text by some of its commas so that each part is an answer: at most two of them."""
    pieces = text.split(",")
    while pieces and not pieces[-1].strip():
        pieces.pop()
    if not 1 < len(pieces) <= MOST_PIECES:
        return
    longest = 1 + max((word.count(",") for word in words), default=0)
    ways: list[list[AnswerNames]] = [[()]]
    for end in range(1, len(pieces) + 1):
        here: list[AnswerNames] = []
        for start in range(max(0, end - longest), end):
            name = words.get(folded(",".join(pieces[start:end])))
            here += [(*before, name) for before in ways[start]] if name and (start, end) != (0, len(pieces)) else []
        ways.append(here[:2])
    yield from ways[-1]
