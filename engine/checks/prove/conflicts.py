"""Conflicts: a profile for which two rules give an `any` or `unique` decision two values."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from engine.checks.check import Check
from engine.checks.prove.kept_answers import Asked
from engine.checks.prove.proof import Proof
from engine.checks.prove.proof_context import ProfileSpace, ProofContext, all_fire
from engine.checks.prove.proof_result import Finding, named
from engine.interpret import columnar
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.outcomes import SingleTerms
from engine.interpret.symbolic.solving import SolverAnswer
from engine.interpret.symbolic.terms import Term, both, no
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import Decision
from engine.rulebase.rules import Rule

CONFLICTING = ("any", "unique")
"""Hit policies by which rules that fire together may contradict each other."""


def conflicts(context: ProofContext) -> Iterator[Finding]:
    """Walk the pairs that conflict, each once: the next profile is one in which no pair seen so far fires."""
    space = context.complete
    for name, decision in context.base.decisions.items():
        if decision.hit_policy not in CONFLICTING:
            continue
        seen: list[Term] = []
        found = space.find_kept(_asked(context, name))
        while found.kind == "found":
            pair = _pair(space, decision, context.base.rules_of[name], found)
            seen.append(no(both(space.world.rule(rule).true for rule in pair)))
            yield _conflict(context, decision, pair, found)
            found = space.find(both((_conflict_of(space.world, name), *seen)))
        if found.kind == "undecided":
            yield context.undecided(f"whether `{name}` may get two values", decision.span)


def _conflict_of(world: SymbolicWorld, decision: str) -> Term:
    terms = world.outcome(decision)
    return terms.conflict if isinstance(terms, SingleTerms) else False


def in_conflict(context: ProofContext) -> set[str]:
    """Name the decisions of which two rules can fire against each other, or of which that is not decided."""
    space = context.complete
    names = [name for name, decision in context.base.decisions.items() if decision.hit_policy in CONFLICTING]
    kinds = space.kinds([_asked(context, name) for name in names])
    return {name for name, kind in zip(names, kinds, strict=True) if kind != "none"}


def _asked(context: ProofContext, decision: str) -> Asked:
    key = context.cones.key("conflict", context.cones.decision(decision))
    return Asked(key, partial(_conflict_of, context.complete.world, decision))


def _pair(space: ProfileSpace, decision: Decision, rules: Sequence[Rule], found: SolverAnswer) -> tuple[Rule, Rule]:
    fired = [rule for rule in rules if found.holds(space.world.rule(rule).true)]
    return next(
        (one, other)
        for one, other in combinations(fired, 2)
        if decision.hit_policy == "unique" or one.values_for(decision.name) != other.values_for(decision.name)
    )


def _conflict(context: ProofContext, decision: Decision, pair: tuple[Rule, Rule], found: SolverAnswer) -> Finding:
    values = " and ".join(f"`{value}`" for rule in pair for value in rule.values_for(decision.name))
    message = f"rules {named(pair)} fire together here and give `{decision.name}` the values {values}"
    message += _how_many(context.base, decision.name, pair)
    witness = context.complete.witness(found, partial(all_fire, rules=pair))
    return Finding(CONFLICT.finding(message, pair[0].span), witness)


def _how_many(base: RuleBase, decision: str, pair: tuple[Rule, Rule]) -> str:
    """Say for how many profiles two rules conflict, where that can be counted."""
    if not columnar.available():
        return ""
    from engine.interpret.columnar.every_answer import profiles_of_pair

    found = profiles_of_pair(base, decision, pair)
    if found is None:
        return ""
    return f"; so they do for {found.profiles:,} of the {found.of:,} ways to answer the questions behind it"


CONFLICT = Check(
    "conflict",
    says="A profile for which two rules give an `any` or `unique` decision two values.",
    why="No conclusion could be shown to whoever has that profile.",
)
NO_CONFLICTS = Proof("no-conflicts", "no profile gets two values of one decision", checks=(CONFLICT,), find=conflicts)
"""Proved of complete profiles: rules that fire together in a partial one do so in those that complete it."""
