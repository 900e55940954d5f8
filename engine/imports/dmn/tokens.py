"""The words of FEEL: numbers, texts, names and signs, each with its offset."""

import re
from collections.abc import Collection

from engine.frozen import frozen
from engine.imports.dmn.values import FeelFault
from engine.source.characters import in_backticks

MOST_CHARACTERS = 20_000
"""Characters of one expression. A condition that a tool wrote out whole may have some thousands. Beyond it: refused."""

_BLANKS = re.compile(r"\s+")
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?![0-9A-Za-z_])")
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_WORD = re.compile(r"[^\W\d]\w*")
_SIGN = re.compile(r"\.\.|<=|>=|!=|\*\*|->|[-+*/=<>()\[\]{},.:?@|;&%!^~#$']")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "'": "'"}
_ESCAPED = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6}|.)", re.DOTALL)


@frozen
class Token:
    """One word: `number`, `text`, `name`, `word` (a name that nothing has) or `sign`; `end` after the last."""

    kind: str
    text: str
    offset: int

    def is_sign(self, *signs: str) -> bool:
        """Tell whether it is one of these signs."""
        return self.kind == "sign" and self.text in signs

    def is_word(self, *words: str) -> bool:
        """Tell whether it is one of these words."""
        return self.kind == "word" and self.text in words


def tokens(text: str, names: Collection[str] = ()) -> list[Token]:
    """Split an expression into words. `names` may hold blanks and signs; the longest that fits is taken.

    Raises `FeelFault`.
    """
    if len(text) > MOST_CHARACTERS:
        raise FeelFault(f"an expression of more than {MOST_CHARACTERS:,} characters; split the table")
    longest_first = sorted(names, key=len, reverse=True)
    found: list[Token] = []
    place = 0
    while place < len(text):
        if blank := _BLANKS.match(text, place):
            place = blank.end()
            continue
        token, place = _token(text, place, longest_first)
        found.append(token)
    return [*found, Token("end", "", len(text))]


def _token(text: str, place: int, names: Collection[str]) -> tuple[Token, int]:
    if found := _TEXT.match(text, place):
        return Token("text", _unescaped(found[1]), place), found.end()
    for name in names:
        if text.startswith(name, place) and not re.match(r"\w", text[place + len(name) :]):
            return Token("name", name, place), place + len(name)
    for kind, pattern in (("number", _NUMBER), ("word", _WORD), ("sign", _SIGN)):
        if found := pattern.match(text, place):
            return Token(kind, found[0], place), found.end()
    if text[place] == '"':
        raise FeelFault("a text without an end; put a quotation mark behind it")
    if text[place] in "“”„«»":
        raise FeelFault(f'{in_backticks(text[place])} is no quotation mark of FEEL; write `"` on either side of a text')
    raise FeelFault(f"{in_backticks(text[place : place + 20])} is neither a value nor a test")


def _unescaped(text: str) -> str:
    def one(found: re.Match[str]) -> str:
        sign = found[1]
        if len(sign) > 1:
            number = int(sign[1:], 16)
            if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
                raise FeelFault(f"{in_backticks(found[0])} is no character; write the character itself")
            return chr(number)
        if sign not in _ESCAPES:
            raise FeelFault(f"{in_backticks(found[0])} is no character of FEEL; write the character itself")
        return _ESCAPES[sign]

    return _ESCAPED.sub(one, text)
