"""Several answers in one cell: what parts them, what is not clear, and that none of these is none of these."""

from random import Random

import pytest

from engine.errors import InputError
from engine.profile.cells import CellFault, ReadCell, read_cell
from engine.profile.columns import bind
from engine.profile.files import profiles_from
from engine.profile.listed_answers import MOST_PIECES, listings
from engine.rulebase.facts import Answer, Members
from engine.rulebase.taken_headings import folded
from tests.packs.volunteer_drivers import PACK, volunteer_drivers

BASE = volunteer_drivers()
AREAS = bind(("id", "areas"), BASE).all[1]
ALL = frozenset(("north", "south", "east"))


def read(text: str) -> ReadCell:
    return read_cell(AREAS, text)


def exactly(*names: str) -> Members:
    return Members(frozenset(names), ALL - set(names))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("North", ["north"]),
        ("North; South", ["north", "south"]),
        ("North;South;", ["north", "south"]),
        ("North\nSouth", ["north", "south"]),
        ("north\r\nsouth\r\n", ["north", "south"]),
        ("North, South", ["north", "south"]),
        ("East, and beyond", ["east"]),
        ("East, and beyond, North", ["east", "north"]),
        ("South, East, and beyond", ["south", "east"]),
        ("South; East, and beyond", ["south", "east"]),
        ("South, North; East, and beyond", ["south", "north", "east"]),
        ("NORTH ,  south,", ["north", "south"]),
        ("north; North", ["north"]),
        ("south, north, south", ["south", "north"]),
        ("none", []),
        ("None of these", []),
        ("none of the above", []),
        ("[]", []),
    ],
)
def test_what_a_cell_lists(text: str, names: list[str]) -> None:
    assert read(text) == exactly(*names)


CHOOSE = "is not one of the answers; choose from `North`, `South`, `East, and beyond`; put `;` between several answers"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("north|south", f"`north|south` {CHOOSE}"),
        ("North and South", f"`North and South` {CHOOSE}"),
        ("North, the moon", f"`North, the moon` {CHOOSE}"),
        ("North; the moon", f"`the moon` {CHOOSE}"),
        ("North; none", "`none` stands beside other answers; keep one or the other"),
        ("nroth", "`nroth` is not one of the answers; did you mean `North`?"),
        (";", "`;` lists nothing; write `none` for none of these"),
        ("n/a", "`n/a` says nothing that is known; leave the cell blank, or answer the question"),
    ],
)
def test_what_lists_no_answers(text: str, reason: str) -> None:
    found = read(text)
    assert isinstance(found, CellFault)
    assert found.reason == reason


def test_a_comma_that_may_part_answers_or_belong_to_one_is_not_clear() -> None:
    words = {folded(word): word for word in ("North", "South", "North, South", "East")}
    assert listings("North, South", words) == {("North, South",), ("North", "South")}
    assert listings("North, South; East", words) == {("North, South", "East")}
    assert listings("North; South", words) == {("North", "South")}
    assert listings("North, South, East", words) == {("North, South", "East"), ("North", "South", "East")}


def test_every_list_is_read_as_it_was_written_or_said_to_be_unclear() -> None:
    """Held against all ways to part the text, over words of which some are made of others."""
    rng, letters = Random(4), "ab"
    clear = unclear = 0
    for _ in range(2000):
        words = {", ".join(rng.choices(letters, k=rng.randint(1, 3))) for _ in range(4)}
        parts = rng.choices(sorted(words), k=rng.randint(1, 3))
        text = ", ".join(parts)
        ways = every_way(tuple(text.split(", ")), words)
        found = listings(text, {word: word for word in words})
        assert found <= ways
        assert found
        assert (len(found) > 1) == (len(ways) > 1)
        clear, unclear = clear + (len(ways) == 1), unclear + (len(ways) > 1)
    assert min(clear, unclear) > 200


def every_way(pieces: tuple[str, ...], words: set[str]) -> set[tuple[str, ...]]:
    if not pieces:
        return {()}
    return {
        (", ".join(pieces[:end]), *rest)
        for end in range(1, len(pieces) + 1)
        if ", ".join(pieces[:end]) in words
        for rest in every_way(pieces[end:], words)
    }


def test_more_pieces_than_any_question_has_answers_are_not_looked_through() -> None:
    words = {"a": "a"}
    assert listings(",".join("a" * MOST_PIECES), words) == {("a",) * MOST_PIECES}
    assert listings(",".join("a" * (MOST_PIECES + 1)), words) == frozenset()


@pytest.mark.parametrize("said", ["none", "None of these", "[]", "[none]", "'[]'"])
def test_none_is_the_same_in_a_profile(said: str) -> None:
    (profile,) = profiles_from(f"id: a\nanswers: {{areas: {said}}}\n".encode(), BASE)
    assert profile.facts() == {"areas": exactly()}


def test_none_beside_others_in_a_profile_is_refused() -> None:
    with pytest.raises(InputError, match="`areas` has no answer `none`; choose from `north`, `south`, `east`"):
        profiles_from(b"id: a\nanswers: {areas: [none, north]}\n", BASE)


def test_a_choice_that_is_called_none_is_itself() -> None:
    base = volunteer_drivers(PACK.replace('east: "East, and beyond"', "none: None of our areas"))
    (profile,) = profiles_from(b"id: a\nanswers: {areas: none}\n", base)
    said: Answer = profile.facts()["areas"]
    assert said == read_cell(bind(("id", "areas"), base).all[1], "none")
    assert said == Members(frozenset({"none"}), frozenset({"north", "south"}))
