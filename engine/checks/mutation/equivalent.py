"""Mutants that say the same in other words: nobody could notice them, so they do not count.

Whether there is any profile at all, complete or partial, that comes out otherwise is asked of z3. A mutant counts as
saying the same only where z3 proves that there is none.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from engine.checks.mutation.mutant import Mutant, Reach, applied
from engine.rulebase.base import RuleBase

if TYPE_CHECKING:
    from engine.interpret.symbolic.equivalence import Compared

MOVED = "threshold"
"""The kind of mutants that tell numbers or ages apart which the rules of the pack do not."""


class Equivalence(Protocol):
    """What tells whether a mutant makes no difference to anybody."""

    def proved(self, mutant: Mutant) -> bool:
        """Tell whether it is proved that no profile comes out otherwise."""


class NotProved:
    """Without z3 nothing can be proved, so that every mutant that nothing noticed is a survivor."""

    def proved(self, mutant: Mutant) -> bool:  # noqa: ARG002  the protocol names it
        """Prove nothing."""
        return False


class BySolver:
    """Asks z3, one mutant after another; what stays the same is written down for it once."""

    def __init__(self, base: RuleBase, reach: Reach, mutants: Iterable[Mutant]) -> None:
        """Take the pack as it is, and the mutants that will be asked about."""
        self._base = base
        self._reach = reach
        self._mutants = mutants

    @cached_property
    def _compared(self) -> "Compared":
        from engine.interpret.symbolic.equivalence import Compared

        moved = [rule.condition for mutant in self._mutants for rule in mutant.rules.values() if mutant.kind == MOVED]
        return Compared(self._base, tuple(moved))

    def proved(self, mutant: Mutant) -> bool:
        """Tell whether it is proved that no profile comes out otherwise."""
        decisions = self._reach.decisions(mutant)
        rules = self._reach.rules(mutant, decisions)
        return self._compared.difference(applied(self._base, mutant), rules, decisions).kind == "none"


def equivalence(base: RuleBase, reach: Reach, mutants: Iterable[Mutant]) -> Equivalence:
    """Give what is there to tell: z3, or nothing."""
    from engine.interpret import symbolic

    return BySolver(base, reach, mutants) if symbolic.available() else NotProved()
