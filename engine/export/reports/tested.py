"""The report of `rules test`: each case, and, where it was asked for, what no case tries."""

from engine.checks.coverage import Coverage
from engine.checks.run import Tested
from engine.export.reports.report import Outcome, Report, of_pack
from engine.rulebase.base import RuleBase


def tested(base: RuleBase, ran: Tested, covered: Coverage | None) -> Report:
    """Report the cases one by one; what is not covered is a finding, and no failure of a case."""
    outcomes = [Outcome(each.case.name, each.case.expect.span, each.faults) for each in ran.ran]
    figures: list[tuple[str, int | float | str]] = [("cases", len(ran.ran)), ("failed", ran.failed)]
    if covered is not None:
        figures += [("coverage", round(covered.percent, 1)), ("points", covered.points)]
    missing = () if covered is None else covered.missing
    return of_pack("rules test", base, outcomes, (*ran.faults, *missing), tuple(figures))


def words(ran: Tested, covered: Coverage | None) -> str:
    """Sum a run up in one line."""
    line = f"{len(ran.ran)} cases, {ran.failed or 'none'} failed; by {' and '.join(ran.engines) or 'no engine'}"
    if covered is None:
        return line
    tried = covered.points - len(covered.missing)
    return f"{line}; {tried} of {covered.points} points covered ({percent(covered.percent)} %)"


def percent(share: float) -> str:
    """Write a share so that only everything is called 100; it is never rounded up."""
    return "100" if share == 100 else f"{int(share * 10) / 10:.1f}"
