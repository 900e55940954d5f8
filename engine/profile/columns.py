"""The columns of a table of profiles: headings bound to what a pack declares, by its names or in its words.

headings → bind → columns, each with a role → read_cell(column, text) → a typed answer, unknown, or a fault
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from engine.profile.cells import CellFault, ReadCell, read_cell, texts_of
from engine.profile.column import Column, Role
from engine.profile.headings import by_name, by_words
from engine.rulebase.base import RuleBase
from engine.rulebase.taken_headings import ID, ID_IN_WORDS, RESULT_PREFIX, RESULT_PREFIXES, folded
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.span import Span
from engine.source.suggest import did_you_mean

__all__ = ["CellFault", "Column", "Columns", "ReadCell", "Role", "bind", "is_result", "read_cell", "texts_of"]

ColumnsByHeading = dict[str, list[Column]]
"""Folded heading to the columns it may mean."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table in the order of its headings; each knows its position.

    There is one for each heading, and one more where the column chosen as `id` is a field of the header as well.
    """

    id: Column
    all: tuple[Column, ...]

    def of(self, *roles: Role) -> tuple[Column, ...]:
        """Pick the columns with one of these roles."""
        return tuple(column for column in self.all if column.role in roles)


def bind(
    headings: Sequence[str],
    base: RuleBase,
    id_heading: str = "",
    place: Callable[[int], Span | None] = lambda _: None,
    sheet: str = "",
) -> Columns:
    """Bind every heading to what it is about. Raises `InputError` with everything that is wrong with any of them.

    `id_heading` is the heading of the ids where it is neither `id` nor `Name or number`. `place` says where the
    heading at a position stands and `sheet` in which sheet, for messages.
    """
    binding = _Binding(base, place)
    ids = (folded(id_heading),) if id_heading else (ID, folded(ID_IN_WORDS))
    columns = [column for position, heading in enumerate(headings) for column in binding.of(position, heading, ids)]
    binding.refuse_twice(columns)
    found = next((column for column in columns if column.role == "id"), None)
    if found is None:
        binding.refuse_without_id(headings, id_heading, sheet)
    binding.diagnostics.raise_if_errors()
    return Columns(found or columns[0], tuple(columns))


def is_result(heading: str) -> bool:
    """Tell whether a heading is one that a run wrote, so that its column is ignored."""
    return folded(heading).startswith(RESULT_PREFIXES)


def may_mean(heading: str, meant: Iterable[Column]) -> str:
    """Say what a heading may mean where that is not clear."""
    return f"{in_backticks(heading)} may mean {' and '.join(f'`{column.name}`' for column in meant)}"


def about_the_same(columns: Iterable[Column]) -> Iterator[tuple[Column, str]]:
    """Walk the columns that are about the same as one before them, each with why that can't be."""
    first: dict[tuple[str, ...], Column] = {}
    for column in columns:
        before = first.setdefault(column.target, column)
        if column.role in ("fact", "member"):
            other = first.setdefault(("whole or members", column.name), column)
            before = before if other.role == column.role else other
        if before is not column:
            both = f"{in_backticks(column.heading)} and {in_backticks(before.heading)}"
            yield column, f"{both} are about the same; keep one of the two"


class _Binding:
    """Binds the headings of one table and collects what is wrong with them."""

    def __init__(self, base: RuleBase, place: Callable[[int], Span | None]) -> None:
        self.diagnostics = Diagnostics()
        self._place = place
        worded = list(by_words(base))
        self._by_name = by_heading(by_name(base))
        self._by_words = by_heading(worded)
        self._words = [words for words, _ in worded]

    def of(self, position: int, heading: str, ids: tuple[str, ...]) -> list[Column]:
        """Find what a heading is about; nothing, with a diagnostic, where that is not clear."""
        word = folded(heading)
        meant = self._by_name.get(word) or self._by_words.get(word, [])
        if word in ids:
            header = [column for column in meant if column.role == "header"]
            meant = [Column(0, "", "id"), *header]
        elif is_result(heading):
            meant = [Column(0, "", "result", word)]
        elif len(meant) > 1:
            message = f"{may_mean(heading, meant)}; head the column with the name of one of them"
            self.diagnostics.error("unclear-heading", self._place(position), message)
            meant = []
        elif not meant:
            self._unknown(position, heading)
        return [replace(column, position=position, heading=heading) for column in meant]

    def refuse_twice(self, columns: Iterable[Column]) -> None:
        """Refuse two columns about the same thing, and a set that is answered as a whole and member by member."""
        for column, message in about_the_same(columns):
            self.diagnostics.error("column-twice", self._place(column.position), message)

    def refuse_without_id(self, headings: Sequence[str], id_heading: str, sheet: str) -> None:
        """Say that no column identifies the rows."""
        way_out = "; or name the sheets that hold the table with `--sheet NAME`" if sheet else ""
        message = f"no column says which row is which; head it `id`, or name it with `--id COLUMN`{way_out}"
        if id_heading:
            message = f"no column is headed {in_backticks(id_heading)}{did_you_mean(id_heading, headings)}{way_out}"
        self.diagnostics.error("missing-id-column", self._place(0), message)

    def _unknown(self, position: int, heading: str) -> None:
        if not heading.strip():
            message = "a column has no heading; give it one, or delete the column"
            self.diagnostics.error("empty-heading", self._place(position), message)
            return
        hint = did_you_mean(heading, [ID, *self._by_name]) or did_you_mean(heading, self._words)
        way_out = hint or f"; delete the column, or start its heading with `{RESULT_PREFIX}` to have it ignored"
        message = f"no question, control or field is called {in_backticks(heading)}{way_out}"
        self.diagnostics.error("unknown-heading", self._place(position), message)


def by_heading(pairs: Iterable[tuple[str, Column]]) -> ColumnsByHeading:
    """Put under each heading the columns that it may mean: one, where it is clear."""
    known: ColumnsByHeading = {}
    for heading, column in pairs:
        meant = known.setdefault(folded(heading), [])
        if all(column.target != other.target for other in meant):
            meant.append(column)
    return known
