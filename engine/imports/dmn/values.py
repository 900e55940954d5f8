"""What the cells of a table hold: values, and tests of one value. What is no such test is a fault, in words."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal as OneOfTheseWords

from engine.frozen import frozen

FeelValue = str | bool | Decimal | date | None
"""A value of FEEL; `None` is its null."""

FeelKind = OneOfTheseWords["string", "number", "boolean", "date"]
KINDS: tuple[FeelKind, ...] = ("string", "number", "boolean", "date")


class FeelFault(Exception):  # noqa: N818  a way out of nested calls; whoever reads turns it into a diagnostic
    """Something that a pack can't hold, or that is no FEEL: what it is, and the way out."""


@frozen
class Stretch:
    """The numbers or days between two ends, each of which may be in it; `None` leaves that end open."""

    low: Decimal | date | None
    high: Decimal | date | None
    with_low: bool = True
    with_high: bool = True

    def holds(self, value: FeelValue) -> bool:
        """Tell whether a value of the same kind lies in it."""
        if value is None or isinstance(value, bool) or kind_of(value) != self.kind:
            return False
        above = self.low is None or value > self.low or (value == self.low and self.with_low)  # type: ignore[operator]
        below = self.high is None or value < self.high or (value == self.high and self.with_high)  # type: ignore[operator]
        return above and below

    @property
    def kind(self) -> FeelKind:
        """Which kind its ends are of."""
        return kind_of(self.low if self.low is not None else self.high)


@frozen
class CellTest:
    """What a cell asks of one value: that it is one of these, or in one of these stretches; or the opposite.

    A cell that asks nothing has `anything`.
    """

    values: tuple[FeelValue, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    negated: bool = False
    anything: bool = False

    def passes(self, value: FeelValue) -> bool:
        """Tell whether a value, or null, passes."""
        if self.anything:
            return True
        inside = any(is_same(value, each) for each in self.values) or any(each.holds(value) for each in self.stretches)
        return inside is not self.negated

    @property
    def asks_for_null(self) -> bool:
        """Whether null stands in the cell."""
        return None in self.values

    def kinds(self) -> Iterator[FeelKind]:
        """Walk the kinds of the values and ends in it."""
        yield from (kind_of(value) for value in self.values if value is not None)
        yield from (stretch.kind for stretch in self.stretches)

    def ends(self) -> Iterator[tuple[Decimal | date, bool]]:
        """Walk where it begins to hold or not to hold, and whether that lies just before a value, or just after."""
        for value in self.values:
            if isinstance(value, Decimal | date):
                yield value, True
                yield value, False
        for each in self.stretches:
            if each.low is not None:
                yield each.low, each.with_low
            if each.high is not None:
                yield each.high, not each.with_high


ANYTHING = CellTest(anything=True)


def share_a_value(first: CellTest, second: CellTest) -> bool | None:
    """Tell whether two tests of values alone pass one together; None where that takes more than looking at these."""
    if first.anything or second.anything:
        return True
    if first.stretches or second.stretches or (first.negated and second.negated):
        return None
    if first.negated or second.negated:
        turned, plain = (first, second) if first.negated else (second, first)
        return any(value not in turned.values for value in plain.values)
    return not set(first.values).isdisjoint(second.values)


def kind_of(value: FeelValue) -> FeelKind:
    """Name the kind of a value that is not null."""
    match value:
        case bool():
            return "boolean"
        case Decimal():
            return "number"
        case date():
            return "date"
        case str():
            return "string"
    raise TypeError("null is of no kind")


def is_same(one: FeelValue, other: FeelValue) -> bool:
    """Tell whether two values are the same, kind included."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def written(value: FeelValue) -> str:
    """Write a value for people."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
    return value


def plain(number: Decimal) -> str:
    """Write a number without an exponent, and without zeros that say nothing."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def first_of(stretch: Stretch) -> int | None:
    """Give the first whole number in a stretch of numbers; None where it has no lower end."""
    if not isinstance(stretch.low, Decimal):
        return None
    return int(stretch.low.to_integral_value(ROUND_FLOOR if not stretch.with_low else ROUND_CEILING)) + (
        not stretch.with_low
    )


def last_of(stretch: Stretch) -> int | None:
    """Give the last whole number in a stretch of numbers; None where it has no upper end."""
    if not isinstance(stretch.high, Decimal):
        return None
    return int(stretch.high.to_integral_value(ROUND_CEILING if not stretch.with_high else ROUND_FLOOR)) - (
        not stretch.with_high
    )


def is_whole(number: Decimal) -> bool:
    """Tell whether a number is whole."""
    return number == number.to_integral_value()
