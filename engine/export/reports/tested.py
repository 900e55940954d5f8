"""The report of `rules test`: each case, and, where it was asked for, what no case tries."""

from engine.checks.coverage import Coverage
from engine.checks.run import CaseResults
from engine.export.reports.report import Report, TriedItem, of_pack
from engine.render.words import amount
from engine.rulebase.base import RuleBase


def tested(base: RuleBase, results: CaseResults, covered: Coverage | None) -> Report:
    """Report the cases one by one; what is not covered is a finding, and no failure of a case."""
    tried = [TriedItem(each.case.name, each.case.expect.span, each.faults) for each in results.runs]
    figures: list[tuple[str, int | float | str]] = [("cases", len(results.runs)), ("failed", results.failed)]
    if covered is not None:
        figures += [("coverage", round(covered.percent, 1)), ("points", covered.points)]
    missing = () if covered is None else covered.missing
    return of_pack("rules test", base, tried, (*results.faults, *missing), tuple(figures))


def words(results: CaseResults, covered: Coverage | None) -> str:
    """Sum a run up in one line."""
    engines = " and ".join(results.engines) or "no engine"
    line = f"{amount(len(results.runs), 'case')}, {results.failed or 'none'} failed; by {engines}"
    if covered is None:
        return line
    tried = covered.points - len(covered.missing)
    return f"{line}; {tried:,} of {amount(covered.points, 'point')} covered ({percent(covered.percent)} %)"


def percent(share: float) -> str:
    """Write a share so that only everything is called 100; it is never rounded up."""
    return "100" if share == 100 else f"{int(share * 10) / 10:.1f}"
