"""All static checks, run over a rule base that reads well."""

from pathlib import Path

from engine.checks.citations import examples_citing_nothing_known, statements_not_shown
from engine.checks.may_both_fire import rules_that_may_both_fire
from engine.checks.never_fires import needless_openness, rules_out_of_reach
from engine.checks.same_rule import rules_that_say_the_same
from engine.checks.unused import decisions_without_rules, ungiven_values, unread_facts, unrequired_controls
from engine.profile.profile import Profile
from engine.rulebase.base import RuleBase
from engine.source.diagnostics import Diagnostic

CHECKS = (
    decisions_without_rules,
    needless_openness,
    rules_out_of_reach,
    rules_that_may_both_fire,
    rules_that_say_the_same,
    ungiven_values,
    unread_facts,
    unrequired_controls,
)


OF_ITS_OWN = frozenset({"no-rules", "statement-not-shown", "ungiven-value", "unread-fact", "unrequired-control"})
"""Findings that are the business of the pack that declares the thing: another may well switch off the only rule."""


def check(base: RuleBase, examples: list[Profile]) -> list[Diagnostic]:
    """Run every check; give the findings in the order of their places.

    Of a pack that extends others, what those declare and it makes no use of is no finding.
    """
    found = [finding for each in CHECKS for finding in each(base)]
    found += statements_not_shown(base, examples)
    found += examples_citing_nothing_known(base, examples)
    below = [Path(pack.folder) for pack in base.extends]
    return sorted((each for each in found if not _is_of_below(each, below)), key=by_place)


def _is_of_below(finding: Diagnostic, below: list[Path]) -> bool:
    if finding.code not in OF_ITS_OWN or finding.span is None:
        return False
    return any(Path(finding.span.file).is_relative_to(folder) for folder in below)


def by_place(finding: Diagnostic) -> tuple[str, int, int, str, str]:
    """Sort key: where it is, then what it says."""
    span = finding.span
    place = ("", 0, 0) if span is None else (span.file, span.line, span.column)
    return (*place, finding.code, finding.message)
