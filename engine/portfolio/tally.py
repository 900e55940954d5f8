"""What a portfolio comes to: counts that are added up row by row, in memory that does not grow with the rows."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from engine.frozen import frozen
from engine.interpret.result_columns import LEFT_OUT
from engine.interpret.results import CONFLICT, OPEN, SETTLED, DecisionCells, RowResult
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import SINGLE_VALUED, Decision

RowPlace = tuple[str, str]
"""Where a row stands in one decision: how far the decision has come and, where it is settled, its value."""


@frozen
class Summary:
    """Counts over the rows of a portfolio.

    `decided` rows went through, `refused` ones have no id to be known by; `not_read` ones were decided without an
    answer that can't be read, `to_come` ones have a day yet to come in a question about the past, and `open` ones a
    primary decision that is not settled. `crossed` counts the rows at each pair of places of the crossed decisions (of
    one decision, the second place is empty). `missing` and `not_known` count, for each control, the rows that require
    it and where that is its status. `changed` counts rows that came out differently than last time; None where nothing
    was compared. `gone` counts the rows of last time that are not there any more, and `first_gone` are the ids of the
    first few.
    """

    decided: int
    refused: int
    open: int
    changed: int | None
    crossed: Mapping[tuple[RowPlace, RowPlace], int]
    missing: Mapping[str, int]
    not_known: Mapping[str, int]
    gone: int = 0
    first_gone: tuple[str, ...] = ()
    not_read: int = 0
    to_come: int = 0

    @property
    def rows(self) -> int:
        """All rows that were read, decided or refused."""
        return self.decided + self.refused

    @property
    def faulty(self) -> int:
        """Rows in which anything can't be read, whether decided without it or refused."""
        return self.refused + self.not_read

    def along(self, axis: int) -> dict[RowPlace, int]:
        """Count the rows at each place of the first (0) or the second (1) crossed decision."""
        found: Counter[RowPlace] = Counter()
        for pair, count in self.crossed.items():
            found[pair[axis]] += count
        return dict(found)


NOWHERE: RowPlace = ("", "")

ANSWERED = "answered "
"""What is said of an answer that changed begins with; the rest of what changed came out otherwise."""


def came_out_otherwise(changed: Iterable[str]) -> bool:
    """Tell whether more changed in a row than the answers to questions."""
    return any(not each.startswith(ANSWERED) for each in changed)


def crossed_decisions(base: RuleBase) -> tuple[Decision, ...]:
    """Find the first two primary decisions that have one value each; they are counted against each other."""
    found = (base.decisions[name] for name in base.pack.primary)
    return tuple(each for each in found if each.hit_policy in SINGLE_VALUED)[:2]


@dataclass(slots=True)
class Tally:
    """Adds rows up, one by one. `rows_gone` tells how many rows of last time were not met, and which first."""

    base: RuleBase
    decided: int = 0
    refused: int = 0
    open: int = 0
    changed: int | None = None
    crossed: Counter[tuple[RowPlace, RowPlace]] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    not_known: Counter[str] = field(default_factory=Counter)
    rows_gone: Callable[[], tuple[int, tuple[str, ...]]] = lambda: (0, ())
    not_read: int = 0
    to_come: int = 0

    def add(self, results: RowResult) -> None:
        """Count a row that was decided."""
        self.decided += 1
        primary = self.base.pack.primary
        self.open += any(results.decision(name).status in (OPEN, CONFLICT) for name in primary)
        places = [_place(results.decision(each.name)) for each in crossed_decisions(self.base)]
        first, second = [*places, NOWHERE, NOWHERE][:2]
        self.crossed[first, second] += 1
        self.missing.update(results.controls.missing)
        self.not_known.update(results.controls.unknown)
        self.to_come += bool(results.to_come)
        if results.changed is not None:
            self.changed = (self.changed or 0) + came_out_otherwise(results.changed)

    def compare(self, rows_gone: Callable[[], tuple[int, tuple[str, ...]]]) -> None:
        """Count what changed, and what is gone, from here on."""
        self.changed, self.rows_gone = 0, rows_gone

    def refuse(self, times: int = 1) -> None:
        """Count rows that could not be read."""
        self.refused += times

    def summary(self) -> Summary:
        """Give the counts so far."""
        return Summary(
            self.decided,
            self.refused,
            self.open,
            self.changed,
            dict(self.crossed),
            dict(self.missing),
            dict(self.not_known),
            *self.rows_gone(),
            self.not_read,
            self.to_come,
        )


def _place(cells: DecisionCells) -> RowPlace:
    return cells.status, cells.settled_value


def places_of(decision: Decision, found: Mapping[RowPlace, int]) -> list[RowPlace]:
    """List the places of a decision in the order in which they are shown: every value, then what else was found."""
    values = [(SETTLED, name) for name in decision.values]
    others = [(SETTLED, ""), (OPEN, ""), (CONFLICT, ""), (LEFT_OUT, "")]
    return [*values, *(place for place in others if place in found)]
