"""Mutants before the cases of the pack: the first case that comes out otherwise than it expects kills a mutant.

After the cases, the properties that the pack declares of itself have their turn.

All cases are decided at once, by the pack as it is and again by each mutant as far as it reaches (`decided_profiles`).
"""

from collections.abc import Iterator, Sequence

from engine.checks.case_failed import case_faults
from engine.checks.cases import read_cases
from engine.checks.decided_profiles import bits, by_rules_in_force
from engine.checks.expectations import read_expectations
from engine.checks.mutation.example import Example
from engine.checks.mutation.expected_planes import ExpectedPlanes
from engine.checks.mutation.mutant import Mutant, Reach, applied
from engine.checks.mutation.proofs import EQUIVALENT, Proofs
from engine.frozen import frozen
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic, Diagnostics


@frozen
class MutantVerdict:
    """What became of a mutant: the case or the property that killed it, or none.

    `equivalent` tells that nothing could. `example` is a profile by which a survivor can be told.
    """

    mutant: Mutant
    killed_by: str | None
    equivalent: bool = False
    example: Example | None = None


class Trial:
    """The cases of a pack, all decided, ready to be held against any mutant of it."""

    def __init__(self, base: RuleBase, mutants: Sequence[Mutant]) -> None:
        """Read and decide the cases. Raises `InputError` with everything that is wrong with any of them."""
        self.base = base
        self._proofs = Proofs(base, Reach(base), mutants)
        self._cases = read_cases(base)
        expected = [read_expectations(case.expect, base, Diagnostics()) for case in self._cases]
        situations = [(case.profile.facts(), case.as_of) for case in self._cases]
        self._decided = [
            (profiles, places, ExpectedPlanes([expected[place] for place in places]))
            for profiles, places in by_rules_in_force(base, situations)
        ]

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """What the cases find wrong with the pack as it is; mutants tell nothing until that is mended."""
        wrong: list[int] = []
        for profiles, places, expected in self._decided:
            for name in expected.decisions:
                outcome, parts = profiles.outcome(name), profiles.parts(name)
                broken = expected.all_broken(profiles.circuit, self.base.decisions[name], outcome, parts)
                wrong += [places[bit] for bit in bits(broken)]
        cases = [self._cases[place] for place in sorted({*wrong})]
        found = ((case, evaluate(self.base, case.profile.facts(), case.as_of)) for case in cases)
        return tuple(fault for case, evaluation in found for fault in case_faults(case, self.base, evaluation))

    def verdict(self, mutant: Mutant) -> MutantVerdict:
        """Try a mutant."""
        killer = self.killer(mutant)
        if killer is not None:
            return MutantVerdict(mutant, killer)
        told = self._proofs.told_apart(mutant)
        if told is EQUIVALENT:
            return MutantVerdict(mutant, None, equivalent=True)
        broken = self._proofs.broken(mutant)
        if broken is not None:
            return MutantVerdict(mutant, f"property {broken}")
        return MutantVerdict(mutant, None, example=told)

    def killer(self, mutant: Mutant) -> str | None:
        """Name the first case that notices a mutant."""
        place = min(self._noticing(mutant), default=None)
        return None if place is None else self._cases[place].name

    def _noticing(self, mutant: Mutant) -> Iterator[int]:
        """Walk the places of cases that notice a mutant: of each part, the first."""
        changed = applied(self.base, mutant)
        for profiles, places, expected in self._decided:
            broken = 0
            for each in profiles.otherwise(changed, mutant.rules, mutant.decisions):
                broken |= expected.broken(profiles.circuit, each.decision, each.outcome, each.parts)
            if broken:
                yield places[next(bits(broken))]
