r"""The cells of a table: `-`, a value, a list of them, `< 5`, `[1..5]`, `not(..)`; and nothing else of FEEL.

What a cell may hold besides (a function, a name, arithmetic) would need a meaning that the rules of a pack don't have.
"""

import re
from collections.abc import Collection
from contextlib import suppress
from datetime import date
from decimal import Decimal

from engine.imports.dmn.tokens import Token, tokens
from engine.imports.dmn.values import ANYTHING, CellTest, FeelFault, FeelValue, Stretch, kind_of
from engine.source.characters import in_backticks

_OPEN, _CLOSE = ("[", "(", "]"), ("]", ")", "[")
_COMPARED = ("<", "<=", ">", ">=")


def read_cell_test(text: str, names: Collection[str] = ()) -> CellTest:
    """Read what an input cell asks. An empty cell is read as `-`. `names` are told from texts. Raises `FeelFault`."""
    if text.strip() in ("", "-"):
        return ANYTHING
    reader = Values(tokens(text, names))
    negated = reader.next.is_word("not") and reader.after.is_sign("(")
    if negated:
        reader.take()
        reader.take()
    values: list[FeelValue] = []
    stretches: list[Stretch] = []
    while True:
        one = reader.test()
        if isinstance(one, Stretch):
            stretches.append(one)
        else:
            values.append(one)
        if not reader.next.is_sign(","):
            break
        reader.take()
    if negated:
        reader.expect(")")
    reader.finish()
    return CellTest(tuple(values), tuple(stretches), negated)


def read_values(text: str) -> tuple[CellTest, tuple[FeelValue, ...]]:
    """Read the allowed values of something, as a test and in the order written. Raises `FeelFault`."""
    found = read_cell_test(text)
    if found.negated or found.anything:
        raise FeelFault(f"{in_backticks(text)} does not list what is allowed; write the values, or one range")
    return found, found.values


def read_output(text: str) -> FeelValue:
    """Read what an output cell gives: one value. Raises `FeelFault`."""
    if text.strip() in ("", "-"):
        raise FeelFault("the output is empty, which tools read differently; write a value, or `null`")
    reader = Values(tokens(text))
    if reader.next.is_sign("="):  # as some editors write every expression
        reader.take()
    if reader.has_arithmetic():
        raise FeelFault(f"{in_backticks(text)} is worked out when the table runs; write one plain value")
    value = reader.value()
    reader.finish()
    return value


class Values:
    """Reads values and tests of one value, word by word."""

    def __init__(self, words: list[Token]) -> None:
        """Take the words of an expression."""
        self._words = words
        self._place = 0

    @property
    def next(self) -> Token:
        """The word that comes next."""
        return self._words[self._place]

    @property
    def after(self) -> Token:
        """The word behind that."""
        return self._words[min(self._place + 1, len(self._words) - 1)]

    def has_arithmetic(self) -> bool:
        """Tell whether something is added, taken away, multiplied or divided in what is left."""
        left = self._words[self._place :]
        return any(each.is_sign("+", "*", "/", "**") or (each.is_sign("-") and each is not left[0]) for each in left)

    def take(self) -> Token:
        """Take the next word."""
        token = self.next
        self._place = min(self._place + 1, len(self._words) - 1)
        return token

    def expect(self, sign: str) -> None:
        """Take a sign that must come next."""
        if not self.next.is_sign(sign):
            raise FeelFault(f"`{sign}` was expected {self._instead()}")
        self.take()

    def finish(self) -> None:
        """Refuse whatever is left."""
        if self.next.kind != "end":
            raise FeelFault(f"{in_backticks(self.next.text)} can't follow here; {WAY_OUT}")

    def test(self) -> FeelValue | Stretch:
        """Read a value, a comparison with one, or a range."""
        token = self.next
        if token.is_sign(*_COMPARED):
            return self._compared(self.take().text)
        if token.is_sign("="):
            self.take()
            return self.value()
        if token.is_sign(*_OPEN):
            return self._range()
        return self.value()

    def _compared(self, sign: str) -> Stretch:
        end = self._end()
        inside = "=" in sign
        return Stretch(None, end, with_high=inside) if sign[0] == "<" else Stretch(end, None, with_low=inside)

    def _range(self) -> Stretch:
        opened = self.take().text
        low = self._end()
        self.expect("..")
        high = self._end()
        if not self.next.is_sign(*_CLOSE):
            raise FeelFault(f"a range ends with `]` or `)`, {self._instead()}")
        closed = self.take().text
        if kind_of(low) != kind_of(high):
            raise FeelFault("the two ends of a range must be of one kind")
        if low > high:  # type: ignore[operator]
            raise FeelFault("a range must begin with its lower end; nothing lies in this one")
        return Stretch(low, high, opened == "[", closed == "]")

    def _end(self) -> Decimal | date:
        value = self.value()
        if isinstance(value, bool) or not isinstance(value, Decimal | date):
            raise FeelFault("only numbers and dates have an order; compare with one of these, or list the values")
        return value

    def value(self) -> FeelValue:
        """Read one value."""
        token = self.take()
        match token.kind:
            case "text":
                return token.text
            case "number":
                return Decimal(token.text)
            case "word" if token.text in ("true", "false"):
                return token.text == "true"
            case "word" if token.text == "null":
                return None
            case "word" if words := self._called_here(token):
                return self._called(words)
            case "sign" if token.text == "-" and self.next.kind == "number":
                return -Decimal(self.take().text)
            case "sign" if token.text == "@" and self.next.kind == "text":
                return day(self.take().text)
        raise FeelFault(_no_value(token))

    def _called_here(self, first: Token) -> str:
        """Give the name of a function, of some words, where a bracket follows; nothing where it is none."""
        words = [first.text]
        for each in self._words[self._place :]:
            if each.is_sign("("):
                return " ".join(words)
            if each.kind not in ("word", "name"):
                break
            words.append(each.text)
        return ""

    def _called(self, function: str) -> date:
        if function != "date":
            raise FeelFault(f"the function {in_backticks(function)} has no meaning here; {WAY_OUT}")
        self.take()
        if self.next.kind != "text":
            raise FeelFault('a date is written `date("2026-01-31")` here, with its year, month and day in one text')
        found = day(self.take().text)
        self.expect(")")
        return found

    def _instead(self) -> str:
        return f"where {in_backticks(self.next.text)} stands" if self.next.kind != "end" else "at the end"


WAY_OUT = "write values, lists of them, ranges, comparisons, `not(…)` or `-`"


def _no_value(token: Token) -> str:
    if token.kind == "end":
        return "a value is missing at the end"
    if token.kind == "word" and token.text.lower() in ("true", "false", "null"):
        return (
            f"{in_backticks(token.text)} is no value; FEEL writes {in_backticks(token.text.lower())} in small letters"
        )
    if token.kind == "name":
        return f"{in_backticks(token.text)} is a name, and a cell here compares with values alone"
    if token.kind == "word":
        quoted = in_backticks(f'"{token.text}"')
        return f"{in_backticks(token.text)} stands without quotation marks; write {quoted} if it is a text"
    if token.is_sign("?"):
        return f"{in_backticks(token.text)} stands for what is asked, and a cell here asks by itself; {WAY_OUT}"
    return f"{in_backticks(token.text)} is no value; {WAY_OUT}"


def day(text: str) -> date:
    """Read a day. Raises `FeelFault` where there is none of that date."""
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise FeelFault(f"{in_backticks(text)} is no day of the calendar; write it as `2026-01-31`")
