"""A workbook of questions as it came back: each row an answer, and what it was made from on a sheet of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from engine.handover.answer_sheet import ABOUT, ANSWER, BASIS_HEADINGS, BY, MADE_FROM, NAME, ON, QUESTIONS, WHAT, WHICH
from engine.handover.hand_over import MadeFrom
from engine.handover.merge import AnswersBack
from engine.handover.said import signed
from engine.profile.cells import CellFault, read_cell
from engine.profile.column import Column
from engine.profile.headings import by_name
from engine.profile.profile import Given
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer
from engine.rulebase.taken_headings import folded
from engine.source.characters import in_backticks, visible
from engine.source.diagnostics import Diagnostics
from engine.source.span import CellSpan, start_of
from engine.source.suggest import did_you_mean
from engine.source.tables.read import read_tables
from engine.source.tables.table import IDS, Row, Table

READ = (NAME, ANSWER, *BASIS_HEADINGS.values())
"""The headings whose columns are read; the others are for people."""


def read_answer_sheet(path: Path, base: RuleBase, diagnostics: Diagnostics) -> AnswersBack | None:
    """Read a workbook of questions; none, with diagnostics, where nobody can say what it was made from.

    Raises `InputError` where it can't be opened, or lacks one of the two sheets.
    """
    answers, about = read_tables(path, Diagnostics(), (QUESTIONS, ABOUT), weigh=_weigh)
    file = visible(str(path))
    made_from, said = _about(about, base, diagnostics)
    given = _AnswerRows(answers, base, diagnostics).given()
    return None if made_from is None else AnswersBack(file, made_from, signed(given, said))


def _weigh(cells: Sequence[str]) -> int:
    """Work out how much a row is like the headings of one of the two sheets."""
    known = {folded(each) for each in (*READ, WHAT, WHICH)}
    found = sum(folded(cell) in known for cell in cells)
    return IDS + found if found > 1 else 0


def _about(table: Table, base: RuleBase, diagnostics: Diagnostics) -> tuple[MadeFrom | None, Given]:
    """Read what the file was made from, and the name and the day that stand for every answer in it."""
    rows = {folded(row.cells[0]): row for row in table.rows() if len(row.cells) > 1}
    missing = [words for key, words in MADE_FROM.items() if key not in ("on", "for") and folded(words) not in rows]
    if missing:
        listed = ", ".join(in_backticks(words) for words in missing)
        message = f"the sheet `{ABOUT}` does not say what the file was made from: {listed} is missing; make it again"
        diagnostics.error("missing-row", start_of(table.name), message)

    def basis(words: str, part: str) -> Answer | None:
        row = rows.get(folded(words))
        return None if row is None else _read(_basis(base, part), row, 1, table, diagnostics)

    by, on = basis(BY, "by"), basis(ON, "on")
    said = Given(None, by=str(by or ""), on=on if isinstance(on, date) else None)
    if missing:
        return None, said
    profile, sha256, pack, version, role = (
        rows[folded(words)].cells[1].strip() if folded(words) in rows else ""
        for key, words in MADE_FROM.items()
        if key != "on"
    )
    made_on = basis(MADE_FROM["on"], "on")
    day = made_on if isinstance(made_on, date) else None
    return MadeFrom(profile, sha256, pack, version, day, role), said


class _AnswerRows:
    """The sheet of the answers: its headings found, and its rows read one by one."""

    def __init__(self, table: Table, base: RuleBase, diagnostics: Diagnostics) -> None:
        self._table = table
        self._base = base
        self._diagnostics = diagnostics
        self._places = {folded(heading): place for place, heading in enumerate(table.headings)}
        self._columns = {
            name: replace(column, heading=ANSWER, day_first=base.pack.day_first)
            for name, column in by_name(base)
            if column.role in ("fact", "control") and column.name == name
        }

    def given(self) -> dict[str, Given]:
        """Read every row, by the name of its question."""
        missing = [heading for heading in READ if folded(heading) not in self._places]
        for heading in missing:
            message = f"no column is headed `{heading}`; leave the headings as they were made"
            self._diagnostics.error("missing-heading", self._table.place_of_heading(0), message)
        found: dict[str, Given] = {}
        for row in () if missing else self._table.rows():
            for name, said in self._row(row):
                if name in found:
                    message = f"`{name}` stands in two rows; keep one of them"
                    self._diagnostics.error("answered-twice", self._place(row), message)
                found[name] = said
        return found

    def _row(self, row: Row) -> Iterator[tuple[str, Given]]:
        """Read one row: nothing where it is none of ours, or says nothing that can be read."""
        places = [self._places[folded(heading)] for heading in READ]
        written = row.cells[places[0]].strip()
        if not written:
            if any(row.cells[place].strip() for place in places[1:]):
                message = f"nothing says which question this row answers; give it the `{NAME}` of its question"
                self._diagnostics.error("no-question", self._place(row), message)
            return
        name = self._base.aliases.get(written, written)
        if name not in self._columns:
            message = f"there is no question {in_backticks(written)}{did_you_mean(written, self._columns)}"
            self._diagnostics.error("unknown-fact", self._place(row), message)
            return
        value = self._cell(self._columns[name], row, places[1])
        parts = {
            part: self._cell(_basis(self._base, part), row, self._places[folded(heading)])
            for part, heading in BASIS_HEADINGS.items()
        }
        evidence, known, by = (str(parts[part] or "") for part in ("evidence", "known", "by"))
        on = parts["on"]
        yield name, Given(value, evidence, known, by, on if isinstance(on, date) else None)

    def _cell(self, column: Column, row: Row, place: int) -> Answer | None:
        return _read(column, row, place, self._table, self._diagnostics)

    def _place(self, row: Row) -> CellSpan:
        """Say where the name of a row's question stands."""
        return self._table.place(row.number, self._places[folded(NAME)])


def _basis(base: RuleBase, part: str) -> Column:
    return Column(0, "", "basis", "", part, day_first=base.pack.day_first)


def _read(column: Column, row: Row, place: int, table: Table, diagnostics: Diagnostics) -> Answer | None:
    """Read a cell; what can't be read is a diagnostic with its place."""
    wrong = row.wrong.get(place)
    cell = read_cell(column, row.cells[place], None if wrong is None else CellFault(wrong.code, wrong.message))
    if isinstance(cell, CellFault):
        diagnostics.error(cell.code, table.place(row.number, place), cell.reason)
        return None
    return cell
