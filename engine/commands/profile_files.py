"""Profiles from several files, so that one run names everything that is wrong with any of them."""

from collections.abc import Iterable

from engine import Diagnostic, InputError, Profile, RuleBase, read_profiles
from engine.source.origin import origin


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
