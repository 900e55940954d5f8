"""What somebody may have meant by a word that is not known; a guess for the end of a message, never acted upon."""

import re
from collections.abc import Collection, Iterable

from engine.source.characters import character_name, in_backticks

_LONGEST_WORD = 80
"""Characters of a word for which a like one is looked for. No name is much longer; comparing takes time."""

_MOST_CANDIDATES = 3000
"""Names of a like length that a word is compared with. Comparing takes time; the others are passed over."""

_MOST_LISTED = 20
"""Choices that a message lists. Where there are more, nobody reads them in a message."""

_BETWEEN_WORDS = re.compile(r"[\s_-]+")
_TURNING = re.compile(r"\b(?:not?|never|without|non|un|dis|in)\b|n't\b")
_SAYS_SOMETHING = frozenset(
    {"all", "any", "both", "either", "every", "maybe", "n/a", "na", "neither", "never", "nil", "no", "none", "nothing"}
    | {"not", "off", "on", "other", "some", "sometimes", "unknown", "yes"}
)
"""Words that are no slips of others: whoever writes one means it."""


_NEAR = 0.6
"""How much of two words must be the same for one to be taken for the other, by the measure of `difflib`."""


def did_you_mean(word: str, candidates: Iterable[str], at_least: float = _NEAR) -> str:
    """Give the end of a message, "; did you mean `x`?", or "" where nothing is near: the same to this part at least.

    Bounded work: no guess for words over 80 characters, and at most 3,000 candidates of a like length are compared.
    """
    if not word or len(word) > _LONGEST_WORD:
        return ""
    from difflib import get_close_matches

    reach = 2 + len(word) // 3
    near = sorted({name for name in candidates if abs(len(name) - len(word)) <= reach and name != word})
    by_folded = {name.casefold(): name for name in reversed(near[:_MOST_CANDIDATES])}
    best = get_close_matches(word.casefold(), by_folded, n=1, cutoff=at_least)
    return f"{_foreign(word)}; did you mean {in_backticks(by_folded[best[0]])}?" if best else ""


def near_or_all(word: str, choices: Collection[str]) -> str:
    """End a message with the choice of which a word is a slip or, where there is none and they are few, with every one.

    A choice is an answer with a meaning, so that only a slip of the pen is taken for it, and never another word.
    """
    near = did_you_mean(word, [choice for choice in choices if is_slip(word, choice)])
    if near or not 0 < len(choices) <= _MOST_LISTED:
        return near
    return f"; choose from {', '.join(map(in_backticks, choices))}"


def is_slip(word: str, choice: str) -> bool:
    """Tell whether a word is a choice with a slip in it: one letter in five, or one, and never the first.

    Words that say something themselves (`none`, `all`), other figures, and `not` or `un` in front are no slips.
    """
    word, choice = (" ".join(_BETWEEN_WORDS.sub(" ", text).split()).casefold() for text in (word, choice))
    if word == choice:
        return True
    figures = ("".join(filter(str.isdigit, text)) for text in (word, choice))
    longer, shorter = sorted((word, choice), key=len, reverse=True)
    turned = longer.endswith(shorter) or _TURNING.findall(word) != _TURNING.findall(choice)
    if word in _SAYS_SOMETHING or turned or len(set(figures)) > 1 or len(longer) > _LONGEST_WORD:
        return False
    most = max(1, len(shorter) // 5)
    if word[:1] != choice[:1]:
        return False
    return len(longer) - len(shorter) <= most and _slips(word, choice) <= most


def _slips(word: str, other: str) -> int:
    """Count the letters that are missing, surplus, wrong or exchanged with the next (Damerau; Levenshtein)."""
    before: list[int] = []
    last: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(word, start=1):
        before, last, row = last, row, [place]
        for at, wanted in enumerate(other, start=1):
            found = min(last[at] + 1, row[at - 1] + 1, last[at - 1] + (letter != wanted))
            if place > 1 and at > 1 and (letter, word[place - 2]) == (other[at - 2], wanted):
                found = min(found, before[at - 2] + 1)
            row.append(found)
    return row[-1]


def _foreign(word: str) -> str:
    """Name the letter by which a word may differ from one that looks the same."""
    letter = next((character for character in word if not character.isascii()), None)
    return f"; it has a {character_name(letter)}" if letter else ""
