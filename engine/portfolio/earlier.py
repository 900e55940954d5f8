"""Results of an earlier time, to say of each row what has changed since: kept on disk, so that memory does not grow."""

import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from engine.errors import UsageError
from engine.interpret.result_columns import PREFIX, ResultColumn, result_columns
from engine.portfolio.job import Order
from engine.portfolio.row_words import SETTLED, RowResult, lines_of
from engine.portfolio.rows import TextTable, text_table
from engine.portfolio.text_forms import BETWEEN, cell_text
from engine.profile.column import folded
from engine.rulebase.base import RuleBase
from engine.source.characters import visible
from engine.source.diagnostics import Diagnostics
from engine.source.tables.forms import form_of
from engine.workbook.result_columns import shown_columns

NEW = "not in the table of last time"
AT_A_TIME = 10_000


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that is compared: what it is called, where the earlier table has it, and what it is now.

    A list is compared member by member.
    """

    title: str
    before: Callable[[Sequence[str]], str]
    now: Callable[[RowResult], str]
    between: str = ""

    def changes(self, before: str, results: RowResult) -> Iterator[str]:
        """Say what is otherwise than before."""
        now = self.now(results)
        if not self.between:
            if now != before:
                yield f"{self.title}: {before or 'nothing'} -> {now or 'nothing'}"
            return
        old, new = (dict.fromkeys(filter(None, text.split(self.between))) for text in (before, now))
        yield from (f"{self.title}: now {member}" for member in new if member not in old)
        yield from (f"{self.title}: no longer {member}" for member in old if member not in new)


class Earlier:
    """The results of last time, by the id of each row."""

    def __init__(self, table: TextTable) -> None:
        self._compared = list(_compared(table))
        if not self._compared:
            raise UsageError(
                f"`{table.table.name}` holds no results to compare with; give a table that a run has written"
            )
        self._folder = tempfile.TemporaryDirectory(prefix="armslength-")
        self._kept = sqlite3.connect(Path(self._folder.name) / "earlier", check_same_thread=False)
        self._kept.execute("CREATE TABLE earlier (id TEXT PRIMARY KEY, results TEXT) WITHOUT ROWID")
        with self._kept:
            rows = (
                (table.id_of(row), json.dumps([each.before(row.cells) for each in self._compared]))
                for row in table.rows()
                if row.fault is None
            )
            self._kept.executemany("INSERT OR IGNORE INTO earlier VALUES (?, ?)", rows)

    def close(self) -> None:
        """Leave nothing on disk."""
        self._kept.close()
        self._folder.cleanup()

    def changes(self, name: str, results: RowResult) -> tuple[str, ...]:
        """Say what is otherwise for one row; nothing where all is as it was."""
        found = self._kept.execute("SELECT results FROM earlier WHERE id = ?", (name,)).fetchone()
        if found is None:
            return (NEW,)
        before = json.loads(found[0])
        return tuple(
            words for each, text in zip(self._compared, before, strict=True) for words in each.changes(text, results)
        )


@contextmanager
def earlier_of(order: Order, base: RuleBase) -> "Iterator[Earlier | None]":
    """Read the table that a run is to be compared with; none where there is nothing to compare.

    Raises `InputError` where it can't be read, and `UsageError` where it holds no results.
    """
    if order.earlier is None:
        yield None
        return
    earlier = Earlier(_opened(order.earlier, order, base))
    try:
        yield earlier
    finally:
        earlier.close()


def _opened(path: Path, order: Order, base: RuleBase) -> TextTable:
    shown = visible(str(path))
    if form_of(path, shown) == "parquet":
        from engine.portfolio import arrow
        from engine.portfolio.arrow.parquet_rows import parquet_as_texts

        arrow.need()
        return parquet_as_texts(path, shown, base, order.id_heading)
    return text_table(path, shown, base, order.id_heading, (), Diagnostics())


def _compared(table: TextTable) -> Iterator[Compared]:
    """Find what can be compared: by the names of the columns, or by the titles that a workbook has for them."""
    places = {folded(heading): place for place, heading in enumerate(table.table.headings)}
    columns = result_columns(table.base)
    titles = {each.column.name: each.title for part in shown_columns(table.base, changed=False) for each in part}
    by_name = any(column.name in places for column in columns)  # JSON Lines leave out what is empty in every row
    for column in columns:
        if column.part in ("value", "required", "missing"):
            if by_name:
                yield _by_name(table, column, places)
            elif folded(titles[column.name]) in places:
                yield _by_title(table.base, column, titles[column.name], places[folded(titles[column.name])])


def _by_name(table: TextTable, column: ResultColumn, places: dict[str, int]) -> Compared:
    title = column.name.removeprefix(PREFIX)
    if not column.decision:
        return Compared(title, _cell(places.get(column.name)), lambda results: cell_text(results[column.name]), BETWEEN)
    parts = [
        each.name
        for each in result_columns(table.base)
        if each.decision == column.decision and each.part in ("value", "status", "possible", "at_least", "at_most")
    ]

    def before(cells: Sequence[str]) -> str:
        return _said(column.name, {name: cells[places[name]] if name in places else "" for name in parts})

    return Compared(title, before, lambda results: _said(column.name, {n: cell_text(results[n]) for n in parts}))


def _cell(place: int | None) -> Callable[[Sequence[str]], str]:
    return lambda cells: "" if place is None else cells[place]


def _said(name: str, cells: dict[str, str]) -> str:
    """Say how a decision stands: its value, or how far it has come and what is still possible."""
    status = cells.get(f"{name}_status", "")
    if status in ("", SETTLED):
        return cells[name]
    possible = cells.get(f"{name}_possible", "")
    return f"{status} ({possible.replace(BETWEEN, ' or ')})" if possible else status


def _by_title(base: RuleBase, column: ResultColumn, title: str, place: int) -> Compared:
    """Compare the words that a workbook has for people; of a list, without the line that counts it."""

    def now(results: RowResult) -> str:
        return "\n".join(lines_of(base, column, results))

    if column.decision:
        return Compared(title.removeprefix("Result: "), _cell(place), now)
    return Compared(
        title.removeprefix("Result: "),
        lambda cells: _members(cells[place]),
        lambda results: _members(now(results)),
        "\n",
    )


def _members(text: str) -> str:
    return "\n".join(text.replace("\r\n", "\n").split("\n")[1:])
