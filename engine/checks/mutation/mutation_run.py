"""What became of all the mutants of a run, and which of them are tried in a sample."""

from collections.abc import Sequence
from random import Random

from engine.checks.mutation.mutant import Mutant
from engine.checks.mutation.trial import MutantVerdict
from engine.frozen import frozen


@frozen
class MutationRun:
    """Every mutant that was tried, with its verdict; `all_mutants` counts those there are."""

    verdicts: tuple[MutantVerdict, ...]
    all_mutants: int

    @property
    def killed(self) -> int:
        """How many were noticed."""
        return sum(each.killed_by is not None for each in self.verdicts)

    @property
    def equivalent(self) -> int:
        """How many nobody could notice, because they say the same."""
        return sum(each.equivalent for each in self.verdicts)

    @property
    def survivors(self) -> tuple[MutantVerdict, ...]:
        """Those that make a difference, or may, and that nothing noticed."""
        return tuple(each for each in self.verdicts if each.killed_by is None and not each.equivalent)

    @property
    def percent(self) -> float:
        """The share of mutants that were noticed; those that say the same do not count."""
        counted = len(self.verdicts) - self.equivalent
        return 100.0 if not counted else 100 * self.killed / counted


def sample(mutants: Sequence[Mutant], size: int | None, seed: int) -> list[Mutant]:
    """Pick some mutants, in their order; the same seed picks the same ones."""
    if size is None or size >= len(mutants):
        return list(mutants)
    chosen = Random(seed).sample(range(len(mutants)), size)  # noqa: S311  nothing secret hangs on it
    return [mutants[place] for place in sorted(chosen)]
