"""All static checks, run over a rule base that reads well."""

from engine.checks.citations import examples_citing_nothing_known, statements_not_shown
from engine.checks.exclusive import rules_that_may_both_fire
from engine.checks.reach import needless_openness, rules_out_of_reach
from engine.checks.same import rules_that_say_the_same
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


def check(base: RuleBase, examples: list[Profile]) -> list[Diagnostic]:
    """Run every check; give the findings in the order of their places."""
    found = [finding for each in CHECKS for finding in each(base)]
    found += statements_not_shown(base, examples)
    found += examples_citing_nothing_known(base, examples)
    return sorted(found, key=by_place)


def by_place(finding: Diagnostic) -> tuple[str, int, int, str, str]:
    """Sort key: where it is, then what it says."""
    span = finding.span
    place = ("", 0, 0) if span is None else (span.file, span.line, span.column)
    return (*place, finding.code, finding.message)
