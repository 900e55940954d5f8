"""A decision: a named result with declared values and a hit policy in the sense of DMN."""

from collections.abc import Iterable, Mapping
from typing import Literal as OneOfTheseWords

from engine.frozen import frozen
from engine.source.span import Span

HitPolicy = OneOfTheseWords["any", "unique", "max", "collect", "output_order", "count", "sum", "first"]
HIT_POLICIES: tuple[HitPolicy, ...] = ("any", "unique", "max", "collect", "count", "first", "output_order", "sum")
SINGLE_VALUED: tuple[HitPolicy, ...] = ("any", "unique", "max", "first")
SETS: tuple[HitPolicy, ...] = ("collect", "output_order")
"""Every value that a rule gives is a member; by `output_order` they are listed as they are declared."""
NUMBERS: tuple[HitPolicy, ...] = ("count", "sum")
"""A number comes out: of the rules that fire, or of what they give, added up."""
MOST_ADDED = 999_999_999
"""What one rule can add to a sum. So much for each of five thousand rules still fits every machine. Beyond it:
`bad-conclusion`."""

CONTROLS, WARNINGS, ADVICE = "controls", "warnings", "advice"
"""The decisions that every pack has: required controls, and the rules that warn or advise."""


@frozen
class DecisionValue:
    """One value that a decision can take, as people read it.

    `cadence` (ISO 8601) where the value is a rhythm, `deadline` where it is a thing to be done once and in time.
    What is not for `meanwhile` is applied only once it is settled: never because it is feared.
    """

    name: str
    label: str
    says: str = ""
    deadline: str = ""
    cadence: str = ""
    cites: tuple[str, ...] = ()
    meanwhile: bool = True


@frozen
class Default:
    """The value where every rule is ruled out, with its reason and the statements it rests on, like a rule.

    With `gap` it says that no rule fits, and whoever gets it has fallen into a gap of the rules all the same.
    """

    value: str
    because: str
    cites: tuple[str, ...]
    gap: bool = False


@frozen
class Decision:
    """A declared result. `values` run from lowest to highest under `max`, and from first to last under `output_order`.

    `while_open` is the value to apply while the decision is open, kept within what is possible; values that are not for
    `meanwhile` count for nothing there, unless nothing lower is possible.
    """

    name: str
    title: str
    hit_policy: HitPolicy
    values: Mapping[str, DecisionValue]
    default: Default | None
    while_open: str | None
    cites: tuple[str, ...]
    built_in: bool
    span: Span

    def rank(self, value: str) -> int:
        """Say where a value stands, from 0 for the lowest."""
        return list(self.values).index(value)

    def in_order(self, members: Iterable[str]) -> list[str]:
        """Put members into the order in which they are listed: as they are declared, or else by name."""
        found = sorted(members)
        return found if self.hit_policy != "output_order" else [each for each in self.values if each in found]

    def all_cites(self) -> tuple[str, ...]:
        """List the statements that the decision cites itself, those of its values, and those of its default."""
        of_values = (name for value in self.values.values() for name in value.cites)
        return (*self.cites, *of_values, *(self.default.cites if self.default is not None else ()))
