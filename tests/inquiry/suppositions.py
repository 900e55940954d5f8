"""Random profiles of a small pack on a day, for what is tried in `engine/inquiry`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from engine.interpret.evaluation import Collected, Outcome, Single
from engine.interpret.reference.evaluate import Reference
from engine.profile.profile import KNOWN, Given, Profile
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts
from engine.rulebase.in_force import in_force
from engine.rulebase.periods import periods_of
from engine.rulebase.silence import with_silence
from tests.packs.every_profile import EveryProfile, kinds_of_days
from tests.packs.small_vocabulary import small_pack

PROFILES = 6
"""Profiles that are tried of each pack."""


@dataclass(frozen=True)
class Supposed:
    """A profile of a pack on a day. `spoken` are the rules without silence, `said` also what is assumed from it."""

    base: RuleBase
    day: date
    spoken: RuleBase
    space: EveryProfile
    profile: Profile
    said: Facts

    def outcome(self, decision: str, facts: Facts) -> Outcome:
        """Work out a decision where what is not among the facts is not known, whatever silence means."""
        return Reference(self.spoken, facts, self.day).outcome(decision)


def supposed(rng: Random, folder: Path) -> Iterator[Supposed]:
    """Draw a pack in which some answers can't be changed, and some profiles of it."""
    base = small_pack(rng, folder)
    base = replace(
        base, facts={name: replace(each, changeable=rng.random() < 0.7) for name, each in base.facts.items()}
    )
    day = rng.choice(kinds_of_days(base, rng.choice(periods_of(base))))
    facts = {name: replace(each, when_silent=None) for name, each in base.facts.items()}
    spoken = replace(in_force(base, day), facts=facts)
    space = EveryProfile(spoken, day)
    for _ in range(PROFILES):
        answers = space.facts(tuple(rng.randrange(len(each)) for each in space.states.values()))
        yield Supposed(base, day, spoken, space, profile_of(rng, base, answers), with_silence(base, answers))


def profile_of(rng: Random, base: RuleBase, facts: Facts) -> Profile:
    """Make a profile of answers that rest on this and that."""
    answers, controls = (
        {
            name: Given(facts[name], rng.choice(("", "A letter")), rng.choice(("", *KNOWN)))
            for name in facts
            if name in of
        }
        for of in (base.facts, base.controls)
    )
    return Profile("somebody", {}, answers, controls)


def settled_at(outcome: Outcome) -> object:
    """Say what was concluded, where one thing was; nothing while it is open, or the rules contradict each other."""
    match outcome:
        case Single(conflict=against) if against:
            return None
        case Collected(members, undecided):
            return None if undecided else members
        case Single(possible):
            return (*possible,) if len(possible) == 1 else None
        case counted:
            return counted.low if counted.low == counted.high else None
