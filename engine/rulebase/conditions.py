"""The tree of a condition: `all`, `any`, `not`, `at_least`, and literals over facts, controls and decisions.

Every spelling a rule file offers comes down to four tests, so that each machine has four things to get right:
an ordered `at_least`, a `one_of` and a plain value are all membership in a set of values.
"""

from collections.abc import Callable, Iterator

from engine.frozen import frozen
from engine.source.scalars import Duration

Value = str | bool


@frozen
class OneOf:
    """The value is one of these: answers to a yes/no or a choice, values of a decision, a control's status."""

    values: frozenset[Value]


@frozen
class Includes:
    """The subject is a set (of choices, or a `collect` decision) and this member is in it."""

    member: str


@frozen
class Between:
    """The subject is a whole number from `low` to `high`, both included; `None` leaves that end open."""

    low: int | None
    high: int | None


@frozen
class OlderThan:
    """The subject is a date, and the day of assessment lies more than `age` after it."""

    age: Duration


Test = OneOf | Includes | Between | OlderThan


@frozen
class Literal:
    """One test of one subject: a fact or a control's status, or, with `on_decision`, an earlier decision."""

    subject: str
    test: Test
    on_decision: bool = False


@frozen
class All:
    """Every part holds. Of no parts: always true."""

    parts: tuple["Condition", ...]


@frozen
class AnyOf:
    """One part at least holds. Of no parts: never true."""

    parts: tuple["Condition", ...]


@frozen
class Not:
    """The part does not hold."""

    part: "Condition"


@frozen
class AtLeast:
    """At least `n` of the parts hold."""

    n: int
    parts: tuple["Condition", ...]


Condition = Literal | All | AnyOf | Not | AtLeast

ALWAYS, NEVER = All(()), AnyOf(())


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """List the parts that a condition is made of; a literal has none."""
    match condition:
        case Literal():
            return ()
        case Not(part):
            return (part,)
        case All(parts) | AnyOf(parts) | AtLeast(_, parts):
            return parts


def with_parts(condition: Condition, parts: tuple[Condition, ...]) -> Condition:
    """Give the same condition with other parts, as many as it has; a literal has none, and stays as it is."""
    match condition:
        case Literal():
            return condition
        case Not():
            return Not(*parts)
        case All():
            return All(parts)
        case AnyOf():
            return AnyOf(parts)
        case AtLeast(n):
            return AtLeast(n, parts)


def with_literals(condition: Condition, new: Callable[[Literal], Condition]) -> Condition:
    """Give the same condition with something else in the place of each literal."""
    if isinstance(condition, Literal):
        return new(condition)
    return with_parts(condition, tuple(with_literals(part, new) for part in parts_of(condition)))


def literals(condition: Condition) -> Iterator[Literal]:
    """Walk every literal of a condition, from left to right."""
    waiting = [condition]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Literal):
            yield part
        else:
            waiting.extend(reversed(parts_of(part)))


def questions_in(condition: Condition) -> frozenset[str]:
    """List the facts and controls that a condition reads itself."""
    return frozenset(each.subject for each in literals(condition) if not each.on_decision)


def decisions_in(condition: Condition) -> frozenset[str]:
    """List the decisions that a condition reads itself."""
    return frozenset(each.subject for each in literals(condition) if each.on_decision)
