"""What somebody may have meant by a word that is not known; a guess for the end of a message, never acted upon."""

from collections.abc import Iterable
from difflib import get_close_matches

from engine.source.characters import in_backticks

_LONGEST_WORD = 80
_MOST_CANDIDATES = 3000


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """The end of a message, "; did you mean `x`?", or "" where nothing is near.

    Bounded work: no guess for words over 80 characters, and at most 3,000 candidates of a like length are compared.
    """
    if not word or len(word) > _LONGEST_WORD:
        return ""
    reach = 2 + len(word) // 3
    near = sorted({name for name in candidates if abs(len(name) - len(word)) <= reach and name != word})
    by_folded = {name.casefold(): name for name in reversed(near[:_MOST_CANDIDATES])}
    best = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f"; did you mean {in_backticks(by_folded[best[0]])}?" if best else ""
