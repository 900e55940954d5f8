"""Settled stays settled: no further answer changes a decision with one value left; by the lemmas of `monotone`."""

from collections.abc import Iterator

from engine.checks.prove.claim import Claim, Finding
from engine.checks.prove.monotone import answers, policies, tables
from engine.checks.prove.proof_context import Ground
from engine.interpret.symbolic.solving import Solver
from engine.source.diagnostics import Diagnostic


def settled(ground: Ground, conflicts: Claim) -> Claim:
    """Prove each lemma, and rest on the proof that there are no conflicts."""
    says = "settled stays settled: no further answer changes a decision that is settled"
    return Claim("settled-stays-settled", says, (*_lemmas(ground), *_conflicts(conflicts)))


def _lemmas(ground: Ground) -> Iterator[Finding]:
    constraints, broken = answers(ground.base)
    kind = Solver(constraints, ground.rlimit).find(broken).kind
    yield from _finding(ground, "the answers", kind)
    solver = Solver((), ground.rlimit)
    lemmas = [*tables(ground.base), *policies(ground.base)]
    for (what, _), found in zip(lemmas, solver.find_each([goal for _, goal in lemmas], models=False), strict=True):
        yield from _finding(ground, what, found.kind)


def _finding(ground: Ground, what: str, kind: str) -> Iterator[Finding]:
    if kind == "undecided":
        yield ground.undecided(f"whether {what} can only narrow as answers come in", None)
    elif kind == "found":
        yield Finding(Diagnostic("not-monotone", f"{what} may widen as answers come in", None))


def _conflicts(conflicts: Claim) -> Iterator[Finding]:
    """Where two rules may fire against each other, whatever reads their decision may change as answers come in."""
    for each in conflicts.findings:
        message = "what is settled may change once these rules fire together; see the same place under `conflict`"
        yield Finding(Diagnostic("settled-may-change", message, each.diagnostic.span), each.witness)
