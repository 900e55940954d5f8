"""Expressions that are true or false: comparisons of names with values, joined by `and`, `or` and `not(..)`."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from engine.imports.dmn.conditions import AllOf, Asks, FileCondition, FileSubject, OneOfThem, Opposite
from engine.imports.dmn.tokens import tokens
from engine.imports.dmn.unary_tests import Values
from engine.imports.dmn.values import CellTest, FeelFault, FeelValue, Stretch
from engine.source.characters import in_backticks
from engine.source.span import Span

DEEPEST = 50
"""Brackets within brackets. No person reads more than five. Beyond it: refused."""

_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
WAY_OUT = "compare a name with a value, and join comparisons with `and`, `or` and `not(…)`"


def read_condition(text: str, span: Span, subjects: Mapping[str, FileSubject]) -> FileCondition:
    """Read an expression over names. Raises `FeelFault` where it is anything else than true or false of these."""
    reader = _Conditions(text, span, subjects)
    found = reader.either(0)
    reader.finish()
    return found


class _Conditions(Values):
    """Reads conditions, word by word."""

    def __init__(self, text: str, span: Span, subjects: Mapping[str, FileSubject]) -> None:
        super().__init__(tokens(text, subjects))
        self._span, self._subjects = span, subjects

    def either(self, level: int) -> FileCondition:
        return self._joined("or", self._both, OneOfThem, level)

    def _both(self, level: int) -> FileCondition:
        return self._joined("and", self._one, AllOf, level)

    def _joined(
        self,
        word: str,
        part: Callable[[int], FileCondition],
        join: Callable[[tuple[FileCondition, ...]], FileCondition],
        level: int,
    ) -> FileCondition:
        parts = [part(level)]
        while self.next.is_word(word):
            self.take()
            parts.append(part(level))
        return parts[0] if len(parts) == 1 else join(tuple(parts))

    def _one(self, level: int) -> FileCondition:
        if level > DEEPEST:
            raise FeelFault(f"brackets are nested more than {DEEPEST} deep; write it as a table")
        if self.next.is_word("not") and self.after.is_sign("("):
            self.take()
            return Opposite(self._in_brackets(level))
        if self.next.is_sign("("):
            return self._in_brackets(level)
        if self.next.is_word("true", "false") and not self.after.is_sign(*_TURNED):
            return AllOf(()) if self.take().text == "true" else OneOfThem(())
        if self.next.kind == "name":
            return self._of_name(self._subjects[self.take().text])
        if self.next.kind == "word" and not self.next.is_word("true", "false", "null", "date"):
            word = self.take()
            if function := self._called_here(word):
                raise FeelFault(f"the function {in_backticks(function)} has no meaning here; {WAY_OUT}")
            raise FeelFault(f"{in_backticks(word.text)} is the name of no input and of no decision that is required")
        return self._turned()

    def _in_brackets(self, level: int) -> FileCondition:
        self.expect("(")
        found = self.either(level + 1)
        self.expect(")")
        return found

    def _of_name(self, subject: FileSubject) -> FileCondition:
        """Read what is asked of a name; of nothing but a name, that it is true."""
        if self.next.is_sign(*_TURNED):
            sign = self.take().text
            return self._asks(subject, sign, self._compared_with())
        if self.next.is_word("in"):
            self.take()
            return Asks(subject, self._listed(), self._span)
        if self.next.is_word("between"):
            self.take()
            return self._between(subject)
        if self.next.is_sign("+", "-", "*", "/", "**"):
            raise FeelFault(f"{in_backticks(self.next.text)} is arithmetic, which no condition here does; {WAY_OUT}")
        return Asks(subject, CellTest((True,)), self._span)

    def _turned(self) -> FileCondition:
        """Read a comparison that begins with its value, as in `18 <= Age`."""
        value = self._compared_with()
        sign = self.take()
        if not sign.is_sign(*_TURNED) or self.next.kind != "name":
            raise FeelFault(f"this is no condition over names; {WAY_OUT}")
        return self._asks(self._subjects[self.take().text], _TURNED[sign.text], value)

    def _compared_with(self) -> FeelValue:
        if self.next.kind == "name":
            raise FeelFault(f"{in_backticks(self.next.text)} is compared with another name; {WAY_OUT}")
        return self.value()

    def _asks(self, subject: FileSubject, sign: str, value: FeelValue) -> FileCondition:
        if sign in ("=", "!="):
            return Asks(subject, CellTest((value,), negated=sign == "!="), self._span)
        if isinstance(value, bool | str) or value is None:
            raise FeelFault("only numbers and dates have an order; compare with one of these")
        inside = "=" in sign
        low = Stretch(value, None, with_low=inside)
        return Asks(
            subject,
            CellTest(stretches=(Stretch(None, value, with_high=inside) if sign[0] == "<" else low,)),
            self._span,
        )

    def _listed(self) -> CellTest:
        values: list[FeelValue] = []
        stretches: list[Stretch] = []
        several = self.next.is_sign("(") and not isinstance(self._peeked(), Decimal)
        if several:
            self.take()
        while True:
            one = self.test()
            if isinstance(one, Stretch):
                stretches.append(one)
            else:
                values.append(one)
            if not several or not self.next.is_sign(","):
                break
            self.take()
        if several:
            self.expect(")")
        return CellTest(tuple(values), tuple(stretches))

    def _peeked(self) -> Decimal | None:
        """Tell a range with an open end, `(1..5]`, from a list of values, by the dots behind its first number."""
        third = self._words[min(self._place + 2, len(self._words) - 1)]
        return Decimal(0) if self.after.kind == "number" and third.is_sign("..") else None

    def _between(self, subject: FileSubject) -> FileCondition:
        low = self._end()
        if not self.next.is_word("and"):
            raise FeelFault("`between` needs two ends, as in `x between 1 and 5`")
        self.take()
        return Asks(subject, CellTest(stretches=(Stretch(low, self._end()),)), self._span)
