"""Mutants before the cases of the pack: the first case that comes out otherwise than it expects kills a mutant.

After the cases, the properties that the pack declares of itself have their turn.

A case is run again only where the changed rule would have another status in it, and of that case only the decisions
that it expects something of and that the change can reach. Everything else is taken over from the pack as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.checks.case_failed import case_faults
from engine.checks.cases import Case, read_cases
from engine.checks.expectations import Expectation, read_expectations
from engine.checks.mutation.example import Example
from engine.checks.mutation.mutant import Mutant, Reach, applied
from engine.checks.mutation.proofs import proofs
from engine.checks.outcomes import outcome_with_interim
from engine.interpret.evaluation import Outcome
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Rule
from engine.source.diagnostics import Diagnostic, Diagnostics


@dataclass(frozen=True, slots=True)
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
        self._situations = [_CaseUnderTrial(case, base) for case in read_cases(base)]

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """What the cases find wrong with the pack as it is; mutants tell nothing until that is mended."""
        return tuple(fault for each in self._situations for fault in each.faults)

    def verdict(self, mutant: Mutant) -> MutantVerdict:
        """Try a mutant."""
        killer = self.killer(mutant)
        if killer is not None:
            return MutantVerdict(mutant, killer)
        if self._proofs.says_the_same(mutant):
            return MutantVerdict(mutant, None, equivalent=True)
        broken = self._proofs.broken(mutant)
        if broken is not None:
            return MutantVerdict(mutant, f"property {broken}")
        return MutantVerdict(mutant, None, example=self._proofs.example(mutant))

    def killer(self, mutant: Mutant) -> str | None:
        """Name the first case that notices a mutant."""
        changed = applied(self.base, mutant)
        decisions = self._reach.decisions(mutant)
        rules = self._reach.rules(mutant, decisions)
        for situation in self._situations:
            if situation.may_notice(mutant, decisions) and situation.notices(changed, rules, decisions):
                return situation.name
        return None


class _CaseUnderTrial:
    """One case as it comes out by the pack as it is, and what it expects."""

    def __init__(self, case: Case, base: RuleBase) -> None:
        self.name = case.name
        self._base = base
        self._reference = Reference(base, case.profile.facts(), case.as_of)
        self.faults = tuple(case_faults(case, base, self._reference.evaluation()))
        self._expected = read_expectations(case.expect, base, Diagnostics())
        self._names = frozenset(each.decision.name for each in self._expected)
        self._asks_for_interim = any(_asks_for_interim(each) for each in self._expected)

    def may_notice(self, mutant: Mutant, decisions: frozenset[str]) -> bool:
        """Tell whether anything expected can be reached, and the change makes a difference here at all."""
        if self._names.isdisjoint(decisions):
            return False
        return bool(mutant.decisions) or any(self._differs(rule) for rule in mutant.rules.values())

    def _differs(self, rule: Rule) -> bool:
        """Tell whether a changed rule would have another status here, or fires and concludes something else.

        What it reads comes out as before: only what it concludes can change, and no decision reads itself.
        """
        before = self._base.rules[rule.name]
        truth = self._reference.rule(before)
        if before.then != rule.then:
            return truth is not False
        return self._reference.truth(rule.condition) is not truth or self._asks_for_interim

    def notices(self, changed: RuleBase, rules: frozenset[str], decisions: frozenset[str]) -> bool:
        """Run the case over the changed pack, as far as it expects anything that the change can reach."""
        again = self._reference.over(changed, rules, decisions)
        return any(
            True
            for each in self._expected
            if each.decision.name in decisions
            for _ in each.faults(self._outcome(each, again))
        )

    def _outcome(self, expectation: Expectation, reference: Reference) -> Outcome:
        name = expectation.decision.name
        return outcome_with_interim(reference, name) if _asks_for_interim(expectation) else reference.outcome(name)


def _asks_for_interim(expectation: Expectation) -> bool:
    form = expectation.form
    return form is not None and expectation.decision.hit_policy == "collect" and form.has("interim")
