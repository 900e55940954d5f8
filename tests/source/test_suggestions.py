"""Guesses at what somebody meant: near words only, the same guess every time, at bounded cost."""

import difflib
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import pytest

from engine.source.suggest import did_you_mean, is_slip, near_or_all


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


@pytest.mark.parametrize(
    ("word", "choice"),
    [
        ("runing", "running"),
        ("Shrt", "short"),
        ("shrot", "short"),
        ("in-place", "in_place"),
        ("in plce", "in_place"),
        ("partnreship", "partnership"),
        ("nort", "north"),
    ],
)
def test_a_slip_of_a_choice(word: str, choice: str) -> None:
    assert is_slip(word, choice)
    assert near_or_all(word, [choice, "zzz"]) == f"; did you mean `{choice}`?"


@pytest.mark.parametrize(
    ("word", "choice"),
    [
        ("none", "money"),
        ("none", "one"),
        ("no", "now"),
        ("not", "no"),
        ("all", "ill"),
        ("not in place", "in_place"),
        ("not_known", "known"),
        ("unsafe", "safe"),
        ("disagreed", "agreed"),
        ("inactive", "active"),
        ("informal", "formal"),
        ("internal", "external"),
        ("increase", "decrease"),
        ("without help", "with help"),
        ("never seen", "ever seen"),
        ("level 1", "level 2"),
        ("2024", "2025"),
        ("north", "south"),
        ("low", "slow"),
        ("weekly", "yearly"),
        ("over 65", "under 65"),
        ("x" * 100, "x" * 101),
    ],
)
def test_another_meaning_is_no_slip(word: str, choice: str) -> None:
    """Whoever follows a suggestion must not be led from one meaning to another, either way."""
    assert not is_slip(word, choice)
    assert near_or_all(word, [choice, "zzz"]).startswith("; choose from ")
    assert not is_slip(choice, word)


def test_the_order_of_the_candidates_does_not_matter() -> None:
    """A set has another order in every run; the guess must not."""
    names = [f"name_{letter}" for letter in "abcdefgh"] + ["Name_A", "NAME_A"]
    assert did_you_mean("name_", names) == did_you_mean("name_", names[::-1])
    assert did_you_mean("name_x", names) == did_you_mean("name_x", names[::-1])
    for order in (names, names[::-1]):
        assert did_you_mean("name_aa", order) == "; did you mean `NAME_A`?"


def test_few_of_many_candidates_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hostile input may hold a hundred thousand names, each as long as can be."""
    compared: list[str] = []

    def noted(word: str, candidates: Iterable[str], **how: Any) -> list[str]:
        compared.extend(candidates)
        return get_close_matches(word, compared, **how)

    monkeypatch.setattr(difflib, "get_close_matches", noted)
    did_you_mean("9" * 80, (f"{number:0{50 + number % 100}d}" for number in range(100_000)))
    assert len(compared) == 3_000
    assert sum(map(len, compared)) <= 3_000 * (80 + 28)
    compared.clear()
    assert did_you_mean("9" * 81, ["9" * 80]) == ""
    assert compared == []
