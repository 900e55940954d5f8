"""What can be said of a mutant that no case noticed: that it breaks a property of the pack, or makes no difference.

A property that the pack declares of itself kills a mutant as a case does, if it holds for the pack as it is. A mutant
counts as saying the same only where it is proved that no profile, complete or partial, comes out otherwise.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from engine.checks.decided_profiles import bits
from engine.checks.mutation.every_situation import EverySituation, every_situation
from engine.checks.mutation.example import ComparedMutant, Example, compared_mutant
from engine.checks.mutation.mutant import Mutant, Reach
from engine.checks.mutation.nearby_profiles import A_DAY, NearbyProfiles
from engine.interpret import symbolic
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition, decisions_in
from engine.rulebase.periods import periods_of
from engine.rulebase.properties import Implies

if TYPE_CHECKING:
    from engine.checks.mutation.provers import ClaimProver, EquivalenceProver

MOVED = "threshold"
"""The kind of mutants that tell numbers or ages apart which the rules of the pack do not."""


class Equivalent(Enum):
    """Stands in the place of an example where it is proved that there is none."""

    PROVED = 1


EQUIVALENT = Equivalent.PROVED


class Proofs:
    """What may be known of mutants that no case noticed, asked one after another.

    Where a decision can tell few situations apart all of them are tried; else z3 is asked, if it is there, and what
    stays the same is written down for it once.
    """

    def __init__(self, base: RuleBase, reach: Reach, mutants: Sequence[Mutant]) -> None:
        """Take the pack as it is, and the mutants that will be asked about."""
        self._base = base
        self._reach = reach
        self._nearby = NearbyProfiles(base)
        self._moved = [rule for each in mutants if each.kind == MOVED for rule in each.rules.values()]
        self._every: dict[str, EverySituation | None] = {}

    @cached_property
    def _provers(self) -> "list[EquivalenceProver]":
        """Make one for each stretch of days on which the same rules are in force."""
        from engine.checks.mutation.provers import EquivalenceProver

        moved = tuple(rule.condition for rule in self._moved)
        return [EquivalenceProver(self._base, moved, stretch=each) for each in periods_of(self._base)]

    @cached_property
    def _claimed(self) -> "list[ClaimProver]":
        from engine.checks.mutation.provers import ClaimProver

        claims, stretches = dict(self._claims()), periods_of(self._base)
        moved = tuple(rule.condition for rule in self._moved)
        return [ClaimProver(self._base, claims, moved, stretch=each) for each in stretches]

    def _claims(self) -> Iterator[tuple[str, tuple[Condition, Condition]]]:
        for each in self._base.properties.values():
            if isinstance(each.claim, Implies):
                yield each.name, (each.claim.when, each.claim.then)

    def broken(self, mutant: Mutant) -> str | None:
        """Name a property of the pack that a mutant breaks, and that the pack as it is keeps; none without z3."""
        decisions = self._reach.decisions(mutant)
        asked = [name for name, claim in self._claims() if any(decisions_in(part) & decisions for part in claim)]
        if not asked or not symbolic.available():
            return None
        each = compared_mutant(self._base, mutant, self._reach)
        found = (prover.broken(asked, each.changed, each.rules, each.decisions) for prover in self._claimed)
        return next((name for name in found if name is not None), None)

    def told_apart(self, mutant: Mutant) -> Example | Equivalent | None:
        """Find answers by which a mutant can be told from the pack as it is, or prove that there are none.

        Where there are too many situations to try, profiles near to the change are looked at before z3 is asked.
        Nothing is found where it is not there, or gives up.
        """
        compared = compared_mutant(self._base, mutant, self._reach)
        few = {name: each for name in compared.direct if (each := self._every_situation(name)) is not None}
        if len(few) == len(compared.direct):
            return self._tried(compared, few)
        nearby = self._nearby.example(compared)
        if nearby is not None:
            return nearby
        return self._asked(compared) if symbolic.available() else None

    def _every_situation(self, decision: str) -> EverySituation | None:
        if decision not in self._every:
            moved = (rule.condition for rule in self._moved if rule.concludes(decision))
            self._every[decision] = every_situation(self._base, decision, moved)
        return self._every[decision]

    def _tried(self, compared: ComparedMutant, few: Mapping[str, EverySituation]) -> Example | Equivalent | None:
        """Try all situations that the changed decisions can tell apart."""
        for name, every in few.items():
            found = every.profiles.changed_itself(compared.changed, compared.mutant.rules, name)
            if found.differs:
                return compared.example(every.facts(next(bits(found.differs))), A_DAY)
        return EQUIVALENT

    def _asked(self, compared: ComparedMutant) -> Example | Equivalent | None:
        """Ask z3, on every day."""
        decided = True
        for prover in self._provers:
            found = prover.difference(compared.changed, compared.rules, compared.decisions)
            example = compared.example(*prover.profile(found)) if found.kind == "found" else None
            if example is not None:
                return example
            decided = decided and found.kind == "none"
        return EQUIVALENT if decided else None
