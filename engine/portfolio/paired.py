"""Profiles as two packs read them: who they are, what can't be read of them, and what is known by either pack."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from engine.frozen import frozen
from engine.rulebase.facts import Facts

AT_ONCE = 4_096
"""Profiles that are read and held against each other together: only those whose result may change are looked at."""


@frozen
class ReadProfile:
    """One profile that both packs read: its id, where it stands, and what of it can't be read."""

    id: str
    place: str
    unread: "UnreadProfile | None" = None


@frozen
class UnreadProfile:
    """One that can't be read by one pack (0 or 1) or by either: its id as far as that is known, and every reason."""

    id: str
    place: str
    sides: tuple[int, ...]
    reasons: tuple[str, ...]


TriedProfile = ReadProfile | UnreadProfile


@frozen
class PairedProfiles:
    """Some profiles in their order, and what is known of those that both packs read, as each of them reads it."""

    each: Sequence[TriedProfile]
    sides: tuple[Sequence[Facts], Sequence[Facts]]


def unread_profile(name: str, place: str, found: Sequence[tuple[int, str]]) -> UnreadProfile:
    """Say of a profile what can't be read in it: each reason with the pack, 0 or 1, that says so."""
    sides = tuple(sorted({side for side, _ in found}))
    return UnreadProfile(name, place, sides, tuple(dict.fromkeys(reason for _, reason in found)))


def paired(profiles: Iterable[tuple[TriedProfile, Facts, Facts]]) -> Iterator[PairedProfiles]:
    """Put profiles together that were read one by one, each with what is known of it as either pack reads it."""
    waiting = iter(profiles)
    while some := list(islice(waiting, AT_ONCE)):
        read = [(before, after) for each, before, after in some if isinstance(each, ReadProfile)]
        one, other = zip(*read, strict=True) if read else ((), ())
        yield PairedProfiles([each for each, *_ in some], (one, other))
