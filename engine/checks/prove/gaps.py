"""Gaps: a complete profile for which no rule gives a decision of one value, and no default speaks for it."""

from collections.abc import Iterable, Iterator
from functools import partial

from engine.checks.check import Check
from engine.checks.prove.kept_answers import Asked
from engine.checks.prove.proof import Proof, ProofOfProperties
from engine.checks.prove.proof_context import ProofContext
from engine.checks.prove.proof_result import Finding
from engine.interpret import columnar
from engine.interpret.evaluation import Single
from engine.interpret.reference.evaluate import Reference
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.outcomes import SingleTerms
from engine.interpret.symbolic.terms import Term, both, either, no
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import SINGLE_VALUED, Decision
from engine.rulebase.properties import Complete, Property
from engine.rulebase.rules import Rule
from engine.source.span import Span


def gaps(context: ProofContext) -> Iterator[Finding]:
    """Walk the decisions of one value that some complete profile leaves without one."""
    space = context.complete
    for name, decision in context.base.decisions.items():
        if decision.hit_policy not in SINGLE_VALUED:
            continue
        if decision.default is None:
            key = context.cones.key("gap", context.cones.decision(name))
            found = space.find_kept(Asked(key, partial(_has_no_value, space.world, name)))
            if found.kind == "undecided":
                yield context.undecided(f"whether `{name}` always has a value", decision.span)
            elif found.kind == "found":
                count = len(context.base.rules_of[name])
                message = f"`{name}` has no value here: none of its {count} rules fires, and it has no default"
                message += how_many(context.base, name)
                witness = space.witness(found, partial(has_none, decision=name))
                yield Finding(GAP.finding(message, decision.span), witness)
        elif decision.default.gap:
            but = f"and its default `{decision.default.value}` counts as a gap"
            yield from _none_fires(context, decision, decision.span, f"`{name}` has no value here: none of its", but)


def _has_no_value(world: SymbolicWorld, decision: str) -> Term:
    terms = world.outcome(decision)
    if not isinstance(terms, SingleTerms):
        return False
    others = either(term for value, term in terms.possible.items() if value is not None)
    return both((terms.possible.get(None, False), no(others)))


def incomplete(context: ProofContext, declared: Property) -> Iterator[Finding]:
    """Report that a decision of which a pack claims that some rule always fits has a profile that none fits."""
    if isinstance(declared.claim, Complete):
        for name in declared.claim.decisions:
            decision = context.base.decisions[name]
            what = f"`{declared.name}` does not hold here: of `{name}`, none of its"
            yield from _none_fires(context, decision, declared.span, what, "though it is claimed to be complete")


def _none_fires(context: ProofContext, decision: Decision, span: Span, what: str, but: str) -> Iterator[Finding]:
    """Find a complete profile for which every rule of a decision is ruled out."""
    space, rules = context.complete, context.base.rules_of[decision.name]
    key = context.cones.key("none fires", *map(context.cones.rule, rules))
    found = space.find_kept(Asked(key, lambda: both(no(space.world.rule(rule).possible) for rule in rules)))
    if found.kind == "undecided":
        yield context.undecided(f"whether `{decision.name}` always has a value", span)
    elif found.kind == "found":
        message = f"{what} {len(rules)} rules fires, {but}"
        witness = space.witness(found, partial(none_fires, rules=rules))
        yield Finding(GAP.finding(message, span), witness)


def none_fires(reference: Reference, rules: Iterable[Rule]) -> bool:
    """Tell whether every one of these rules is ruled out."""
    return all(reference.rule(rule) is False for rule in rules)


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
    says="A profile with every question answered that no rule of a decision fits, and for which no default speaks.",
    why="Somebody will have just that profile.",
)
NO_GAPS = Proof(
    "no-gaps", "every complete profile gets a value of every decision that has one", checks=(GAP,), find=gaps
)
TABLES_ARE_COMPLETE = ProofOfProperties((Complete,), checks=(GAP,), find=incomplete)
