"""Profiles from several files, so that one run names everything that is wrong with any of them."""

from collections.abc import Iterable

from engine import Diagnostic, InputError, Profile, RuleBase, UsageError, read_profiles
from engine.source.origin import origin


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
            wrong += error.diagnostics
    if wrong:
        raise InputError(tuple(wrong))
    return found
