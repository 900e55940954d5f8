"""What a portfolio comes to: counts that are added up row by row, in memory that does not grow with the rows."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.interpret.result_columns import LEFT_OUT, PREFIX
from engine.page.model import Block, Item, Page, Run, line, listing, section
from engine.page.text import page_text
from engine.portfolio.row_words import (
    CONFLICT,
    OPEN,
    SETTLED,
    STATUS_WORDS,
    RowResult,
    capital,
    members_of,
    status_of,
    value_of,
)
from engine.render.in_place import gravest_first
from engine.render.words import amount, titled, value_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import SINGLE_VALUED, Decision

MOST_LISTED = 5
"""Controls that a summary names as missing most often. The results name them all, row by row."""

CHANGED = f"{PREFIX}changed"

Place = tuple[str, str]
"""Where a row stands in one decision: how far the decision has come and, where it is settled, its value."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over the rows of a portfolio.

    `decided` rows went through, `refused` ones could not be read; `open` ones have a primary decision that is not
    settled. `crossed` counts the rows at each pair of places of the crossed decisions (of one decision, the second
    place is empty). `missing` and `not_known` count, for each control, the rows that require it and where that is its
    status. `changed` counts rows that came out otherwise than last time; None where nothing was compared.
    """

    decided: int
    refused: int
    open: int
    changed: int | None
    crossed: Mapping[tuple[Place, Place], int]
    missing: Mapping[str, int]
    not_known: Mapping[str, int]

    @property
    def rows(self) -> int:
        """All rows that were read, decided or refused."""
        return self.decided + self.refused

    def along(self, axis: int) -> dict[Place, int]:
        """Count the rows at each place of the first (0) or the second (1) crossed decision."""
        found: Counter[Place] = Counter()
        for pair, count in self.crossed.items():
            found[pair[axis]] += count
        return dict(found)


NOWHERE: Place = ("", "")


def crossed_decisions(base: RuleBase) -> tuple[Decision, ...]:
    """Find the first two primary decisions that have one value each; they are counted against each other."""
    found = (base.decisions[name] for name in base.pack.primary)
    return tuple(each for each in found if each.hit_policy in SINGLE_VALUED)[:2]


@dataclass(slots=True)
class Tally:
    """Adds rows up, one by one or many alike at once."""

    base: RuleBase
    decided: int = 0
    refused: int = 0
    open: int = 0
    changed: int | None = None
    crossed: Counter[tuple[Place, Place]] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    not_known: Counter[str] = field(default_factory=Counter)

    def add(self, results: RowResult, times: int = 1) -> None:
        """Count a row that was decided, or `times` rows with the same results."""
        self.decided += times
        primary = self.base.pack.primary
        self.open += times * any(status_of(results, name) in (OPEN, CONFLICT) for name in primary)
        places = [_place(each, results) for each in crossed_decisions(self.base)]
        first, second = [*places, NOWHERE, NOWHERE][:2]
        self.crossed[first, second] += times
        for counter, name in ((self.missing, "missing"), (self.not_known, "unknown")):
            for control in members_of(results, f"{PREFIX}controls_{name}"):
                counter[control] += times
        if CHANGED in results:
            self.changed = (self.changed or 0) + times * bool(results[CHANGED])

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
        )


def _place(decision: Decision, results: RowResult) -> Place:
    status = status_of(results, decision.name)
    return status, value_of(results, decision.name) if status == SETTLED else ""


def places_of(decision: Decision, found: Mapping[Place, int]) -> list[Place]:
    """List the places of a decision in the order in which they are shown: every value, then what else was found."""
    values = [(SETTLED, name) for name in decision.values]
    others = [(SETTLED, ""), (OPEN, ""), (CONFLICT, ""), (LEFT_OUT, "")]
    return [*values, *(place for place in others if place in found)]


def place_words(decision: Decision, place: Place) -> str:
    """Name a place: the label of the value, or how far the decision has come."""
    status, value = place
    return value_words(decision, value or None) if status == SETTLED else STATUS_WORDS[status]


def missed_most(base: RuleBase, counts: Mapping[str, int], most: int) -> list[tuple[str, int]]:
    """Pick the controls with the highest counts, those of the gravest class first among equals."""
    order = {name: place for place, name in enumerate(gravest_first(base, counts))}
    found = sorted(counts.items(), key=lambda each: (-each[1], order[each[0]]))
    return [each for each in found if each[1]][:most]


def summary_text(base: RuleBase, summary: Summary, width: int, *, colour: bool = False) -> str:
    """Write a summary for a terminal of this width."""
    page = Page(
        title=_rows(summary),
        under=tuple(line(text) for text in _under(summary)),
        sections=tuple(
            found
            for found in (
                section("crossed", _crossed_title(base), list(_crossed(base, summary))),
                section("missing", "Missing most often", [_controls(base, summary.missing)]),
                section("not_known", "Not known most often", [_controls(base, summary.not_known)]),
            )
            if found.blocks
        ),
        footer=(),
    )
    return page_text(page, width, colour)


def _rows(summary: Summary) -> str:
    return f"{summary.rows:,} {'row' if summary.rows == 1 else 'rows'}: {_parts(summary)}"


def _parts(summary: Summary) -> str:
    return f"{summary.decided:,} decided, {summary.refused:,} refused"


def _under(summary: Summary) -> Iterator[str]:
    if summary.decided:
        still = amount(summary.open, "row is", "rows are")
        yield f"{still} not settled yet; what to do meanwhile stands in each."
    if summary.changed is not None:
        yield f"{amount(summary.changed, 'row')} came out otherwise than last time, or were not there."


def _crossed_title(base: RuleBase) -> str:
    return ", and ".join(_lowered(each.title, place) for place, each in enumerate(crossed_decisions(base)))


def _lowered(title: str, place: int) -> str:
    return title if place == 0 else title[:1].lower() + title[1:]


def _crossed(base: RuleBase, summary: Summary) -> Iterator[Block]:
    """List each value of the first decision with its count, and under it how the second one is spread."""
    decisions = crossed_decisions(base)
    if not decisions:
        return
    found = summary.along(0)
    yield listing(
        Item(
            line(Run(titled(capital(place_words(decisions[0], place))), "strong"), f"{found[place]:,}"),
            tuple(_spread(decisions, summary, place)),
        )
        for place in places_of(decisions[0], found)
        if found.get(place)
    )


def _spread(decisions: tuple[Decision, ...], summary: Summary, place: Place) -> Iterator[tuple[Run, ...]]:
    if len(decisions) < 2:
        return
    here = {second: count for (first, second), count in summary.crossed.items() if first == place}
    order = places_of(decisions[1], here)
    yield line(", ".join(f"{place_words(decisions[1], each)} {here[each]:,}" for each in order if here.get(each)))


def _controls(base: RuleBase, counts: Mapping[str, int]) -> Block:
    shown = missed_most(base, counts, MOST_LISTED)
    if not shown:
        return listing(())
    roles = base.pack.roles
    items = [
        Item(
            line(
                Run(f"{amount(count, 'row')}:", "strong"), control.title, f"({roles.get(control.owner, control.owner)})"
            )
        )
        for control, count in ((base.controls[name], count) for name, count in shown)
    ]
    left = sum(1 for count in counts.values() if count) - len(shown)
    return listing([*items, Item(line(f"And {left} more.")) if left else None])
