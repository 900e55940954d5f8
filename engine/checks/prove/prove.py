"""Every proof about a pack, one after another; each comes back with its answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.checks.prove.proof_result import Finding, ProofResult
from engine.errors import MissingExtra
from engine.interpret import symbolic
from engine.rulebase.base import RuleBase
from engine.rulebase.in_force import in_force
from engine.rulebase.periods import ALWAYS, Period, periods_of

if TYPE_CHECKING:
    from engine.checks.prove.proof_context import ProofContext


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
    return _with_kept_answers(base, rlimit, at_work)


def _with_kept_answers(base: RuleBase, rlimit: int | None, at_work: Callable[[str], None]) -> Iterator[ProofResult]:
    """Prove with what is known from earlier runs, and keep what was new."""
    from engine.checks.prove.kept_answers import keep_answers, kept_answers
    from engine.checks.prove.proof_context import ProofContext
    from engine.interpret.symbolic.solving import RLIMIT

    kept = kept_answers(base.pack.id)
    steps = RLIMIT if rlimit is None else rlimit
    yield from _of_each_stretch(
        base, lambda there, stretch: _results(ProofContext(there, steps, stretch, kept), at_work)
    )
    keep_answers(base.pack.id, kept)


def _of_each_stretch(
    base: RuleBase, results_on: Callable[[RuleBase, Period], Iterator[ProofResult]]
) -> Iterator[ProofResult]:
    """Prove on each stretch. That something makes no difference counts only if it never does while it is in force."""
    found = periods_of(base)
    if found == (ALWAYS,):
        yield from results_on(base, ALWAYS)
        return
    bases = [in_force(base, stretch.day) for stretch in found]
    proved = [list(results_on(there, stretch)) for there, stretch in zip(bases, found, strict=True)]
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


def _results(context: "ProofContext", at_work: Callable[[str], None]) -> Iterator[ProofResult]:
    from engine.checks.prove.all_proofs import PROOFS

    when = "" if context.stretch == ALWAYS else f"{context.stretch.words}: "
    for number, proof in enumerate(PROOFS, 1):
        at_work(f"{when}proving, {number} of {len(PROOFS)}")
        yield from proof.results(context)
