"""Reading a whole table of the sound pack, to see what is said of it: of the table, and of each row."""

from dataclasses import dataclass
from pathlib import Path

from engine.errors import InputError
from engine.profile.headings import HeadingIndex
from engine.profile.profile import Profile
from engine.profile.rows import bind_table, read_row
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostics
from engine.source.tables.read import read_tables
from tests.hostile.packs import without


@dataclass(frozen=True, slots=True)
class Said:
    """The profiles that were read, and every line that was said: of the table, of its rows, and as a warning."""

    profiles: tuple[Profile, ...]
    lines: tuple[str, ...]
    refused: tuple[str, ...]
    warned: tuple[str, ...]


def read_whole(path: Path, base: RuleBase) -> Said:
    """Read every row of every table of a file; lines come without the folder."""
    diagnostics = Diagnostics()
    profiles: list[Profile] = []
    refused: list[str] = []
    lines: tuple[object, ...] = ()
    try:
        for table in read_tables(path, diagnostics, weigh=HeadingIndex(base).weigh):
            columns = bind_table(table, base)
            for row in table.rows():
                found = read_row(columns, row, table, base)
                if isinstance(found, Profile):
                    profiles.append(found)
                else:
                    refused += map(str, found)
    except InputError as error:
        lines = tuple(each for each in error.diagnostics if getattr(each, "severity", "error") == "error")
        profiles, refused = [], []
    warned = [str(item) for item in diagnostics.items if item.severity == "warning"]
    said = (tuple(without(path.parent, map(str, each))) for each in (lines, refused, warned))
    return Said(tuple(profiles), *said)
