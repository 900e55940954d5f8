"""The sheet of results: who they are first, then what came out, then the answers as they were given, then details."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from engine.errors import UsageError
from engine.frozen import frozen
from engine.interpret.results import RowResult
from engine.portfolio.run.complete_job import INSTEAD
from engine.profile.columns import Columns
from engine.rulebase.base import RuleBase
from engine.workbook import look
from engine.workbook.input_columns import input_sheets
from engine.workbook.lists import Lists, validation
from engine.workbook.pen import Pen
from engine.workbook.rows_aside import RowsAside, StyledText
from engine.workbook.text_cells import MOST_COLUMNS
from engine.workbook.titled_columns import titled_columns

ID_WIDTH, TEXT_WIDTH = 24, 28
MOST_LINES = 5
"""Lines that a row shows of its longest list. The cell holds the rest."""


@frozen
class _Given:
    """A column of the input, with its position there."""

    position: int
    heading: str
    width: float


class PortfolioSheet:
    """The sheet of results, in the making."""

    def __init__(self, base: RuleBase, columns: Columns, sheet: Any, aside: RowsAside, *, changed: bool) -> None:
        self.sheet, self.aside = sheet, aside
        self.pen = Pen(sheet)
        self.look = lru_cache(self.pen.look_of_text)
        self.base, self.columns = base, columns
        self.who, self.answers = _given(base, columns)
        self.glance, self.detail = titled_columns(base, changed=changed)
        self.widths = [
            *(column.width for column in self.who),
            *(column.width for column in self.glance),
            *(column.width for column in self.answers),
            *(column.width for column in self.detail),
        ]
        if len(self.widths) > MOST_COLUMNS:
            raise UsageError(f"{len(self.widths):,} columns do not fit on a sheet of a workbook; {INSTEAD}")

    def write(self, rows: Iterable[tuple[Sequence[str], RowResult]]) -> int:
        """Write headings and rows; gives the number of the last row."""
        from openpyxl.utils import get_column_letter

        self._set_up()
        self.sheet.append(list(self._headings()))
        number = 1
        for number, (cells, results) in enumerate(rows, start=2):
            self._row(number, cells, results)
        self.sheet.auto_filter.ref = f"A1:{get_column_letter(len(self.widths))}{number}"
        self.sheet.print_area = f"A1:{get_column_letter(len(self.who) + len(self.glance))}{number}"
        return number

    def offer_lists(self, lists: Lists, last: int) -> None:
        """Offer the allowed answers in the columns of answers, so that a person can go on filling in."""
        from openpyxl.utils import get_column_letter

        sheets = input_sheets(self.base, quick=False, evidence=True)
        asked = {each.column.target: each for sheet in sheets for each in sheet.columns if each.answers}
        targets = {column.position: column.target for column in self.columns.all}
        start = len(self.who) + len(self.glance) + 1
        for place, column in enumerate(self.answers, start=start):
            found = asked.get(targets[column.position])
            accepted = None if found is None else validation(replace(found, help=""), lists)
            if accepted is not None and last > 1:
                letter = get_column_letter(place)
                accepted.add(f"{letter}2:{letter}{last}")
                self.sheet.data_validations.append(accepted)

    def _set_up(self) -> None:
        from openpyxl.utils import get_column_letter

        for place, width in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width
        self.sheet.freeze_panes = f"{get_column_letter(len(self.who) + 1)}2"
        self.sheet.row_dimensions[1].height = look.height(
            zip((text for text, _ in self._titles()), self.widths, strict=True), bold=True
        )
        look.print_set_up(self.sheet, self.widths[: len(self.who) + len(self.glance)], "1:1")

    def _titles(self) -> Iterator[tuple[str, str]]:
        """Walk the headings, each with its colour."""
        yield from ((column.heading, look.DARK) for column in self.who)
        yield from ((column.title, look.RESULT) for column in self.glance)
        yield from ((column.heading, look.DARK) for column in self.answers)
        yield from ((column.title, look.RESULT) for column in self.detail)

    def _headings(self) -> Iterator[Any]:
        return (self.pen.heading(text, colour) for text, colour in self._titles())

    def _row(self, number: int, cells: Sequence[str], results: RowResult) -> None:
        who = [_at(cells, column) for column in self.who]
        glance = [column.words(self.base, results) for column in self.glance]
        shown = zip((*who, *glance), self.widths, strict=False)
        height = look.height(shown, MOST_LINES)
        self.aside.append(number, height, self._cells(who, glance, cells, results))

    def _cells(
        self, who: Sequence[str], glance: Sequence[str], cells: Sequence[str], results: RowResult
    ) -> Iterator[StyledText | None]:
        """Walk the cells of a row: nothing where there is neither text nor colour."""
        for place, text in enumerate(who):
            yield (text, self.look("", bold=place == 0)) if text else None
        for text, column in zip(glance, self.glance, strict=True):
            fill = column.fill(self.base, results)
            yield (text, self.look(fill)) if text or fill else None
        plain = self.look("")
        for text in (
            *(_at(cells, each) for each in self.answers),
            *(each.words(self.base, results) for each in self.detail),
        ):
            yield (text, plain) if text else None


def _at(cells: Sequence[str], column: _Given) -> str:
    return cells[column.position] if column.position < len(cells) else ""


def _given(base: RuleBase, columns: Columns) -> tuple[list[_Given], list[_Given]]:
    """Part the columns of the input: the id and what the pack puts at the head of a page, and all the others."""
    by_position = {column.position: column for column in columns.kept()}
    heading = {field: place for place, field in enumerate(base.pack.heading)}
    head = [each for each in by_position.values() if each.role == "header" and each.name in heading]
    head.sort(key=lambda each: heading[each.name])
    first = [columns.id.position, *(each.position for each in head if each.position != columns.id.position)]
    who = [_Given(place, by_position[place].heading, TEXT_WIDTH if n else ID_WIDTH) for n, place in enumerate(first)]
    rest = [
        _Given(place, each.heading, look.width_for(each.heading))
        for place, each in sorted(by_position.items())
        if place not in first
    ]
    return who, rest
