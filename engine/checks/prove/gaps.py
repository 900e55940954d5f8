"""Gaps: a complete profile for which no rule gives a decision of one value, and no default speaks for it."""

from collections.abc import Iterable, Iterator
from functools import partial

from engine.checks.check import Check
from engine.checks.prove.proof import Proof, ProofOfProperties
from engine.checks.prove.proof_context import ProofContext
from engine.checks.prove.proof_result import Finding
from engine.interpret.reference.evaluate import Reference
from engine.interpret.symbolic.outcomes import SingleTerms
from engine.interpret.symbolic.terms import both, no
from engine.rulebase.decisions import Decision
from engine.rulebase.properties import Complete, Property
from engine.rulebase.rules import Rule
from engine.source.span import Span


def gaps(context: ProofContext) -> Iterator[Finding]:
    """Walk the decisions of one value that some complete profile leaves without one."""
    space = context.complete
    for name, decision in context.base.decisions.items():
        default = decision.default
        if isinstance(space.world.outcome(name), SingleTerms) and (default is None or default.gap):
            but = "and it has no default" if default is None else f"and its default `{default.value}` counts as a gap"
            yield from _gap(context, decision, decision.span, f"`{name}` has no value here: none of its", but)


def incomplete(context: ProofContext, declared: Property) -> Iterator[Finding]:
    """Report that a decision of which a pack claims that some rule always fits has a profile that none fits."""
    if isinstance(declared.claim, Complete):
        for name in declared.claim.decisions:
            decision = context.base.decisions[name]
            what = f"`{declared.name}` does not hold here: of `{name}`, none of its"
            yield from _gap(context, decision, declared.span, what, "though it is claimed to be complete")


def _gap(context: ProofContext, decision: Decision, span: Span, what: str, but: str) -> Iterator[Finding]:
    space, rules = context.complete, context.base.rules_of[decision.name]
    found = space.find(both(no(space.world.rule(rule).true) for rule in rules))
    if found.kind == "undecided":
        yield context.undecided(f"whether `{decision.name}` always has a value", span)
    elif found.kind == "found":
        message = f"{what} {len(rules)} rules fires, {but}"
        witness = space.witness(found, partial(none_fires, rules=rules))
        yield Finding(GAP.finding(message, span), witness)


def none_fires(reference: Reference, rules: Iterable[Rule]) -> bool:
    """Tell whether every one of these rules is ruled out."""
    return all(reference.rule(rule) is False for rule in rules)


GAP = Check(
    "gap",
    says="A profile with every question answered that no rule of a decision fits, and for which no default speaks.",
    why="Somebody will have just that profile.",
)
NO_GAPS = Proof(
    "no-gaps", "every complete profile gets a value of every decision that has one", checks=(GAP,), find=gaps
)
TABLES_ARE_COMPLETE = ProofOfProperties((Complete,), checks=(GAP,), find=incomplete)
