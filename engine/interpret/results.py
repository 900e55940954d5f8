"""What one row of a table of results says, as a value: of each decision, of controls, warnings and open questions.

Machines make it, or it is read from the cells of a table (`row_from`); a table is written from its `cells`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, fields
from typing import Any

from engine.frozen import frozen
from engine.interpret.result_columns import LEFT_OUT, ResultColumn
from engine.source.tables.flat import BETWEEN

ResultCell = str | tuple[str, ...] | int | None
"""What a cell of a table of results holds: a text, a list, a number, or nothing."""

SETTLED, OPEN, CONFLICT = "settled", "open", "conflict"
STANDINGS = (SETTLED, OPEN, CONFLICT, LEFT_OUT)
"""How far a decision can have come in a row."""


@frozen
class DecisionCells:
    """What a row says of one decision, by the parts of its columns; a part that its hit policy lacks is empty.

    `status` is one of `STANDINGS`, and empty where the row was not decided. `value` is a name, the members of a set or
    the number that is certain. `possible` are the values, or further members, that the unknowns leave, or those in
    conflict. `at_most` is a name or a number. `rules` made the value, or its lower bound.
    """

    status: str = ""
    value: ResultCell = None
    possible: tuple[str, ...] = ()
    at_least: ResultCell = None
    at_most: ResultCell = None
    interim: ResultCell = None
    rules: tuple[str, ...] = ()

    def stated(self) -> Iterator[tuple[str, ResultCell]]:
        """Walk what is said, part by part, without the rules."""
        yield "value", self.value
        yield "status", self.status
        yield "possible", self.possible
        yield "at_least", self.at_least
        yield "at_most", self.at_most
        yield "interim", self.interim

    @property
    def certain(self) -> tuple[str, ...]:
        """The names of what is certain: the one value that is settled, or the members of a set."""
        if isinstance(self.value, tuple):
            return self.value
        return tuple(filter(None, (self.settled_value,)))

    @property
    def settled_value(self) -> str:
        """The one value that is settled; empty where there is none."""
        return self.value if self.status == SETTLED and isinstance(self.value, str) else ""


@frozen
class ControlCells:
    """The controls that are certainly required, and which of them are missing or not known; those to hold meanwhile."""

    required: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    interim: tuple[str, ...] = ()


@frozen
class RowResult:
    """One row of results. One that was refused has `errors`, and nothing else.

    `assumed` are the questions whose silence was taken for an answer, `to_come` those about the past that were answered
    with a day after the day of assessment. `not_read` says which answers could not be read, and so are not known.
    `changed` says what came out otherwise than at an earlier time; None where nothing was compared.
    """

    decisions: Mapping[str, DecisionCells] = field(default_factory=dict)
    controls: ControlCells = ControlCells()
    warnings: tuple[str, ...] = ()
    open_questions: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    to_come: tuple[str, ...] = ()
    not_read: str | None = None
    errors: str | None = None
    changed: tuple[str, ...] | None = None

    def decision(self, name: str) -> DecisionCells:
        """Give what is said of a decision; nothing where the row was not decided, or does not tell of it."""
        return self.decisions.get(name, NOT_DECIDED)

    def cell(self, column: ResultColumn) -> ResultCell:
        """Give what stands in one column; nothing where there is nothing."""
        cell: ResultCell = getattr(self._holder(column), column.part)
        return cell

    def cells(self, columns: Iterable[ResultColumn]) -> dict[str, ResultCell]:
        """Give the cells of a row by the names of the columns."""
        return {column.name: self.cell(column) for column in columns}

    def _holder(self, column: ResultColumn) -> "RowResult | DecisionCells | ControlCells":
        """Find which value has the part of a column; a part has the name of an attribute."""
        if column.decision:
            return self.decision(column.decision)
        return self.controls if column.part in OF_CONTROLS else self


NOT_DECIDED = DecisionCells()
OF_CONTROLS = frozenset(each.name for each in fields(ControlCells))
"""The parts of a row that are about controls."""


def row_from(columns: Iterable[ResultColumn], cells: Mapping[str, ResultCell]) -> RowResult:
    """Make a row of the cells of its columns, given by name; where one has none, it says nothing."""
    decisions: dict[str, dict[str, Any]] = {}
    controls: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for column in columns:
        of_row = controls if column.part in OF_CONTROLS else others
        into = decisions.setdefault(column.decision, {}) if column.decision else of_row
        found = cells.get(column.name)
        if found is not None:
            into[column.part] = found
    stated = {name: DecisionCells(**parts) for name, parts in decisions.items()}
    return RowResult(stated, ControlCells(**controls), **others)


def cell_text(cell: ResultCell) -> str:
    """Write a result as one text; nothing where there is none."""
    if isinstance(cell, tuple):
        return BETWEEN.join(cell)
    return "" if cell is None else str(cell)


def cell_from(column: ResultColumn, text: str) -> ResultCell:
    """Read what `cell_text` has written; a number that is none stays a text."""
    if column.kind == "list":
        return tuple(filter(None, text.split(BETWEEN)))
    return int(text) if column.kind == "number" and text.isdecimal() else text or None
