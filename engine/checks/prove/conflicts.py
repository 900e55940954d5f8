"""Conflicts: a profile for which two rules give an `any` or `unique` decision two values."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from engine.checks.prove.claim import Claim, Finding, named
from engine.checks.prove.proof_context import Ground, Side
from engine.interpret.symbolic.outcomes import SingleTerms
from engine.interpret.symbolic.solving import SolverAnswer
from engine.interpret.symbolic.terms import Term, both, no
from engine.rulebase.decisions import Decision
from engine.rulebase.rules import Rule
from engine.source.diagnostics import Diagnostic


def conflicts(ground: Ground) -> Claim:
    """No complete profile makes two rules fire against each other; so no partial one does either."""
    says = "no profile gets two values of one decision"
    return Claim("no-conflicts", says, tuple(_conflicts(ground)))


def _conflicts(ground: Ground) -> Iterator[Finding]:
    """Walk the pairs that conflict, each once: the next profile is one in which no pair seen so far fires."""
    side = ground.complete
    for name, decision in ground.base.decisions.items():
        terms = side.world.outcome(name)
        if not isinstance(terms, SingleTerms):
            continue
        seen: list[Term] = []
        while True:
            found = side.find(both((terms.conflict, *seen)))
            if found.kind == "undecided":
                yield ground.undecided(f"whether `{name}` may get two values", decision.span)
            if found.kind != "found":
                break
            pair = _pair(side, decision, ground.base.rules_of[name], found)
            seen.append(no(both(side.world.rule(rule).true for rule in pair)))
            yield _conflict(side, decision, pair, found)


def _pair(side: Side, decision: Decision, rules: Sequence[Rule], found: SolverAnswer) -> tuple[Rule, Rule]:
    fired = [rule for rule in rules if found.holds(side.world.rule(rule).true)]
    return next(
        (one, other)
        for one, other in combinations(fired, 2)
        if decision.hit_policy == "unique" or one.values_for(decision.name) != other.values_for(decision.name)
    )


def _conflict(side: Side, decision: Decision, pair: tuple[Rule, Rule], found: SolverAnswer) -> Finding:
    values = " and ".join(f"`{value}`" for rule in pair for value in rule.values_for(decision.name))
    message = f"rules {named(pair)} fire together here and give `{decision.name}` the values {values}"
    witness = side.witness(found, lambda reference: all(reference.rule(rule) is True for rule in pair))
    return Finding(Diagnostic("conflict", message, pair[0].span), witness)
