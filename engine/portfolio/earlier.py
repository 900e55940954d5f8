"""Results of an earlier time, to say of each row what has changed since: kept on disk, so that memory does not grow."""

import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol

from engine.assessment.compare import differing
from engine.errors import UsageError
from engine.interpret.result_columns import ResultPart, result_columns
from engine.interpret.results import SETTLED, DecisionCells, RowResult, cell_from, cell_text, row_from
from engine.portfolio.compare import INTERIM, MISSING, REQUIRED, WARNED, row_changes, row_timings
from engine.portfolio.rows import DecidedRow, RefusedRow, TextTable
from engine.portfolio.tally import ANSWERED
from engine.profile.columns import Columns
from engine.profile.rows import read_cells
from engine.rulebase.facts import Answer, Facts, answer_name
from engine.rulebase.taken_headings import folded
from engine.source.characters import in_backticks
from engine.source.tables.joined import VARIED, alike, listed_few
from engine.source.tables.table import Row

NEW = "not in the table of last time"
DUE = "due "
MOST_GONE = 20
"""Rows of last time that are named where they are not there any more. The number of all is said."""


class ResultsReader(Protocol):
    """Reads the results in a row of an earlier table, and holds them against those of now."""

    def kept(self, cells: Sequence[str]) -> list[str]:
        """List what is kept of a row."""

    def changes(self, kept: Sequence[str], results: RowResult) -> Iterator[str]:
        """Walk what came out differently, in words."""

    def question(self, name: str) -> str:
        """Name a question."""

    def answer(self, name: str, answer: Answer | None) -> str:
        """Write an answer to a question."""


FindReader = Callable[[TextTable], ResultsReader | None]
"""Finds what reads the results in a table; none where it holds none that it can read."""


Target = tuple[str, ...]
"""What a column is about."""


def answer_texts(columns: Columns, cells: Sequence[str]) -> dict[Target, str]:
    """Give the texts of the answers in a row, by what each is about; blank ones are left out."""
    found = (
        (column.target, cells[column.position].strip()) for column in columns.of("header", "fact", "member", "control")
    )
    return {target: text for target, text in found if text}


class EarlierResults:
    """The results of last time, by the id of each row."""

    def __init__(self, table: TextTable, finders: Iterable[FindReader]) -> None:
        """Read a table, with the first reader that is found. Raises `UsageError` where it holds no results."""
        found = next(filter(None, (find(table) for find in finders)), None)
        if found is None:
            raise UsageError(
                f"`{table.table.name}` holds no results to compare with; give a table that a run has written"
            )
        self.base, self._columns = table.base, table.columns
        self._reader = found
        self._folder = tempfile.TemporaryDirectory(prefix="armslength-")
        self._kept = sqlite3.connect(Path(self._folder.name) / "earlier", check_same_thread=False)
        self._kept.execute(
            "CREATE TABLE earlier (id TEXT PRIMARY KEY, place INTEGER, results TEXT, cells TEXT, met INTEGER,"
            " alike TEXT) WITHOUT ROWID"
        )
        with self._kept:
            rows = (self._row(table, row) for row in table.rows() if row.fault is None)
            self._kept.executemany("INSERT OR IGNORE INTO earlier VALUES (?, ?, ?, ?, 0, ?)", rows)

    def _row(self, table: TextTable, row: Row) -> tuple[str, int, str, str, str]:
        name = table.id_of(row)
        return name, row.number, json.dumps(self._reader.kept(row.cells)), json.dumps(row.cells), alike(name)

    def __enter__(self) -> "EarlierResults":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing on disk."""
        self._kept.close()
        self._folder.cleanup()

    def changes(
        self, name: str, results: RowResult, facts: Callable[[], Facts], texts: Mapping[Target, str] | None = None
    ) -> tuple[str, ...]:
        """Say what came out differently for the row with an id, and which answers are others; nothing where none is.

        `texts` are those of its answers, where they are at hand: the same ones need not be read.
        """
        found = self._kept.execute("SELECT results, cells FROM earlier WHERE id = ?", (name,)).fetchone()
        if found is None:
            return (self._new(name),)
        self.meet(name)
        otherwise = self._reader.changes(json.loads(found[0]), results)
        cells = json.loads(found[1])
        if texts is not None and texts == answer_texts(self._columns, cells):
            return tuple(otherwise)
        return (*otherwise, *self._answered(cells, facts()))

    def _new(self, name: str) -> str:
        """Say that a row was not there, and which ids were that are nearly the same."""
        self._kept.execute("CREATE INDEX IF NOT EXISTS by_likeness ON earlier (alike)")  # most runs never ask
        near = self._kept.execute("SELECT id FROM earlier WHERE alike = ? ORDER BY place", (alike(name),)).fetchall()
        if not near:
            return NEW
        written = listed_few([in_backticks(each) for (each,) in near])
        return f"{NEW} under this id, but as {written}, which differs only in {VARIED}"

    def _answered(self, cells: Sequence[str], facts: Facts) -> Iterator[str]:
        read = read_cells(((column, cells[column.position]) for column in self._columns.all), self.base)
        sides = ({} if read.profile is None else read.profile.facts(), facts)
        for each in differing(*sides):
            was, now = (self._reader.answer(each.name, answer) for answer in (each.before, each.after))
            yield f"{ANSWERED}{self._reader.question(each.name)}: {was} -> {now}"

    def meeting(self, rows: Iterable[DecidedRow | RefusedRow]) -> Iterator[DecidedRow | RefusedRow]:
        """Let rows through; one that is refused is there, too."""
        for row in rows:
            if isinstance(row, RefusedRow):
                self.meet(row.id)
            yield row

    def meet(self, name: str) -> None:
        """Note that a row of now has an id, as far as it can be read: the one of last time is not gone."""
        self._kept.execute("UPDATE earlier SET met = 1 WHERE id = ?", (name,))

    def gone(self) -> tuple[int, tuple[str, ...]]:
        """Count the rows of last time that no row of now has the id of, and give the ids of the first few."""
        (count,) = self._kept.execute("SELECT count(*) FROM earlier WHERE met = 0").fetchone()
        first = self._kept.execute("SELECT id FROM earlier WHERE met = 0 ORDER BY place LIMIT ?", (MOST_GONE,))
        return count, tuple(name for (name,) in first)


SETS: Mapping[ResultPart, str] = {"required": REQUIRED, "interim": INTERIM, "missing": MISSING, "warnings": WARNED}
"""The lists of a row that are compared member by member, each with the state of a member that is in it."""

NOT_COMPARED: tuple[ResultPart, ...] = ("rules", "unknown", "open_questions", "errors", "changed")
"""The parts of a row of results that are not compared with an earlier time: reasons, and what follows from answers."""


class ReaderByName:
    """Reads the results of a table whose columns have their names, as every form but a workbook has them."""

    def __init__(self, table: TextTable) -> None:
        places = {folded(heading): place for place, heading in enumerate(table.table.headings)}
        self._columns = [column for column in result_columns(table.base) if column.part not in NOT_COMPARED]
        # JSON Lines leave out what is empty in every row
        self._places = [places.get(column.name) for column in self._columns]
        self._base = table.base

    def kept(self, cells: Sequence[str]) -> list[str]:
        """List what is kept of a row: a text for each column that is compared."""
        return ["" if place is None else cells[place] for place in self._places]

    def changes(self, kept: Sequence[str], results: RowResult) -> Iterator[str]:
        """Walk what came out differently, by names alone."""
        if kept == [cell_text(results.cell(column)) for column in self._columns]:
            return  # as most rows are: what is written the same need not be taken apart
        pairs = zip(self._columns, kept, strict=True)
        before = row_from(self._columns, {column.name: cell_from(column, text) for column, text in pairs})
        found = list(row_changes(before, results, self._base.pack.headline, {}))
        for each in found:
            if isinstance(each.before, DecisionCells) and isinstance(each.after, DecisionCells):
                yield from value_changed(each.name, _standing(each.before), _standing(each.after))
        for column in self._columns:
            if not column.decision and column.part in SETS:
                removed = [each.name for each in found if each.before == SETS[column.part]]
                added = [each.name for each in found if each.after == SETS[column.part]]
                yield from members_changed(column.title, removed, added)
        for due in differing(*(row_timings(self._base, row) for row in (before, results))):
            if due.after is not None:
                yield f"{DUE}{due.name}: {due.after}"

    def question(self, name: str) -> str:
        """Name a question as the pack does."""
        return name

    def answer(self, name: str, answer: Answer | None) -> str:
        """Write an answer by its name."""
        return answer_name(self._base.question(name), answer)


def reader_by_name(table: TextTable) -> ReaderByName | None:
    """Find the reader of results by the names of their columns; none where no heading is one."""
    headings = set(map(folded, table.table.headings))
    named = any(column.name in headings for column in result_columns(table.base))
    return ReaderByName(table) if named else None


def value_changed(title: str, before: str, now: str) -> Iterator[str]:
    """Say that one value is not what it was."""
    if now != before:
        yield f"{title}: {before or 'nothing'} -> {now or 'nothing'}"


def members_changed(title: str, removed: Iterable[str], added: Iterable[str]) -> Iterator[str]:
    """Say which members of a list were added and removed."""
    yield from (f"{title}: now {member}" for member in added)
    yield from (f"{title}: no longer {member}" for member in removed)


def _standing(cells: DecisionCells) -> str:
    """Say how a decision stands: its value, or how far it has come, what is certain and what is still possible."""
    if cells.status in ("", SETTLED):
        return cell_text(cells.value)
    if isinstance(cells.value, int):
        return f"{cells.status} ({cells.value} to {cells.at_most})"
    certain = f"{' and '.join(cells.certain)} for certain" if cells.certain else ""
    perhaps = " or ".join(cells.possible)
    least = f"at least {cells.at_least}" if cells.at_least else ""
    within = "; ".join(filter(None, (certain, f"perhaps {perhaps}" if certain else perhaps, least)))
    interim = cell_text(cells.interim)
    standing = f"{cells.status} ({within})" if within else cells.status
    return f"{standing}; meanwhile {interim}" if interim else standing
