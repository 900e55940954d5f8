"""The packs that claims are held against: random ones over a small vocabulary, with every profile of every day.

`ARMSLENGTH_CLAIMS=20` holds the claims against twenty times as many packs.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from random import Random

from engine.profile.profile import Given, Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import DecisionValue
from engine.rulebase.facts import Facts
from engine.rulebase.periods import Period, periods_of
from tests.packs.every_profile import EveryProfile, kinds_of_days
from tests.packs.small_vocabulary import small_pack

MOST_PROFILES = 3_000
"""Profiles of one pack on all its days that are tried; a larger pack is passed over."""

TIMES = int(os.environ.get("ARMSLENGTH_CLAIMS", "1"))
"""How many times as many packs are tried as in a quick run."""

TIMES_DUE = ("", "P1D", "P2D")


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


def tried_packs(
    seed: int, folder: Path, count: int, most: int = MOST_PROFILES, *, speaks: bool = False
) -> Iterator[TriedPack]:
    """Walk random packs that are small enough."""
    rng = Random(seed)
    found = 0
    while found < count * TIMES:
        pack = TriedPack(small_pack(rng, folder / f"{seed}-{rng.getrandbits(32)}", speaks=speaks))
        if pack.count <= most:
            found += 1
            yield pack


def other_times(rng: Random, base: RuleBase) -> RuleBase:
    """Change how soon things are due."""
    controls = {name: replace(each, deadline=rng.choice(TIMES_DUE)) for name, each in base.controls.items()}
    decisions = {name: replace(each, values=_due_otherwise(rng, each.values)) for name, each in base.decisions.items()}
    return replace(base, controls=controls, decisions=decisions)


def _due_otherwise(rng: Random, values: Mapping[str, DecisionValue]) -> dict[str, DecisionValue]:
    return {name: replace(each, deadline=rng.choice(TIMES_DUE)) for name, each in values.items()}


def profile_of(base: RuleBase, facts: Facts, day: date | None = None) -> Profile:
    """Make a profile of answers, and of the status of controls."""
    answers, controls = (
        {name: Given(answer) for name, answer in facts.items() if name in known}
        for known in (base.facts, base.controls)
    )
    return Profile("one", {}, answers, controls, as_of=day, sha256=digest(facts))


def digest(found: object) -> str:
    """Make a hash of what is written."""
    return sha256(repr(found).encode()).hexdigest()
