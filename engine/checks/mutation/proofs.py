"""What z3 can say of a mutant that no case noticed: that it breaks a property of the pack, or makes no difference.

A property that the pack declares of itself kills a mutant as a case does, if it holds for the pack as it is. A mutant
counts as saying the same only where it is proved that no profile, complete or partial, comes out otherwise.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from engine.checks.mutation.example import Example, differing
from engine.checks.mutation.mutant import Mutant, Reach, applied
from engine.checks.smallest_profile import smallest
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition, decisions_in
from engine.rulebase.properties import Implies

if TYPE_CHECKING:
    from engine.checks.mutation.provers import ClaimProver, EquivalenceProver
    from engine.interpret.symbolic.solving import SolverAnswer

MOVED = "threshold"
"""The kind of mutants that tell numbers or ages apart which the rules of the pack do not."""


class Proofs(Protocol):
    """What may be known of a mutant without running anything."""

    def broken(self, mutant: Mutant) -> str | None:
        """Name a property of the pack that a mutant breaks."""

    def says_the_same(self, mutant: Mutant) -> bool:
        """Tell whether it is proved that no profile comes out otherwise."""

    def example(self, mutant: Mutant) -> Example | None:
        """Find answers by which a mutant can be told from the pack as it is, as few as will do."""


class NoProofs:
    """Without z3 nothing can be proved, so that every mutant that no case noticed is a survivor."""

    def broken(self, mutant: Mutant) -> str | None:  # noqa: ARG002  the protocol names it
        """Name none."""
        return None

    def says_the_same(self, mutant: Mutant) -> bool:  # noqa: ARG002  the protocol names it
        """Prove nothing."""
        return False

    def example(self, mutant: Mutant) -> Example | None:  # noqa: ARG002  the protocol names it
        """Find nothing."""
        return None


class BySolver:
    """Asks z3, one mutant after another; what stays the same is written down for it once."""

    def __init__(self, base: RuleBase, reach: Reach, mutants: Sequence[Mutant]) -> None:
        """Take the pack as it is, and the mutants that will be asked about."""
        self._base = base
        self._reach = reach
        self._moved = tuple(rule.condition for each in mutants if each.kind == MOVED for rule in each.rules.values())

    @cached_property
    def _compared(self) -> "EquivalenceProver":
        from engine.checks.mutation.provers import EquivalenceProver

        return EquivalenceProver(self._base, self._moved)

    @cached_property
    def _claimed(self) -> "ClaimProver":
        from engine.checks.mutation.provers import ClaimProver

        return ClaimProver(self._base, dict(self._claims()), self._moved)

    def _claims(self) -> Iterator[tuple[str, tuple[Condition, Condition]]]:
        for each in self._base.properties.values():
            if isinstance(each.claim, Implies):
                yield each.name, (each.claim.when, each.claim.then)

    def broken(self, mutant: Mutant) -> str | None:
        """Name a property of the pack that a mutant breaks, and that the pack as it is keeps."""
        decisions = self._reach.decisions(mutant)
        asked = [name for name, claim in self._claims() if any(decisions_in(part) & decisions for part in claim)]
        rules = self._reach.rules(mutant, decisions)
        return self._claimed.broken(asked, applied(self._base, mutant), rules, decisions) if asked else None

    def says_the_same(self, mutant: Mutant) -> bool:
        """Tell whether it is proved that no profile comes out otherwise."""
        return self._difference(mutant).kind == "none"

    def example(self, mutant: Mutant) -> Example | None:
        """Find answers by which a mutant can be told from the pack as it is, as few as will do."""
        from engine.interpret.symbolic.reading import facts_of

        found = self._difference(mutant)
        if found.kind != "found":
            return None
        questions = self._compared.questions
        facts, day = facts_of(found, questions, questions.known)
        changed = applied(self._base, mutant)
        decisions = sorted(self._reach.decisions(mutant))
        few = smallest(facts, lambda fewer: differing(self._base, changed, fewer, day, decisions) is not None)
        decision = differing(self._base, changed, few, day, decisions)
        return None if decision is None else Example(few, day, decision)

    def _difference(self, mutant: Mutant) -> "SolverAnswer":
        decisions = self._reach.decisions(mutant)
        rules = self._reach.rules(mutant, decisions)
        return self._compared.difference(applied(self._base, mutant), rules, decisions)


def proofs(base: RuleBase, reach: Reach, mutants: Sequence[Mutant]) -> Proofs:
    """Give what is there to prove with: z3, or nothing."""
    from engine.interpret import symbolic

    return BySolver(base, reach, mutants) if symbolic.available() else NoProofs()
