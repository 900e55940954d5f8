"""Running the cases of a pack: every one of them, and every difference from what it expects."""

from dataclasses import dataclass

from engine.checks.cases import faults, read_cases
from engine.interpret.agreement import evaluate
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Tested:
    """How many cases there are, how many failed, every difference, and the engines that ran."""

    cases: int
    failed: int
    faults: tuple[Diagnostic, ...]
    engines: tuple[str, ...]


def run_cases(base: RuleBase, engine: str) -> Tested:
    """Run the cases of a pack, and the worked examples that say what they expect.

    Raises `InputError` with everything that is wrong with any of them.
    """
    cases = read_cases(base)
    found: list[Diagnostic] = []
    failed = 0
    engines: tuple[str, ...] = ()
    for case in cases:
        evaluation, engines = evaluate(base, case.profile.facts(), case.as_of, engine)
        differences = list(faults(case, base, evaluation))
        failed += bool(differences)
        found += differences
    return Tested(len(cases), failed, tuple(found), engines)
