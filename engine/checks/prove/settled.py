"""Settled stays settled: no further answer changes a decision with one value left; by the lemmas of `monotone`."""

from collections.abc import Iterator

from engine.checks.check import Check
from engine.checks.prove.conflicts import NO_CONFLICTS
from engine.checks.prove.monotone import answers, policies, tables
from engine.checks.prove.proof import Proof
from engine.checks.prove.proof_context import ProofContext
from engine.checks.prove.proof_result import Finding
from engine.interpret.symbolic.solving import Solver


def settled(context: ProofContext) -> Iterator[Finding]:
    """Prove each lemma, and rest on the proof that there are no conflicts."""
    yield from _lemmas(context)
    yield from _conflicts(context)


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
        yield Finding(NOT_MONOTONE.finding(f"{what} may widen as answers come in", None))


def _conflicts(context: ProofContext) -> Iterator[Finding]:
    """Tell where two rules may fire against each other: what reads their decision may change as answers come in."""
    for each in NO_CONFLICTS.result(context).findings:
        message = "what is settled may change once these rules fire together; see the same place under `conflict`"
        yield Finding(SETTLED_MAY_CHANGE.finding(message, each.diagnostic.span), each.witness)


SETTLED_MAY_CHANGE = Check(
    "settled-may-change",
    says="Two rules can fire against each other, so that what is settled may change as answers come in.",
    why="People act on what is settled.",
)
NOT_MONOTONE = Check(
    "not-monotone",
    says="A connective or a hit policy by which an outcome may widen as answers come in. It is a fault of the program.",
    why="That settled stays settled rests on it.",
    avoid="nothing in a pack can bring it about",
    prefer="to report it",
)
SETTLED_STAYS_SETTLED = Proof(
    "settled-stays-settled",
    "settled stays settled: no further answer changes a decision that is settled",
    checks=(SETTLED_MAY_CHANGE, NOT_MONOTONE),
    find=settled,
)
