"""Numbers and days cut where the cells of a file turn: within a stretch every value passes the same tests.

A pack asks for whole numbers. Where the cells compare days, or numbers with a point, the question is in which stretch
the answer lies; nothing is rounded.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from engine.frozen import frozen
from engine.imports.dmn.values import CellTest, FeelValue, Stretch, first_of, is_whole, last_of, plain

End = tuple[Decimal | date, bool]
"""A place on the line: just before a value (true), or just after it."""


@frozen
class Piece:
    """A stretch that no test cuts: its name, its words, and one value of it that stands for all.

    `has_whole` says whether a whole number is among its numbers.
    """

    name: str
    words: str
    of_it: FeelValue
    has_whole: bool = True


def pieces(tests: Iterable[CellTest], allowed: Sequence[Stretch] = ()) -> list[Piece]:
    """Cut the line where the tests turn, and keep what is allowed, from the lowest to the highest."""
    ends = {end for test in tests for end in test.ends()}
    ends |= {end for stretch in allowed for end in CellTest(stretches=(stretch,)).ends()}
    cuts: list[End | None] = [None, *sorted({_moved(end) for end in ends}, key=_place), None]
    found = [_piece(low, high) for low, high in pairwise(cuts)]
    return [each for each in found if not allowed or any(stretch.holds(each.of_it) for stretch in allowed)]


def _moved(end: End) -> End:
    """Name the place after a day as the place before the next: between two days there is nothing."""
    value, before = end
    if isinstance(value, date) and not before and value != date.max:
        return value + timedelta(days=1), True
    return end


def _place(end: End) -> tuple[Decimal | date, bool]:
    value, before = end
    return value, not before


def _piece(low: End | None, high: End | None) -> Piece:
    """Name the stretch between two places; the first and the last reach as far as there is anything."""
    if low is None or high is None:
        return _outermost(low, high)
    (first, from_it), (last, up_to_before) = low, high
    if isinstance(first, date) and isinstance(last, date):
        end = last - timedelta(days=1)
        if first == end:
            return Piece(f"on_{_name(first)}", _words(first), first)
        return Piece(f"from_{_name(first)}_to_{_name(end)}", f"{_words(first)} to {_words(end)}", first)
    if first == last:
        return Piece(f"is_{_name(first)}", f"Exactly {_words(first)}", first)
    begin = ("from" if from_it else "above", "at least" if from_it else "more than")
    close = ("below", "less than") if up_to_before else ("to", "at most")
    name = f"{begin[0]}_{_name(first)}_{close[0]}_{_name(last)}"
    words = f"{begin[1].capitalize()} {_words(first)} and {close[1]} {_words(last)}"
    if not isinstance(first, Decimal) or not isinstance(last, Decimal):
        return Piece(name, words, first)
    stretch = Stretch(first, last, from_it, not up_to_before)
    lowest, highest = first_of(stretch), last_of(stretch)
    has_whole = lowest is not None and highest is not None and lowest <= highest
    return Piece(name, words, (first + last) / 2, has_whole)


def _outermost(low: End | None, high: End | None) -> Piece:
    if high is not None:
        value, before = high
        if isinstance(value, date):
            return Piece(f"before_{_name(value)}", f"Before {_words(value)}", value - timedelta(days=1))
        name, words = ("below", "Less than") if before else ("up_to", "At most")
        return Piece(f"{name}_{_name(value)}", f"{words} {_words(value)}", value - 1)
    if low is not None:
        value, before = low
        if isinstance(value, date):
            return Piece(f"from_{_name(value)}_on", f"{_words(value)} or later", value)
        name, words = ("from", "At least") if before else ("above", "More than")
        return Piece(f"{name}_{_name(value)}", f"{words} {_words(value)}", value + 1)
    return Piece("any", "Any", None)


def _name(value: Decimal | date) -> str:
    if isinstance(value, date):
        return value.isoformat().replace("-", "_")
    return plain(value).replace("-", "minus_").replace(".", "_")


def _words(value: Decimal | date) -> str:
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else plain(value)


def are_whole(tests: Iterable[CellTest], largest: int) -> bool:
    """Tell whether every number in some tests is whole, and none larger than a pack can write."""
    numbers = (value for test in tests for value, _ in test.ends() if isinstance(value, Decimal))
    return all(is_whole(value) and abs(value) <= largest for value in numbers)
