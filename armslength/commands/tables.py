"""A register where a command asks for a table: `register.db`, or `register.db@2026-08-31` for the end of a day."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine import RuleBase

AT_A_DAY = re.compile(r"(.+)@(\d{4}-\d\d-\d\d)", re.DOTALL)
SQLITE = b"SQLite format 3\0"


def register_as_table(name: str, base: "RuleBase", as_of: date | None, folder: Path) -> tuple[Path, date | None] | None:
    """Write a register as a table into a folder, and say of which day it is; nothing where the name is of no register.

    `as_of` is the day of assessment; a day in the name goes before it. Raises what reading a register raises.
    """
    found = None if Path(name).exists() else AT_A_DAY.fullmatch(name)
    place, day = (found[1], _day(found[2])) if found else (name, None)
    if not place.startswith("postgresql") and not _is_register(Path(place)):
        return None
    from armslength.commands.register_options import moment, needing_the_extra, opened
    from armslength.register.declared import read_register
    from engine import write_rows

    office, there = read_register(base), opened(place)
    with needing_the_extra():
        from armslength.register.domain.known import profile_of
        from armslength.register.exchange.telling import states_on

    meant = day or as_of or moment(None).today(office)
    profiles = [profile_of(state, office, meant) for state in states_on(there, office, day).values()]
    path = folder / f"register-{len(list(folder.iterdir()))}.csv"
    write_rows(base, profiles, path)
    return path, day


def _is_register(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(SQLITE)) == SQLITE
    except OSError:
        return False


def _day(text: str) -> date:
    from engine import UsageError

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"`{text}` is no day; write it as in register.db@2026-08-31") from None
