"""Gaps: a complete profile for which a decision without a default has no value."""

from collections.abc import Iterator

from engine.checks.prove.proof import Finding, ProofResult
from engine.checks.prove.proof_context import ProofContext
from engine.interpret.evaluation import Single
from engine.interpret.reference.evaluate import Reference
from engine.interpret.symbolic.outcomes import SingleTerms
from engine.rulebase.decisions import Decision
from engine.source.diagnostics import Diagnostic


def gaps(context: ProofContext) -> ProofResult:
    """Every decision of one value has one for every complete profile."""
    says = "every complete profile gets a value of every decision that has one"
    return ProofResult("no-gaps", says, tuple(_gaps(context)))


def _gaps(context: ProofContext) -> Iterator[Finding]:
    space = context.complete
    for name, decision in context.base.decisions.items():
        terms = space.world.outcome(name)
        if not isinstance(terms, SingleTerms) or decision.default is not None:
            continue
        found = space.find(terms.possible.get(None, False))
        if found.kind == "undecided":
            yield context.undecided(f"whether `{name}` always has a value", decision.span)
        elif found.kind == "found":
            yield _gap(context, decision, space.witness(found, lambda it, of=name: has_none(it, of)))  # type: ignore[misc]


def _gap(context: ProofContext, decision: Decision, witness: object) -> Finding:
    count = len(context.base.rules_of[decision.name])
    message = f"`{decision.name}` has no value here: none of its {count} rules fires, and it has no default"
    return Finding(Diagnostic("gap", message, decision.span), witness)  # type: ignore[arg-type]


def has_none(reference: Reference, decision: str) -> bool:
    """Tell whether a decision is settled at no value at all."""
    outcome = reference.outcome(decision)
    return isinstance(outcome, Single) and outcome.possible == {None}
