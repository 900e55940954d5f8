"""What z3 can say of a mutant that no case noticed: that it breaks a property of the pack, or makes no difference.

A property that the pack declares of itself kills a mutant as a case does, if it holds for the pack as it is. A mutant
counts as saying the same only where it is proved that no profile, complete or partial, comes out otherwise.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from engine.checks.mutation.example import Example, compared_mutant
from engine.checks.mutation.mutant import Mutant, Reach
from engine.checks.mutation.nearby_profiles import NearbyProfiles
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


class Proofs(Protocol):
    """What may be known of a mutant that no case noticed."""

    def broken(self, mutant: Mutant) -> str | None:
        """Name a property of the pack that a mutant breaks."""

    def told_apart(self, mutant: Mutant) -> Example | Equivalent | None:
        """Find answers by which a mutant can be told from the pack as it is, or prove that there are none."""


class NoProofs:
    """Without z3 nothing can be proved; of most mutants, an example is found all the same."""

    def __init__(self, base: RuleBase, reach: Reach) -> None:
        self._base = base
        self._reach = reach
        self._nearby = NearbyProfiles(base)

    def broken(self, mutant: Mutant) -> str | None:  # noqa: ARG002  the protocol names it
        """Name none."""
        return None

    def told_apart(self, mutant: Mutant) -> Example | Equivalent | None:
        """Look among profiles near to the change."""
        return self._nearby.example(compared_mutant(self._base, mutant, self._reach))


class BySolver:
    """Asks z3, one mutant after another; what stays the same is written down for it once."""

    def __init__(self, base: RuleBase, reach: Reach, mutants: Sequence[Mutant]) -> None:
        """Take the pack as it is, and the mutants that will be asked about."""
        self._base = base
        self._reach = reach
        self._nearby = NearbyProfiles(base)
        self._moved = tuple(rule.condition for each in mutants if each.kind == MOVED for rule in each.rules.values())

    @cached_property
    def _provers(self) -> "list[EquivalenceProver]":
        """Make one for each stretch of days on which the same rules are in force."""
        from engine.checks.mutation.provers import EquivalenceProver

        return [EquivalenceProver(self._base, self._moved, stretch=each) for each in periods_of(self._base)]

    @cached_property
    def _claimed(self) -> "list[ClaimProver]":
        from engine.checks.mutation.provers import ClaimProver

        claims, stretches = dict(self._claims()), periods_of(self._base)
        return [ClaimProver(self._base, claims, self._moved, stretch=each) for each in stretches]

    def _claims(self) -> Iterator[tuple[str, tuple[Condition, Condition]]]:
        for each in self._base.properties.values():
            if isinstance(each.claim, Implies):
                yield each.name, (each.claim.when, each.claim.then)

    def broken(self, mutant: Mutant) -> str | None:
        """Name a property of the pack that a mutant breaks, and that the pack as it is keeps."""
        decisions = self._reach.decisions(mutant)
        asked = [name for name, claim in self._claims() if any(decisions_in(part) & decisions for part in claim)]
        if not asked:
            return None
        each = compared_mutant(self._base, mutant, self._reach)
        found = (prover.broken(asked, each.changed, each.rules, each.decisions) for prover in self._claimed)
        return next((name for name in found if name is not None), None)

    def told_apart(self, mutant: Mutant) -> Example | Equivalent | None:
        """Look among profiles near to the change, and where none tells it apart, ask for one, on every day.

        Neither an example nor a proof is found where the solver gives up.
        """
        compared = compared_mutant(self._base, mutant, self._reach)
        nearby = self._nearby.example(compared)
        if nearby is not None:
            return nearby
        decided = True
        for prover in self._provers:
            found = prover.difference(compared.changed, compared.rules, compared.decisions)
            example = compared.example(*prover.profile(found)) if found.kind == "found" else None
            if example is not None:
                return example
            decided = decided and found.kind == "none"
        return EQUIVALENT if decided else None


def proofs(base: RuleBase, reach: Reach, mutants: Sequence[Mutant]) -> Proofs:
    """Give what is there to prove with: z3, or nothing."""
    from engine.interpret import symbolic

    return BySolver(base, reach, mutants) if symbolic.available() else NoProofs(base, reach)
