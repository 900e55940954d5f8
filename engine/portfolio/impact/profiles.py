"""The profiles that two packs are tried on, each as either of them reads it: rows of a table, or files."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from engine.errors import InputError, UsageError
from engine.interpret import columnar
from engine.portfolio.paired import PairedProfiles, ReadProfile, TriedProfile, UnreadProfile, paired, unread_profile
from engine.portfolio.rows import SHARED, TextTable, bound_tables, ids_of_rows
from engine.profile.files import profiles_from
from engine.profile.headings import HeadingIndex
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from engine.rulebase.folders import YAML
from engine.source.characters import visible
from engine.source.diagnostics import Diagnostics
from engine.source.tables.forms import form_of
from engine.source.tables.read import read_tables
from engine.source.tables.table import Row, Table

Bases = tuple[RuleBase, RuleBase]


def read_paired(
    paths: Sequence[Path], bases: Bases, id_heading: str, sheets: Sequence[str]
) -> Iterator[PairedProfiles]:
    """Read one table, or files of profiles, each as both packs read it.

    Raises `UsageError` where both are given, or two tables; and whatever `open_table` raises.
    """
    tables = [path for path in paths if path.suffix.lower() not in YAML]
    if not tables:
        return paired(from_files(paths, bases))
    if len(paths) > 1:
        raise UsageError("give one table, or any number of profiles (`.yaml`), not both")
    one, other = open_table(tables[0], bases, id_heading, sheets)
    if not columnar.available():
        return paired(from_rows((one, other)))
    from engine.portfolio.arrow.paired_rows import from_batches

    return from_batches(tables[0], (one, other))


def from_files(paths: Sequence[Path], bases: Bases) -> Iterator[tuple[TriedProfile, Facts, Facts]]:
    """Read profiles from files, one after another. Raises `InputError` where there is no such file."""
    for path in paths:
        if not path.is_file():
            profiles_from(path, bases[0])
        read: list[tuple[Profile, ...]] = []
        wrong: list[tuple[int, str]] = []
        for side, base in enumerate(bases):
            try:
                read.append(profiles_from(path, base))
            except InputError as error:
                wrong += [(side, str(each)) for each in error.diagnostics]
        if wrong:
            yield unread_profile("", str(path), wrong), {}, {}
        else:
            for one, other in zip(*read, strict=True):
                yield ReadProfile(one.id, str(path)), one.facts(), other.facts()


def from_rows(tables: tuple[TextTable, TextTable]) -> Iterator[tuple[TriedProfile, Facts, Facts]]:
    """Read the rows of a table as either pack reads them, one by one; only the ids are held in memory."""
    one, other = tables
    shared = ids_of_rows(one.ids()).shared
    for mine, theirs in zip(one.rows(), other.rows(), strict=True):
        name, place = one.id_of(mine), f"row {mine.number}"
        if mine.number in shared:
            yield UnreadProfile(name, place, (0, 1), (SHARED,)), {}, {}
            continue
        before, after = one.read_without_hash(mine), other.read_without_hash(theirs)
        faults = [(side, str(fault)) for side, read in enumerate((before, after)) for fault in read.faults]
        unread = unread_profile(name, place, faults) if faults else None
        if before.profile is not None and after.profile is not None:
            yield ReadProfile(name, place, unread), before.profile.facts(), after.profile.facts()
        elif unread is not None:
            yield unread, {}, {}


def open_table(
    path: Path, bases: Bases, id_heading: str, sheets: Sequence[str], shown: str = ""
) -> tuple[TextTable, TextTable]:
    """Open a table for both packs: a column about something that only one of them has is passed over by the other.

    Raises `InputError` with whatever is wrong with its shape, and `MissingExtra` where it is Parquet and needs one.
    """
    if form_of(path, shown) == "parquet":
        return _parquet(path, bases, id_heading, shown)
    indexes = [HeadingIndex(base, id_heading) for base in bases]
    tables = read_tables(path, Diagnostics(), sheets, shown, lambda cells: max(each.weigh(cells) for each in indexes))
    mine, theirs = (_for(bases[side], bases[1 - side], tables, id_heading) for side in (0, 1))
    return mine, theirs


def _parquet(path: Path, bases: Bases, id_heading: str, shown: str) -> tuple[TextTable, TextTable]:
    from engine.portfolio import arrow

    arrow.need()
    from engine.portfolio.arrow.parquet import headings_of
    from engine.portfolio.arrow.parquet_rows import parquet_as_texts

    name = shown or visible(str(path))
    headings = headings_of(path, name)
    strange = [_strange(headings, base) for base in bases]
    mine, theirs = (
        parquet_as_texts(path, name, bases[side], id_heading, {headings[n] for n in strange[side] - strange[1 - side]})
        for side in (0, 1)
    )
    return mine, theirs


def _for(base: RuleBase, other: RuleBase, tables: Sequence[Table], id_heading: str) -> TextTable:
    each = [_without(table, _strange(table.headings, base) - _strange(table.headings, other)) for table in tables]
    return bound_tables(each, base, id_heading, Diagnostics())


def _strange(headings: Sequence[str], base: RuleBase) -> set[int]:
    """Find the columns that are about nothing that a pack has."""
    index = HeadingIndex(base)
    return {place for place, heading in enumerate(headings) if index.is_strange(heading)}


def _without(table: Table, left_out: set[int]) -> Table:
    if not left_out:
        return table
    kept = [place for place in range(len(table.headings)) if place not in left_out]

    def rows() -> Iterator[Row]:
        for row in table.rows():
            yield replace(row, cells=tuple(row.cells[place] for place in kept if place < len(row.cells)))

    return replace(
        table,
        headings=tuple(table.headings[place] for place in kept),
        rows=rows,
        place=lambda row, column: table.place(row, kept[column]),
        place_of_heading=lambda column: table.place_of_heading(kept[column]),
    )
