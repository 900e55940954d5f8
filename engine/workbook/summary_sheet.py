"""The summary sheet: how many rows, the first primary decision against the second, a chart, what is missing most."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from engine.interpret.results import OPEN, SETTLED
from engine.portfolio.tally import NOWHERE, RowPlace, Summary, crossed_decisions, places_of
from engine.render.origins import unreleased_words
from engine.render.portfolio.row_words import capital
from engine.render.portfolio.summary_page import missed_most, place_words
from engine.render.words import day_words, owner_words
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision
from engine.workbook import look
from engine.workbook.pen import Pen

MOST_CONTROLS = 12
"""Controls on the summary of a workbook, those missing most often. The sheet of the portfolio holds them all."""

FIRST_WIDTH, COUNT_WIDTH = 70, 15
ROW_HEIGHT = 16.0


def write_summary(sheet: Any, base: RuleBase, summary: Summary, as_of: date | None) -> None:
    """Write the summary sheet, from top to bottom."""
    _Sheet(sheet, base, summary).write(as_of)


class _Sheet:
    """The sheet in the making: rows are written one after another, and the chart points at those it shows."""

    def __init__(self, sheet: Any, base: RuleBase, summary: Summary) -> None:
        self.sheet, self.base, self.summary, self.pen = sheet, base, summary, Pen(sheet)
        self.decisions = crossed_decisions(base)
        self.rows = self.places(0)
        self.columns = self.places(1) if len(self.decisions) > 1 else []
        self.number = 0

    def places(self, axis: int) -> list[RowPlace]:
        """List the places along one side of the table."""
        return places_of(self.decisions[axis], self.summary.along(axis)) if len(self.decisions) > axis else []

    def write(self, as_of: date | None) -> None:
        self._set_up()
        self._title(as_of)
        for text, count in self._counts():
            self._row([self.pen.text(text), self.pen.number(count, bold=True)])
        if self.decisions:
            self._table()
        self._controls("Missing most often", self.summary.missing)
        self._controls("Not known most often", self.summary.not_known)

    def _set_up(self) -> None:
        from openpyxl.utils import get_column_letter

        widths = [FIRST_WIDTH, *[COUNT_WIDTH] * max(3, len(self.columns) + 1)]
        for place, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width
        self.sheet.sheet_view.showGridLines = False
        look.print_set_up(self.sheet, widths)

    def _title(self, as_of: date | None) -> None:
        title = self.base.pack.title
        self._row([self.pen.text("Summary", bold=True, size=16, colour=look.DARK)], 24)
        self._row([self.pen.text(title, bold=True, colour=look.DARK, wrap=False)])
        day = f", as of {day_words(as_of)}" if as_of is not None else ""
        said = f"By the rules `{self.base.pack.id}`, version {self.base.pack.version}{day}."
        self._row([self.pen.text(said, italic=True, colour=look.GREY, wrap=False)])
        for words in unreleased_words(self.base):
            self._row([self.pen.text(words, bold=True, wrap=False)])
        self._row([])

    def _counts(self) -> Iterator[tuple[str, int]]:
        yield "Rows decided", self.summary.decided
        yield "of these not settled yet (what to do meanwhile stands in each row)", self.summary.open
        if self.summary.not_read:
            yield 'of these with answers that can\'t be read (see the sheet "Refused")', self.summary.not_read
        if self.summary.to_come:
            yield "of these with a day yet to come where the past is asked about", self.summary.to_come
        yield 'Rows refused (see the sheet "Refused")', self.summary.refused
        if self.summary.changed is not None:
            yield "Rows that came out otherwise than last time, or are new", self.summary.changed
            yield "Rows of last time that are not there any more", self.summary.gone

    def _table(self) -> None:
        """Write the table of the first decision against the second, and chart it."""
        first = self.decisions[0]
        self._row([])
        titles = [each.title for each in self.decisions]
        self._row(
            [
                self.pen.text(
                    ", by ".join([titles[0], *[each[:1].lower() + each[1:] for each in titles[1:]]]),
                    bold=True,
                    size=12,
                    colour=look.DARK,
                )
            ],
            20,
        )
        heads = [place_words(self.decisions[1], place) for place in self.columns]
        head = [self.pen.heading(capital(text), look.DARK) for text in (first.title, *heads, "Rows")]
        top = self.number + 1
        self._row(head, look.height(((text, COUNT_WIDTH) for text in heads), bold=True))
        for place in self.rows:
            counts = [self.summary.crossed.get((place, each), 0) for each in self.columns or [NOWHERE]]
            cells = [self._count(count, each) for count, each in zip(counts, self.columns, strict=False)]
            words = place_words(first, place)
            name = self.pen.text(capital(words), look.PALE, bold=True)
            self._row([name, *cells, self.pen.number(sum(counts), bold=True)])
        totals = self.summary.along(1)
        sums = [self.pen.number(totals.get(place, 0), look.PALE, bold=True) for place in self.columns]
        self._row(
            [
                self.pen.text("Rows", look.PALE, bold=True),
                *sums,
                self.pen.number(self.summary.decided, look.PALE, bold=True),
            ]
        )
        self._chart(top)

    def _count(self, count: int, place: RowPlace) -> Any:
        """Write a count, in the colour of where it stands; nothing for none, so that the chart shows nothing either."""
        if not count:
            return self.pen.text("", look.WHITE)
        status, value = place
        decision = self.decisions[1]
        colour = look.DOUBT if status == OPEN else look.PALE
        if status == SETTLED and value in decision.values and decision.hit_policy == "max":
            colour = look.LADDER[look.step(decision.rank(value), len(decision.values))]
        return self.pen.number(count, colour)

    def _chart(self, top: int) -> None:
        from engine.workbook.chart import stacked_bars

        titles = tuple(each.title for each in self.decisions)
        colours = [_strong(self.decisions[1], place) for place in self.columns] or [look.SERIES[0]]
        longest = max(self.summary.along(0).values(), default=0)
        chart = stacked_bars(self.sheet, titles, (top, top + len(self.rows)), colours, longest)
        self.sheet.add_chart(chart, f"A{self.number + 2}")
        for _ in range(CHART_ROWS):
            self._row([])

    def _controls(self, title: str, counts: Mapping[str, int]) -> None:
        """List the controls that are missing, or not known, in most rows."""
        shown = missed_most(self.base, counts, MOST_CONTROLS)
        self._row([])
        self._row([self.pen.text(title, bold=True, size=12, colour=look.DARK)], 20)
        if not shown:
            self._row([self.pen.text("None.")])
            return
        heads = ("What must be in place", "Rows", "Who owns it")
        self._row([self.pen.heading(text, look.CONTROL) for text in heads])
        for name, count in shown:
            control = self.base.controls[name]
            owner = owner_words(self.base, control)
            cells = [self.pen.text(control.title), self.pen.number(count, bold=True), self.pen.text(owner, wrap=False)]
            self._row(cells, look.height([(control.title, FIRST_WIDTH)]))

    def _row(self, cells: list[Any], height: float = ROW_HEIGHT) -> None:
        self.number += 1
        self.sheet.row_dimensions[self.number].height = height
        self.sheet.append(cells)


CHART_ROWS = 16
"""How many rows the chart covers."""


def _strong(decision: Decision, place: RowPlace) -> str:
    """Choose the colour of a series: by the ladder where values have an order, else one after another."""
    status, value = place
    if status == OPEN:
        return look.SERIES[4]
    if status != SETTLED or value not in decision.values:
        return look.SERIES[5]
    rank = decision.rank(value)
    return look.SERIES[look.step(rank, len(decision.values)) if decision.hit_policy == "max" else rank % 4]
