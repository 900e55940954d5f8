"""The packs that claims are held against: random ones over a small vocabulary, with every profile of every day."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from engine.rulebase.base import RuleBase
from engine.rulebase.periods import Period, periods_of
from tests.packs.every_profile import EveryProfile, kinds_of_days
from tests.packs.small_vocabulary import small_pack

MOST_PROFILES = 3_000
"""Profiles of one pack on all its days that are tried; a larger pack is passed over."""


@dataclass(frozen=True)
class TriedPack:
    """A pack, and every profile on each kind of day of each stretch of days."""

    base: RuleBase

    @cached_property
    def spaces(self) -> dict[Period, list[EveryProfile]]:
        """List the days of each stretch."""
        base = self.base
        return {each: [EveryProfile(base, day) for day in kinds_of_days(base, each)] for each in periods_of(base)}

    @property
    def every_day(self) -> list[EveryProfile]:
        """List all days."""
        return [space for spaces in self.spaces.values() for space in spaces]

    @property
    def count(self) -> int:
        """Say how many profiles there are on all days."""
        return sum(space.count for space in self.every_day)


def tried_packs(seed: int, folder: Path, count: int, most: int = MOST_PROFILES) -> Iterator[TriedPack]:
    """Walk random packs that are small enough."""
    rng = Random(seed)
    found = 0
    while found < count:
        pack = TriedPack(small_pack(rng, folder / f"{seed}-{rng.getrandbits(32)}"))
        if pack.count <= most:
            found += 1
            yield pack
