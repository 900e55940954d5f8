"""Every proof about a pack, one after another; each claim comes back with its answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.checks.prove.claim import Claim, Finding
from engine.errors import MissingExtra
from engine.interpret import symbolic
from engine.rulebase.base import RuleBase
from engine.rulebase.in_force import in_force
from engine.rulebase.periods import ALWAYS, Period, periods_of

MATTERS = ("every-rule-matters", "no-rule-is-implied", "every-test-matters", "every-answer-matters", "no-hidden-order")
"""The claims that something makes a difference; all others are laws, and must hold on every day."""


def prove(base: RuleBase, rlimit: int | None = None) -> Iterator[Claim]:
    """Prove what must hold of any pack, the laws, and what the pack claims of itself.

    Where rules have dates, all of it is proved for each stretch of days on which the same rules are in force. `rlimit`
    is how many steps of the solver one question may take. Raises `MissingExtra` where z3 is not installed.
    """
    if not symbolic.available():
        raise MissingExtra("proofs")
    return _of_each_stretch(base, rlimit)


def _of_each_stretch(base: RuleBase, rlimit: int | None) -> Iterator[Claim]:
    """Prove on each stretch. That something makes no difference counts only if it never does while it is in force."""
    found = periods_of(base)
    if found == (ALWAYS,):
        yield from _claims(base, rlimit, ALWAYS)
        return
    bases = [in_force(base, stretch.day) for stretch in found]
    proved = [list(_claims(there, rlimit, stretch)) for there, stretch in zip(bases, found, strict=True)]
    for stretch, claims in zip(found, proved, strict=True):
        for place, claim in enumerate(claims):
            findings = claim.findings
            if claim.name in MATTERS:
                everywhere = [(there, each[place]) for there, each in zip(bases, proved, strict=True)]
                findings = tuple(finding for finding in findings if _lasts(finding, everywhere))
            yield replace(claim, says=f"{stretch.words}: {claim.says}", findings=findings)


def _lasts(finding: Finding, everywhere: Sequence[tuple[RuleBase, Claim]]) -> bool:
    """Tell whether the same place is found idle wherever it is in force; what is undecided is never let pass."""
    place = finding.diagnostic.span
    ruled = [{rule.span for rule in base.rules.values()} for base, _ in everywhere]
    is_rule = any(place in spans for spans in ruled)
    return finding.diagnostic.code == "undecided" or all(
        (is_rule and place not in spans) or any(each.diagnostic.span == place for each in claim.findings)
        for spans, (_, claim) in zip(ruled, everywhere, strict=True)
    )


def _claims(base: RuleBase, rlimit: int | None, stretch: Period) -> Iterator[Claim]:
    from engine.checks.prove.changes_only import changes_only
    from engine.checks.prove.conflicts import conflicts
    from engine.checks.prove.gaps import gaps
    from engine.checks.prove.idle_questions import idle_questions
    from engine.checks.prove.idle_tests import idle_tests
    from engine.checks.prove.implied import implied
    from engine.checks.prove.never_fires import never_fires
    from engine.checks.prove.overlaps import overlaps
    from engine.checks.prove.proof_context import Ground
    from engine.checks.prove.properties import properties
    from engine.checks.prove.settled import settled
    from engine.checks.prove.worse import worse
    from engine.interpret.symbolic.solving import RLIMIT

    ground = Ground(base, RLIMIT if rlimit is None else rlimit, stretch)
    yield gaps(ground)
    at_odds = conflicts(ground)
    yield at_odds
    yield settled(ground, at_odds)
    yield worse(ground)
    yield from changes_only(ground)
    for each in (never_fires, implied, idle_tests, idle_questions, overlaps):
        yield each(ground)
    yield from properties(ground)
