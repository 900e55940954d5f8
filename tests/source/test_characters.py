"""Which characters a text may hold, how the others are named, and how input is shown in a message."""

import sys
import unicodedata

import pytest

from engine.source.characters import (
    character_name,
    in_backticks,
    refused_character,
    terminal_width,
    visible,
    why_refused,
)

VISIBLE_FORMATS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}  # Arabic, Syriac, Kaithi
VISIBLE_FORMATS |= {*range(0x13430, 0x13440), *range(0x1BCA0, 0x1BCA4)}  # hieroglyphs and shorthand: not in our files
BLANK_LETTERS = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, 0xFFA0, 0x2028, 0x2029}
NO_CHARACTERS = {0x2065, *range(0xFFF0, 0xFFF9), 0xFFFE, 0xFFFF, *range(0xE0000, 0xE1000)}
UNSEEN = BLANK_LETTERS | NO_CHARACTERS


def expected(number: int) -> bool:
    """Whether it is refused, by the categories of Unicode and the exceptions above; an oracle that shares no table."""
    category = unicodedata.category(chr(number))
    if chr(number) in "\t\n\r":
        return False
    if number in UNSEEN or category in ("Cc", "Cs"):
        return True
    return category == "Cf" and number not in VISIBLE_FORMATS


def refused_in(text: str) -> set[str]:
    """All characters that are refused in the text."""
    found = set()
    offset = refused_character(text)
    while offset is not None:
        found.add(text[offset])
        offset = refused_character(text, offset + 1)
    return found


@pytest.mark.parametrize("last", [0x7F, sys.maxunicode], ids=["ASCII", "all of Unicode"])
def test_each_character_is_accepted_or_refused_by_its_category(last: int) -> None:
    """A text in ASCII takes a shorter way, so both ways are tried."""
    everything = "".join(chr(number) for number in range(last + 1) if number != 0x0D)
    assert refused_in(everything) == {character for character in everything if expected(ord(character))}


@pytest.mark.parametrize("before", ["", "é"])
def test_a_carriage_return_needs_its_line_feed(before: str) -> None:
    """Alone it makes a terminal write over the line."""
    assert refused_character(f"{before}\r\n") is None
    assert refused_character(f"{before}\ra") == len(before)
    assert refused_character(f"{before}\r") == len(before)
    assert refused_character(f"{before}\r\r\n", len(before) + 1) is None


def test_control_characters_have_names_although_unicode_gives_none() -> None:
    """The well-known ones; the others go by number."""
    names = [character_name(character) for character in "\0\a\b\x1b\x7f\x85\x01a"]
    assert names == [
        "NUL (U+0000)",
        "BELL (U+0007)",
        "BACKSPACE (U+0008)",
        "ESCAPE (U+001B)",
        "DELETE (U+007F)",
        "NEXT LINE (U+0085)",
        "U+0001",
        "LATIN SMALL LETTER A (U+0061)",
    ]


def test_each_kind_of_refusal_has_its_code() -> None:
    """Controls, halves of characters, and what cannot be seen."""
    codes = [why_refused(character)[0] for character in "\r\x1b\ud800\u200b\uffff\u3164"]
    assert codes == ["control-character"] * 2 + ["lone-surrogate"] + ["hidden-character"] * 3


def test_every_character_can_be_shown() -> None:
    """On one line, printable, and as itself where it is harmless."""
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    shown = visible(everything)
    assert shown.isprintable()
    assert refused_in(shown) == set()
    assert set(shown) == {character for character in everything if character.isprintable()} - refused_in(everything)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "`plain`"),
        ("é 😀 中", "`é 😀 中`"),
        ("a\n\tb\r", r"`a\n\tb\r`"),
        ("\x1b[2J", r"`\x1b[2J`"),
        ("a\u202eb\u3164\xa0\ud800\U000e0041", r"`a\u202eb\u3164\xa0\ud800\U000e0041`"),
        ("x" * 60, f"`{'x' * 60}`"),
        ("x" * 61, f"`{'x' * 59}…`"),
        ("\n" * 31, "`" + r"\n" * 29 + "\\…`"),
    ],
)
def test_input_is_quoted_harmlessly(text: str, expected: str) -> None:
    """At most 60 characters of it, escapes counted."""
    assert in_backticks(text) == expected


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        *(("", 0), ("plain", 5), ("Zo\u00eb", 3), ("Zoe\u0308", 3), ("\u540d\u524d", 4), ("\U0001f600", 2)),
        *(("a\u20dd", 1), ("\u0e01\u0e33", 2), ("\u0e01\u0e34", 1), ("\u1100\u1161\u11a8", 2), ("\u0915\u093f", 2)),
        *(("\u2600\ufe0f", 1), ("\u00b7", 1), ("\uff21", 2)),
    ],
)  # fmt: skip
def test_a_terminal_gives_columns_to_letters_not_to_their_marks(text: str, columns: int) -> None:
    assert terminal_width(text) == columns
