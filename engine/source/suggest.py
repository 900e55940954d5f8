"""What somebody may have meant by a word that is not known; a guess for the end of a message, never acted upon."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from engine.source.characters import character_name, in_backticks

_LONGEST_WORD = 80
"""Characters of a word for which a like one is looked for. No name is much longer; comparing takes time."""

_MOST_CANDIDATES = 3000
"""Names of a like length that a word is compared with. Comparing takes time; the others are passed over."""

_MOST_LISTED = 20
"""Choices that a message lists. Where there are more, nobody reads them in a message."""


_NEAR = 0.6
"""How much of two words must be the same for one to be taken for the other, by the measure of `difflib`."""


def did_you_mean(word: str, candidates: Iterable[str], at_least: float = _NEAR) -> str:
    """Give the end of a message, "; did you mean `x`?", or "" where nothing is near: the same to this part at least.

    Bounded work: no guess for words over 80 characters, and at most 3,000 candidates of a like length are compared.
    """
    if not word or len(word) > _LONGEST_WORD:
        return ""
    reach = 2 + len(word) // 3
    near = sorted({name for name in candidates if abs(len(name) - len(word)) <= reach and name != word})
    by_folded = {name.casefold(): name for name in reversed(near[:_MOST_CANDIDATES])}
    best = get_close_matches(word.casefold(), by_folded, n=1, cutoff=at_least)
    return f"{_foreign(word)}; did you mean {in_backticks(by_folded[best[0]])}?" if best else ""


def near_or_all(word: str, choices: Collection[str]) -> str:
    """End a message with what may have been meant or, where nothing is near and they are few, with every choice."""
    near = did_you_mean(word, choices)
    if near or not 0 < len(choices) <= _MOST_LISTED:
        return near
    return f"; choose from {', '.join(map(in_backticks, choices))}"


def _foreign(word: str) -> str:
    """Name the letter by which a word may differ from one that looks the same."""
    letter = next((character for character in word if not character.isascii()), None)
    return f"; it has a {character_name(letter)}" if letter else ""
