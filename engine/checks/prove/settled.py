"""Settled stays settled: no further answer changes a decision with one value left; by the lemmas of `monotone`."""

from collections.abc import Iterator

from engine.checks.prove.proof import Finding, ProofResult
from engine.checks.prove.proof_context import ProofContext
from engine.interpret.symbolic.monotone import answers, policies, tables
from engine.interpret.symbolic.solving import Solver
from engine.source.diagnostics import Diagnostic


def settled(context: ProofContext, conflicts: ProofResult) -> ProofResult:
    """Prove each lemma, and rest on the proof that there are no conflicts."""
    says = "settled stays settled: no further answer changes a decision that is settled"
    return ProofResult("settled-stays-settled", says, (*_lemmas(context), *_conflicts(conflicts)))


def _lemmas(context: ProofContext) -> Iterator[Finding]:
    constraints, broken = answers(context.base)
    kind = Solver(constraints, context.rlimit).find(broken).kind
    yield from _finding(context, "the answers", kind)
    solver = Solver((), context.rlimit)
    lemmas = [*tables(context.base), *policies(context.base)]
    for (what, _), found in zip(lemmas, solver.find_each([goal for _, goal in lemmas], models=False), strict=True):
        yield from _finding(context, what, found.kind)


def _finding(context: ProofContext, what: str, kind: str) -> Iterator[Finding]:
    if kind == "undecided":
        yield context.undecided(f"whether {what} can only narrow as answers come in", None)
    elif kind == "found":
        yield Finding(Diagnostic("not-monotone", f"{what} may widen as answers come in", None))


def _conflicts(conflicts: ProofResult) -> Iterator[Finding]:
    """Where two rules may fire against each other, whatever reads their decision may change as answers come in."""
    for each in conflicts.findings:
        message = "what is settled may change once these rules fire together; see the same place under `conflict`"
        yield Finding(Diagnostic("settled-may-change", message, each.diagnostic.span), each.witness)
