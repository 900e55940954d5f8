"""Mutants before the cases of the pack: the first case that comes out otherwise than it expects kills a mutant.

After the cases, the properties that the pack declares of itself have their turn.

In which cases a changed rule would have another status is told for all of them at once (`status_planes`). Only these
are run again, and of each only the decisions that it expects something of and that the change can reach. Everything
else is taken over from the pack as it is.
"""

from collections.abc import Sequence
from functools import reduce
from heapq import merge
from operator import or_

from engine.checks.case_failed import case_faults
from engine.checks.cases import Case, read_cases
from engine.checks.expectations import Expectation, read_expectations
from engine.checks.mutation.example import ComparedMutant, Example, compared_mutant
from engine.checks.mutation.mutant import Mutant, Reach
from engine.checks.mutation.proofs import EQUIVALENT, proofs
from engine.checks.mutation.status_planes import Situations, places, plane
from engine.checks.outcomes import outcome_with_interim
from engine.frozen import frozen
from engine.interpret.evaluation import Outcome
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import SETS
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
    """The cases of a pack, each worked out once, ready to be held against any mutant of it."""

    def __init__(self, base: RuleBase, mutants: Sequence[Mutant]) -> None:
        """Read and run the cases. Raises `InputError` with everything that is wrong with any of them."""
        self.base = base
        self._reach = Reach(base)
        self._proofs = proofs(base, self._reach, mutants)
        self._cases = [_CaseUnderTrial(case, base) for case in read_cases(base)]
        self._situations = Situations(base, [each.reference for each in self._cases])
        self._expecting = {name: plane(name in each.expects for each in self._cases) for name in base.decisions}
        self._asking_for_interim = plane(each.asks_for_interim for each in self._cases)

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """What the cases find wrong with the pack as it is; mutants tell nothing until that is mended."""
        return tuple(fault for each in self._cases for fault in each.faults)

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
        reached = reduce(or_, (self._expecting.get(name, 0) for name in self._reach.decisions(mutant)), 0)
        if not reached:
            return None
        compared = compared_mutant(self.base, mutant, self._reach)
        changed = self._situations.changed(mutant, reached & ~self._asking_for_interim)
        noticing = merge(changed, places(reached & self._asking_for_interim))
        return next((self._cases[place].name for place in noticing if self._cases[place].notices(compared)), None)


class _CaseUnderTrial:
    """One case as it comes out by the pack as it is, and what it expects."""

    def __init__(self, case: Case, base: RuleBase) -> None:
        self.name = case.name
        self.reference = Reference(base, case.profile.facts(), case.as_of)
        self.faults = tuple(case_faults(case, base, self.reference.evaluation()))
        self._expected = read_expectations(case.expect, base, Diagnostics())
        self.expects = frozenset(each.decision.name for each in self._expected)
        self.asks_for_interim = any(_asks_for_interim(each) for each in self._expected)

    def notices(self, compared: ComparedMutant) -> bool:
        """Run the case over the changed pack, as far as it expects anything that the change can reach."""
        again = self.reference.over(compared.changed, compared.rules, compared.decisions)
        return any(
            True
            for each in self._expected
            if each.decision.name in compared.decisions
            for _ in each.faults(self._outcome(each, again))
        )

    def _outcome(self, expectation: Expectation, reference: Reference) -> Outcome:
        name = expectation.decision.name
        return outcome_with_interim(reference, name) if _asks_for_interim(expectation) else reference.outcome(name)


def _asks_for_interim(expectation: Expectation) -> bool:
    form = expectation.form
    return form is not None and expectation.decision.hit_policy in SETS and form.has("interim")
