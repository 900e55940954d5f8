"""Gaps: a complete profile for which a decision without a default has no value."""

from collections.abc import Iterator
from functools import partial

from engine.checks.check import Check
from engine.checks.prove.proof import Proof
from engine.checks.prove.proof_context import ProofContext
from engine.checks.prove.proof_result import Finding
from engine.interpret import columnar
from engine.interpret.evaluation import Single
from engine.interpret.reference.evaluate import Reference
from engine.interpret.symbolic.outcomes import SingleTerms
from engine.interpret.symbolic.terms import both, either, no
from engine.rulebase.base import RuleBase


def gaps(context: ProofContext) -> Iterator[Finding]:
    """Walk the decisions of one value that some complete profile leaves without one."""
    space = context.complete
    for name, decision in context.base.decisions.items():
        terms = space.world.outcome(name)
        if not isinstance(terms, SingleTerms) or decision.default is not None:
            continue
        others = either(term for value, term in terms.possible.items() if value is not None)
        found = space.find(both((terms.possible.get(None, False), no(others))))
        if found.kind == "undecided":
            yield context.undecided(f"whether `{name}` always has a value", decision.span)
        elif found.kind == "found":
            count = len(context.base.rules_of[name])
            message = f"`{name}` has no value here: none of its {count} rules fires, and it has no default"
            message += how_many(context.base, name)
            witness = space.witness(found, partial(has_none, decision=name))
            yield Finding(GAP.finding(message, decision.span), witness)


def how_many(base: RuleBase, decision: str) -> str:
    """Say how many profiles are in a gap, where that can be counted."""
    if not columnar.available():
        return ""
    from engine.interpret.columnar.every_answer import profiles_in_gap

    found = profiles_in_gap(base, decision)
    if found is None:
        return ""
    return f"; so it is for {found.profiles:,} of the {found.of:,} ways to answer the questions behind it"


def has_none(reference: Reference, decision: str) -> bool:
    """Tell whether a decision is settled at no value at all."""
    outcome = reference.outcome(decision)
    return isinstance(outcome, Single) and outcome.possible == {None}


GAP = Check(
    "gap",
    says="A profile with every question answered for which a decision without a default has no value.",
    why="Somebody will have just that profile.",
)
NO_GAPS = Proof(
    "no-gaps", "every complete profile gets a value of every decision that has one", checks=(GAP,), find=gaps
)
