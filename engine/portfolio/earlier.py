"""Results of an earlier time, to say of each row what has changed since: kept on disk, so that memory does not grow."""

import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol

from engine.errors import UsageError
from engine.interpret.result_columns import ResultPart, result_columns
from engine.interpret.results import SETTLED, DecisionCells, RowResult, cell_from, cell_text, row_from
from engine.portfolio.compare import MISSING, REQUIRED, row_changes
from engine.portfolio.rows import TextTable
from engine.rulebase.taken_headings import folded

NEW = "not in the table of last time"


class ResultsReader(Protocol):
    """Reads the results in a row of an earlier table, and holds them against those of now."""

    def kept(self, cells: Sequence[str]) -> list[str]:
        """List what is kept of a row."""

    def changes(self, kept: Sequence[str], results: RowResult) -> Iterator[str]:
        """Walk what came out differently, in words."""


FindReader = Callable[[TextTable], ResultsReader | None]
"""Finds what reads the results in a table; none where it holds none that it can read."""


class EarlierResults:
    """The results of last time, by the id of each row."""

    def __init__(self, table: TextTable, finders: Iterable[FindReader]) -> None:
        """Read a table, with the first reader that is found. Raises `UsageError` where it holds no results."""
        found = next(filter(None, (find(table) for find in finders)), None)
        if found is None:
            raise UsageError(
                f"`{table.table.name}` holds no results to compare with; give a table that a run has written"
            )
        self._reader = found
        self._folder = tempfile.TemporaryDirectory(prefix="armslength-")
        self._kept = sqlite3.connect(Path(self._folder.name) / "earlier", check_same_thread=False)
        self._kept.execute("CREATE TABLE earlier (id TEXT PRIMARY KEY, results TEXT) WITHOUT ROWID")
        with self._kept:
            rows = (
                (table.id_of(row), json.dumps(self._reader.kept(row.cells)))
                for row in table.rows()
                if row.fault is None
            )
            self._kept.executemany("INSERT OR IGNORE INTO earlier VALUES (?, ?)", rows)

    def __enter__(self) -> "EarlierResults":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing on disk."""
        self._kept.close()
        self._folder.cleanup()

    def changes(self, name: str, results: RowResult) -> tuple[str, ...]:
        """Say what came out differently for the row with an id; nothing where all is as it was."""
        found = self._kept.execute("SELECT results FROM earlier WHERE id = ?", (name,)).fetchone()
        return (NEW,) if found is None else tuple(self._reader.changes(json.loads(found[0]), results))


LISTS: Mapping[ResultPart, str] = {"required": REQUIRED, "missing": MISSING}
"""The lists that are compared member by member, each with the state of a member that is in it."""

COMPARED: tuple[ResultPart, ...] = ("value", "status", "possible", *LISTS)
"""The parts of a row of results that are compared with an earlier time."""


class ReaderByName:
    """Reads the results of a table whose columns have their names, as every form but a workbook has them."""

    def __init__(self, table: TextTable) -> None:
        places = {folded(heading): place for place, heading in enumerate(table.table.headings)}
        self._columns = [column for column in result_columns(table.base) if column.part in COMPARED]
        # JSON Lines leave out what is empty in every row
        self._places = [places.get(column.name) for column in self._columns]
        self._headline = table.base.pack.headline

    def kept(self, cells: Sequence[str]) -> list[str]:
        """List what is kept of a row: a text for each column that is compared."""
        return ["" if place is None else cells[place] for place in self._places]

    def changes(self, kept: Sequence[str], results: RowResult) -> Iterator[str]:
        """Walk what came out differently, by names alone."""
        pairs = zip(self._columns, kept, strict=True)
        before = row_from(self._columns, {column.name: cell_from(column, text) for column, text in pairs})
        found = list(row_changes(before, results, self._headline, {}))
        for each in found:
            if isinstance(each.before, DecisionCells) and isinstance(each.after, DecisionCells):
                yield from value_changed(each.name, _standing(each.before), _standing(each.after))
        for column in self._columns:
            if column.part in LISTS:
                state = LISTS[column.part]
                removed = [each.name for each in found if each.before == state]
                yield from members_changed(column.title, removed, [each.name for each in found if each.after == state])


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
    """Say how a decision stands: its value, or how far it has come and what is still possible."""
    if cells.status in ("", SETTLED):
        return cell_text(cells.value)
    possible = " or ".join(cells.possible)
    return f"{cells.status} ({possible})" if possible else cells.status
