"""Cases that come out differently than they expect."""

from collections.abc import Iterator

from engine.checks.cases import Case
from engine.checks.check import Check
from engine.checks.expectations import read_expectations
from engine.interpret.evaluation import Evaluation
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic, Diagnostics


def case_faults(case: Case, base: RuleBase, evaluation: Evaluation) -> Iterator[Diagnostic]:
    """Report each difference between what comes out of a case and what it expects."""
    for expectation in read_expectations(case.expect, base, Diagnostics()):
        for words in expectation.faults(evaluation.decisions[expectation.decision.name]):
            message = f"{case.name}: `{expectation.decision.name}`: {words}"
            yield CASE_FAILED.finding(message, expectation.span)


CASE_FAILED = Check(
    "case-failed",
    says="`rules test` reports each case and each worked example whose outcome is not the expected one, with the place "
    "of the expectation, what was expected, and what came out.",
    why="Either the rules are wrong or the expectation is. Nobody knows which until somebody has looked.",
)
