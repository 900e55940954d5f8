"""Running the cases of a pack: every one of them, and every difference from what it expects."""

from dataclasses import dataclass

from engine.assessment.agreement import evaluate
from engine.checks.cases import Case, faults, read_cases
from engine.interpret.evaluation import Evaluation
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Ran:
    """One case, what came out, and every difference from what it expects."""

    case: Case
    evaluation: Evaluation
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Tested:
    """Every case as it ran, and the engines that ran it."""

    ran: tuple[Ran, ...]
    engines: tuple[str, ...]

    @property
    def failed(self) -> int:
        """How many cases came out otherwise than expected."""
        return sum(bool(each.faults) for each in self.ran)

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Every difference from what a case expects."""
        return tuple(fault for each in self.ran for fault in each.faults)


def run_cases(base: RuleBase, engine: str) -> Tested:
    """Run the cases of a pack, and the worked examples that say what they expect.

    Raises `InputError` with everything that is wrong with any of them.
    """
    ran: list[Ran] = []
    engines: tuple[str, ...] = ()
    for case in read_cases(base):
        evaluation, engines = evaluate(base, case.profile.facts(), case.as_of, engine)
        ran.append(Ran(case, evaluation, tuple(faults(case, base, evaluation))))
    return Tested(tuple(ran), engines)
