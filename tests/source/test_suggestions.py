"""Guesses at what somebody meant: near words only, the same guess every time, at bounded cost."""

import time

import pytest

from engine.source.suggest import did_you_mean


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("coverd", {"covered", "ours"}, "; did you mean `covered`?"),
        ("Covered", ["covered"], "; did you mean `covered`?"),
        ("on_to", ["no", "onto", "one_to"], "; did you mean `one_to`?"),
        ("covered", ["covered"], ""),
        ("x", ["covered"], ""),
        ("", ["a"], ""),
        ("a" * 81, ["a" * 80], ""),
        ("a" * 79, ["a" * 80], f"; did you mean `{'a' * 59}…`?"),
        ("a", [], ""),
        ("ab\x1b", ["ab\x1b["], r"; did you mean `ab\x1b[`?"),
    ],
)
def test_a_near_word_is_suggested(word: str, candidates: list[str], expected: str) -> None:
    """As the end of a message."""
    assert did_you_mean(word, candidates) == expected


def test_the_order_of_the_candidates_does_not_matter() -> None:
    """A set has another order in every run; the guess must not."""
    names = [f"name_{letter}" for letter in "abcdefgh"] + ["Name_A", "NAME_A"]
    assert did_you_mean("name_", names) == did_you_mean("name_", names[::-1])
    assert did_you_mean("name_x", names) == did_you_mean("name_x", names[::-1])
    for order in (names, names[::-1]):
        assert did_you_mean("name_aa", order) == "; did you mean `NAME_A`?"


def test_many_long_candidates_cost_little() -> None:
    """Hostile input may hold a hundred thousand names."""
    names = [f"{number:080d}" for number in range(100_000)]
    start = time.perf_counter()
    did_you_mean("9" * 80, names)
    assert time.perf_counter() - start < 2
