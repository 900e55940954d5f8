r"""The cells of a table: `-`, a value, a list of them, `< 5`, `[1..5]`, `not(..)`; and nothing else of FEEL.

What a cell may hold besides (a function, a name, arithmetic) would need a meaning that the rules of a pack don't have.
"""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

from engine.imports.dmn.tokens import Token, tokens
from engine.imports.dmn.values import ANYTHING, CellTest, FeelFault, FeelValue, Stretch, kind_of
from engine.source.characters import in_backticks

_OPEN, _CLOSE = ("[", "(", "]"), ("]", ")", "[")
_COMPARED = ("<", "<=", ">", ">=")


def read_cell_test(text: str) -> CellTest:
    """Read what an input cell asks. An empty cell is read as `-`. Raises `FeelFault`."""
    if text.strip() in ("", "-"):
        return ANYTHING
    reader = Values(tokens(text))
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
    value = reader.value()
    if not isinstance(value, bool) and (
        reader.next.is_sign("+", "-", "*", "/", "**") or reader.next.kind in ("name", "word")
    ):
        raise FeelFault(f"{in_backticks(text)} is worked out when the table runs; write one plain value")
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
            case "word" if self.next.is_sign("(") or (self._is_phrase() and token.text == "date"):
                return self._called(token.text)
            case "sign" if token.text == "-" and self.next.kind == "number":
                return -Decimal(self.take().text)
            case "sign" if token.text == "@" and self.next.kind == "text":
                return day(self.take().text)
        raise FeelFault(_no_value(token))

    def _is_phrase(self) -> bool:
        return self.next.is_word("and")

    def _called(self, function: str) -> date:
        if function != "date" or not self.next.is_sign("("):
            name = function if self.next.is_sign("(") else "date and time"
            raise FeelFault(f"the function {in_backticks(name)} has no meaning here; {WAY_OUT}")
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
    if token.kind in ("word", "name"):
        quoted = in_backticks(f'"{token.text}"')
        return f"{in_backticks(token.text)} stands without quotation marks; write {quoted} if it is a text"
    return f"{in_backticks(token.text)} is no value; {WAY_OUT}"


def day(text: str) -> date:
    """Read a day. Raises `FeelFault` where there is none of that date."""
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise FeelFault(f"{in_backticks(text)} is no day of the calendar; write it as `2026-01-31`")
