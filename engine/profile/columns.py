"""The columns of a table of profiles: headings bound to what a pack declares, by its names or in its words.

headings → bind → columns, each with a role → read_cell(column, text) → a typed answer, unknown, or a fault

A heading that is near that of a question, and none itself, is refused: a whole column of answers hangs on it. Any other
column is the people's own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from engine.frozen import frozen
from engine.profile.cells import CellFault, ReadCell, read_cell, texts_of
from engine.profile.column import Column, Role
from engine.profile.headings import HeadingIndex
from engine.rulebase.base import RuleBase
from engine.rulebase.taken_headings import ID, OWN_PREFIX, RESULT_PREFIXES, folded
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.span import CellSpan, Span, cell_in_workbook
from engine.source.suggest import did_you_mean

__all__ = ["CellFault", "Column", "Columns", "ReadCell", "Role", "bind", "is_result", "read_cell", "texts_of"]

NEAR = 0.75
"""How much of a heading must be that of a question for it to be a slip of the hand, by the measure of `difflib`."""

MOST_COMPARED = 200
"""Headings of people's own that are held against those of questions. Comparing takes time, and nobody has more of them.
Beyond it: they are taken as they are."""

UNHEADED = "(no heading)"
"""What a column without a heading is called in messages."""


@frozen
class Columns:
    """The columns of one table in the order of its headings; each knows its position.

    There is one for each heading, and one more where the column chosen as `id` is a field of the header as well.
    """

    id: Column
    all: tuple[Column, ...]

    def of(self, *roles: Role) -> tuple[Column, ...]:
        """Pick the columns with one of these roles."""
        return tuple(column for column in self.all if column.role in roles)

    def kept(self) -> tuple[Column, ...]:
        """Pick the columns that are written out again: all but the results of an earlier run, and what has no heading.

        One that is both the id and a field of the header is there once.
        """
        kept = (column for column in self.all if column.role not in ("result", "unheaded"))
        return tuple({column.position: column for column in kept}.values())


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
    binding = _Binding(HeadingIndex(base, id_heading), place)
    columns = [column for position, heading in enumerate(headings) for column in binding.of(position, heading)]
    binding.refuse_twice(columns)
    found = next((column for column in columns if column.role == "id"), None)
    binding.refuse_near(columns, with_id=found is not None)
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


def about_the_same(columns: Iterable[Column]) -> Iterator[tuple[Column, Column, str]]:
    """Walk the columns that are about the same as one before them, each with that one and why it can't be."""
    first: dict[tuple[str, ...], Column] = {}
    for column in columns:
        if column.role == "unheaded":
            continue
        before = first.setdefault(column.target, column)
        if column.role in ("fact", "member"):
            other = first.setdefault(("whole or members", column.name), column)
            before = before if other.role == column.role else other
        if before is column:
            continue
        if column.role == "own":
            both = f"two columns are headed {in_backticks(column.heading)}"
            yield column, before, f"{both}; give one of them another heading"
        else:
            both = f"{in_backticks(column.heading)} and {in_backticks(before.heading)}"
            yield column, before, f"{both} are about the same; keep one of the two"


class _Binding:
    """Binds the headings of one table and collects what is wrong with them."""

    def __init__(self, index: HeadingIndex, place: Callable[[int], Span | None]) -> None:
        self.diagnostics = Diagnostics()
        self._place = place
        self._index = index

    def of(self, position: int, heading: str) -> list[Column]:
        """Find what a heading is about; nothing, with a diagnostic, where that is not clear."""
        meant = self._index.meant(heading)
        if self._index.is_id(heading):
            header = [column for column in meant if column.role == "header"]
            meant = [Column(0, "", "id"), *header]
        elif is_result(heading):
            meant = [Column(0, "", "result", folded(heading))]
        elif len(meant) > 1:
            message = f"{may_mean(heading, meant)}; head the column with the name of one of them"
            self.diagnostics.error("unclear-heading", self._place(position), message)
            meant = []
        elif not heading.strip():
            return [Column(position, UNHEADED, "unheaded")]
        elif not meant:
            meant = [Column(0, "", "own", folded(heading))]
        day_first = self._index.day_first
        return [replace(column, position=position, heading=heading, day_first=day_first) for column in meant]

    def refuse_twice(self, columns: Iterable[Column]) -> None:
        """Refuse two columns about the same thing, and a set that is answered as a whole and member by member.

        Of the columns of a sheet that stand on another one, too, the first is named, and the others are counted.
        """
        apart: dict[tuple[str, str], list[tuple[CellSpan, CellSpan, str]]] = {}
        for column, before, message in about_the_same(columns):
            here, there = self._place(column.position), self._place(before.position)
            if isinstance(here, CellSpan) and isinstance(there, CellSpan) and here.sheet != there.sheet:
                apart.setdefault((here.sheet, there.sheet), []).append((here, there, message))
            else:
                self.diagnostics.error("column-twice", here, message)
        for (here, there, message), *more in apart.values():
            others = f", and so it is with {len(more)} more on this sheet" if more else ""
            elsewhere = f"The other stands in {cell_in_workbook(there)}{others}"
            way_out = "to read one sheet alone, name it with `--sheet NAME`"
            self.diagnostics.error("column-twice", here, f"{message}. {elsewhere}; {way_out}")

    def refuse_near(self, columns: Iterable[Column], *, with_id: bool) -> None:
        """Refuse a column whose heading is nearly that of a question: its answers would count for nothing."""
        own = [column for column in columns if column.role == "own" and not column.name.startswith(OWN_PREFIX)]
        for column in own[:MOST_COMPARED]:
            hint = self._index.near(column.heading, () if with_id else (ID,), NEAR)
            if hint:
                message = f"no question, control or field is called {in_backticks(column.heading)}{hint}"
                way_out = f"If the column is your own, head it `{OWN_PREFIX} …`"
                self.diagnostics.error("unknown-heading", self._place(column.position), f"{message} {way_out}")

    def refuse_without_id(self, headings: Sequence[str], id_heading: str, sheet: str) -> None:
        """Say that no column identifies the rows."""
        way_out = "; or name the sheets that hold the table with `--sheet NAME`" if sheet else ""
        message = f"no column says which row is which; head it `id`, or name it with `--id COLUMN`{way_out}"
        if id_heading:
            message = f"no column is headed {in_backticks(id_heading)}{did_you_mean(id_heading, headings)}{way_out}"
        self.diagnostics.error("missing-id-column", self._place(0), message)
