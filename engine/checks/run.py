"""Running the cases of a pack: every one of them, and every difference from what it expects."""

from collections.abc import Sequence

from engine.assessment.agreement import BOTH, COLUMNAR, REFERENCE, agreed, evaluate
from engine.checks.case_failed import case_faults
from engine.checks.cases import Case, read_cases
from engine.frozen import frozen
from engine.interpret import columnar
from engine.interpret.evaluation import Evaluation
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic

MANY = 2_000
"""Cases that are run one by one, by both engines. Beyond it: the kernel for tables takes the part of the second
one, and runs all cases of a day in one pass."""

Evaluated = tuple[Evaluation, tuple[str, ...]]
"""What came out, and the engines that stand behind it."""


@frozen
class CaseRun:
    """One case, what came out, and every difference from what it expects."""

    case: Case
    evaluation: Evaluation
    faults: tuple[Diagnostic, ...]


@frozen
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
    cases = read_cases(base)
    by_kernel = columnar.available() and (engine == COLUMNAR or (engine == BOTH and len(cases) > MANY))
    found = _by_kernel(base, cases, engine) if by_kernel else [_one_by_one(base, case, engine) for case in cases]
    runs = [
        CaseRun(case, evaluation, tuple(case_faults(case, base, evaluation)))
        for case, (evaluation, _) in zip(cases, found, strict=True)
    ]
    return CaseResults(tuple(runs), found[-1][1] if found else ())


def _one_by_one(base: RuleBase, case: Case, engine: str) -> Evaluated:
    return evaluate(base, case.profile.facts(), case.as_of, engine)


def _by_kernel(base: RuleBase, cases: Sequence[Case], engine: str) -> list[Evaluated]:
    """Run all cases of a day in one pass; with the reference beside it where two engines are asked for."""
    from engine.interpret.columnar.evaluate import evaluate_all

    found: dict[int, Evaluated] = {}
    for day in {case.as_of for case in cases}:
        places = [place for place, case in enumerate(cases) if case.as_of == day]
        profiles = [cases[place].profile.facts() for place in places]
        for place, facts, evaluation in zip(places, profiles, evaluate_all(base, profiles, day), strict=True):
            if engine == BOTH:
                first, _ = evaluate(base, facts, day, REFERENCE)
                found[place] = agreed(first, evaluation), (REFERENCE, COLUMNAR)
            else:
                found[place] = evaluation, (COLUMNAR,)
    return [found[place] for place in range(len(cases))]
