"""The report of `rules check`: each check that was made, and what it found."""

from collections.abc import Iterable

from engine.export.reports.report import Report, TriedItem, of_pack
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic


def checked(base: RuleBase, findings: Iterable[Diagnostic]) -> Report:
    """Report the findings, each kind of them as one thing that was tried."""
    found = tuple(findings)
    codes = sorted({finding.code for finding in found})
    tried = [TriedItem("the pack can be read", None, ())]
    tried += [TriedItem(code, None, tuple(each for each in found if each.code == code)) for code in codes]
    return of_pack("rules check", base, tried, found, (("findings", len(found)),))
