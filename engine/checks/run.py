"""Running the cases of a pack: every one of them, and every difference from what it expects."""

from dataclasses import dataclass

from engine.assessment.agreement import evaluate
from engine.checks.case_failed import case_faults
from engine.checks.cases import Case, read_cases
from engine.interpret.evaluation import Evaluation
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class CaseRun:
    """One case, what came out, and every difference from what it expects."""

    case: Case
    evaluation: Evaluation
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class CaseResults:
    """Every case as it ran, and the engines that ran it."""

    runs: tuple[CaseRun, ...]
    engines: tuple[str, ...]

    @property
    def failed(self) -> int:
        """How many cases came out otherwise than expected."""
        return sum(bool(each.faults) for each in self.runs)

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Every difference from what a case expects."""
        return tuple(fault for each in self.runs for fault in each.faults)


def run_cases(base: RuleBase, engine: str) -> CaseResults:
    """Run the cases of a pack, and the worked examples that say what they expect.

        >>> run_cases(base, "reference").failed
        0

    Raises `InputError` with everything that is wrong with any of them.
    """
    runs: list[CaseRun] = []
    engines: tuple[str, ...] = ()
    for case in read_cases(base):
        evaluation, engines = evaluate(base, case.profile.facts(), case.as_of, engine)
        runs.append(CaseRun(case, evaluation, tuple(case_faults(case, base, evaluation))))
    return CaseResults(tuple(runs), engines)
