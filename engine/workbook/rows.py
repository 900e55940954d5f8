"""Profiles as rows of a table: a workbook to be filled in further, CSV or JSON Lines; read back, the same profiles."""

import json
from collections.abc import Sequence
from pathlib import Path

from engine.errors import UsageError
from engine.profile.profile import Profile
from engine.profile.write_row import headings_for, unlike, written_cell
from engine.rulebase.base import RuleBase
from engine.source.characters import in_backticks
from engine.source.tables.guard import csv_cell
from engine.workbook.template import ROWS, write_template


def write_rows(base: RuleBase, profiles: Sequence[Profile], path: Path) -> None:
    """Write a table by the end of its name: a row for each profile, with what each answer rests on.

        >>> write_rows(base, [profile], folder / "table.csv")
        >>> (folder / "table.csv").read_text()
        'id\\nsomebody\\n'

    What `left_out_of_row` names stays out. Raises `UsageError` where two profiles have the same id, where a row would
    be read back as something else than its profile, and where a workbook has no room for them.
    """
    columns = headings_for(base, profiles)
    seen: set[str] = set()
    for profile in profiles:
        if profile.id in seen:
            raise UsageError(f"two profiles have the id {in_backticks(profile.id)}; give each one of its own")
        seen.add(profile.id)
        if strange := unlike(base, profile, columns):
            what = ", ".join(map(in_backticks, strange))
            raise UsageError(f"a row can't hold what {in_backticks(profile.id)} says of {what}; keep it as a profile")
    if path.suffix.lower() == ".xlsx":
        if len(profiles) > ROWS:
            raise UsageError(f"the workbook has {ROWS} rows to fill in, and there are more profiles; write CSV instead")
        write_template(base, path, quick=False, evidence=True, profiles=profiles)
        return
    rows = [[written_cell(column, profile) for _, column in columns] for profile in profiles]
    headings = [heading for heading, _ in columns]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        if path.suffix.lower() == ".csv":
            file.writelines(",".join(map(csv_cell, row)) + "\n" for row in (headings, *rows))
            return
        for row in rows:
            said = {heading: cell for heading, cell in zip(headings, row, strict=True) if cell}
            file.write(json.dumps(said, ensure_ascii=False) + "\n")
