"""Names that rules give to things: plain ASCII in one style, so that no two look alike and differ."""

import re
from enum import Enum

from engine.source.characters import character_name, in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.tree import Scalar

_LONGEST = 100
"""Characters of a name. It has to fit a line of a page. Beyond it: `bad-name`."""


class NameStyle(Enum):
    """How a kind of name is written: the pattern it matches, and for messages an example and its letters."""

    SNAKE = (re.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)*"), "like_this", "a to z, 0 to 9 and `_`")
    KEBAB = (re.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*"), "like-this", "a to z, 0 to 9 and `-`")
    DOTTED = (re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*"), "like.this-one", "a to z, 0 to 9, `.` and `-`")

    @property
    def pattern(self) -> re.Pattern[str]:
        """Give what a name of this style matches as a whole."""
        return self.value[0]

    @property
    def example(self) -> str:
        """Show the style by an example."""
        return self.value[1]

    @property
    def letters(self) -> str:
        """Say what such a name may be made of."""
        return self.value[2]


def read_name(scalar: Scalar, diagnostics: Diagnostics, style: NameStyle = NameStyle.SNAKE) -> str | None:
    """Read a name; None, with a `bad-name` diagnostic that says what to change, where it is none."""
    text = scalar.text
    if style.pattern.fullmatch(text) and len(text) <= _LONGEST:
        return text
    diagnostics.error("bad-name", scalar.span, _what_is_wrong(text, style))
    return None


def _what_is_wrong(text: str, style: NameStyle) -> str:
    if not text:
        return f"a name is missing; write one like `{style.example}`"
    if len(text) > _LONGEST:
        return f"{in_backticks(text)} is too long for a name; use at most {_LONGEST} characters"
    foreign = next((character for character in text if not character.isascii()), None)
    if foreign is not None:
        return f"{in_backticks(text)} is not a name: it has a {character_name(foreign)}; use only {style.letters}"
    mended = _mended(text, style)
    hint = f"did you mean `{mended}`?" if style.pattern.fullmatch(mended) else f"write one like `{style.example}`"
    return f"{in_backticks(text)} is not a name; {hint}"


def _mended(text: str, style: NameStyle) -> str:
    """Write the same words in the style that was asked for."""
    joint = "_" if style is NameStyle.SNAKE else "-"
    kept = "." if style is NameStyle.DOTTED else ""
    words = re.sub("([a-z0-9])([A-Z])", r"\1 \2", text)
    return re.sub(f"[^a-z0-9{kept}]+", joint, words.lower()).strip(joint)
