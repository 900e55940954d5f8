"""Characters that hide meaning: found, named, and made visible, so that what is read is what was seen.

A right-to-left override or a zero-width space lets two texts look alike and differ, or one text look like another;
control characters do the same to a terminal. None has a place in rules or profiles.
"""

import re
import unicodedata

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # all but tab, line feed and carriage return
_SURROGATE = "\ud800-\udfff"
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
SUSPECT = f"[{_CONTROL}{_UNSEEN}\r]"
"""A pattern, in what every kind of regular expression knows, for what may hold a refused character: a first sieve."""

_REFUSED = re.compile(f"[{_CONTROL}{_SURROGATE}{_UNSEEN}]|\r(?!\n)")
_REFUSED_IN_ASCII = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")

_ALIASES = {"\x00": "NUL", "\x07": "BELL", "\x08": "BACKSPACE", "\x1b": "ESCAPE", "\x7f": "DELETE", "\x85": "NEXT LINE"}
_LONGEST_SHOWN = 60
"""Characters of somebody's input that a message quotes. A message is to stay a line; the rest is dots."""


def refused_character(text: str, start: int = 0) -> int | None:
    """Find the offset of the first character from `start` on that may not stand in a text; None where all may."""
    pattern = _REFUSED_IN_ASCII if text.isascii() else _REFUSED
    found = pattern.search(text, start)
    return None if found is None else found.start()


def character_name(character: str) -> str:
    """Give the Unicode name and number, so that a character that cannot be seen can still be spoken of."""
    number = f"U+{ord(character):04X}"
    name = _ALIASES.get(character) or unicodedata.name(character, "")
    return f"{name} ({number})" if name else number


def why_refused(character: str) -> tuple[str, str]:
    """Give the code and the message for a character that `refused_character` found."""
    name = character_name(character)
    if character == "\r":
        return "control-character", "a carriage return without a line feed; save the file with ordinary line ends"
    if unicodedata.category(character) == "Cs":
        return "lone-surrogate", f"half a character: {name}; write the whole character"
    if unicodedata.category(character) == "Cc":
        return "control-character", f"control character {name} in the text; delete it"
    return "hidden-character", f"a character that cannot be seen: {name}; delete it"


def visible(text: str) -> str:
    """Write a text on one line, everything that could hide or move other characters as an escape."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def harmless(text: str) -> str:
    """Put a text on one line, with everything that could move or hide other characters written as an escape."""
    return visible(" ".join(text.split()))


def in_backticks(text: str) -> str:
    """Quote somebody's input in a message: on one line, harmless to a terminal, at most 60 characters of it."""
    shown = visible(text[: _LONGEST_SHOWN + 1])
    if len(shown) > _LONGEST_SHOWN:
        shown = shown[: _LONGEST_SHOWN - 1] + "…"
    return f"`{shown}`"


def terminal_width(text: str) -> int:
    """Count the columns that a terminal gives to a text: none to combining marks, two to wide characters."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me") or "\u1160" <= character <= "\u11ff":  # vowels under a letter
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _visible(character: str) -> str:
    if character.isprintable() and refused_character(character) is None:
        return character
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
