"""Profiles from several files, so that one run names everything that is wrong with any of them."""

import os
from collections.abc import Iterable
from pathlib import Path

from engine import Diagnostic, InputError, Profile, RuleBase, UsageError, read_profiles
from engine.source.characters import visible
from engine.source.origin import origin
from engine.source.span import start_of

TABLES = (".xlsx", ".xlsm", ".csv", ".jsonl", ".ndjson", ".parquet")
"""How the names of tables end, which are no profiles."""


def one_profile(name: str, command: str, base: RuleBase) -> Profile:
    """Read the one profile of a file. Raises what `profiles_in` raises, and `UsageError` where it holds several."""
    found = profiles_in([name], base)
    if len(found) != 1:
        raise UsageError(f"`{command}` takes one profile; this file holds {len(found)}")
    return found[0]


def profiles_in(names: Iterable[str], base: RuleBase) -> list[Profile]:
    """Read the profiles of every file, in order; `-` is standard input.

    Raises `InputError` with everything that is wrong with any of them.
    """
    found: list[Profile] = []
    wrong: list[Diagnostic] = []
    for name in names:
        try:
            found += read_profiles(origin(name), base)
        except InputError as error:
            wrong += [_is_a_table(name)] if _names_a_table(name) else error.diagnostics
    if wrong:
        raise InputError(tuple(wrong))
    return found


def _names_a_table(name: str) -> bool:
    """Tell whether a name is that of a table which is there."""
    return Path(name).suffix.lower() in TABLES and os.path.isfile(name)


def _is_a_table(name: str) -> Diagnostic:
    way_out = "decide its rows with `armslength portfolio`, or take one with `armslength profile from-row`"
    return Diagnostic("wrong-kind", f"this is a table, and no profile; {way_out}", start_of(visible(name)))
