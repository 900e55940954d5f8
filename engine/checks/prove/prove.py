"""Every proof about a pack, one after another; each comes back with its answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from engine.checks.prove.proof_result import Finding, ProofResult
from engine.errors import MissingExtra
from engine.interpret import symbolic
from engine.rulebase.base import RuleBase
from engine.rulebase.in_force import in_force
from engine.rulebase.periods import ALWAYS, Period, periods_of


def prove(
    base: RuleBase, rlimit: int | None = None, at_work: Callable[[str], None] = lambda _: None
) -> Iterator[ProofResult]:
    """Prove what must hold of any pack, the laws, and what the pack claims of itself.

        >>> next(prove(base)).answer
        'proved'

    Where rules have dates, all of it is proved for each stretch of days on which the same rules are in force. `rlimit`
    is how many steps of the solver one question may take; `at_work` is told in words what comes next. Raises
    `MissingExtra` where z3 is not installed.
    """
    if not symbolic.available():
        raise MissingExtra("proofs")
    return _of_each_stretch(base, rlimit, at_work)


def _of_each_stretch(base: RuleBase, rlimit: int | None, at_work: Callable[[str], None]) -> Iterator[ProofResult]:
    """Prove on each stretch. That something makes no difference counts only if it never does while it is in force."""
    found = periods_of(base)
    if found == (ALWAYS,):
        yield from _results(base, rlimit, ALWAYS, at_work)
        return
    bases = [in_force(base, stretch.day) for stretch in found]
    proved = [list(_results(there, rlimit, stretch, at_work)) for there, stretch in zip(bases, found, strict=True)]
    for stretch, results in zip(found, proved, strict=True):
        for place, result in enumerate(results):
            findings = result.findings
            if result.of_difference:
                everywhere = [(there, each[place]) for there, each in zip(bases, proved, strict=True)]
                findings = tuple(finding for finding in findings if _lasts(finding, everywhere))
            yield replace(result, says=f"{stretch.words}: {result.says}", findings=findings)


def _lasts(finding: Finding, everywhere: Sequence[tuple[RuleBase, ProofResult]]) -> bool:
    """Tell whether the same is found wherever its place is in force; what is undecided is never let pass."""
    place, about = finding.diagnostic.span, finding.about
    ruled = [{rule.span for rule in base.rules.values()} for base, _ in everywhere]
    is_rule = any(place in spans for spans in ruled)
    return finding.is_undecided or all(
        (is_rule and place not in spans)
        or any((each.diagnostic.span, each.about) == (place, about) for each in result.findings)
        for spans, (_, result) in zip(ruled, everywhere, strict=True)
    )


def _results(
    base: RuleBase, rlimit: int | None, stretch: Period, at_work: Callable[[str], None]
) -> Iterator[ProofResult]:
    from engine.checks.prove.all_proofs import PROOFS
    from engine.checks.prove.proof_context import ProofContext
    from engine.interpret.symbolic.solving import RLIMIT

    context = ProofContext(base, RLIMIT if rlimit is None else rlimit, stretch)
    when = "" if stretch == ALWAYS else f"{stretch.words}: "
    for number, proof in enumerate(PROOFS, 1):
        at_work(f"{when}proving, {number} of {len(PROOFS)}")
        yield from proof.results(context)
