"""Rules that no profile fires, and rules that every complete profile fires, seen through all that they read."""

from collections.abc import Callable, Iterator
from functools import partial

from engine.checks.always_or_never_fires import ALWAYS_FIRES, NEVER_FIRES
from engine.checks.check import Check
from engine.checks.prove.kept_answers import Asked
from engine.checks.prove.proof import Proof
from engine.checks.prove.proof_context import ProofContext
from engine.checks.prove.proof_result import Finding
from engine.interpret.symbolic.terms import Term, no
from engine.rulebase.conditions import ALWAYS
from engine.rulebase.rules import Rule


def never_fires(context: ProofContext) -> Iterator[Finding]:
    """Walk the rules that are out of reach; what the checks without proof see by themselves is said there."""
    asked = [
        rule for rule in context.base.rules.values() if rule.when != ALWAYS and rule.span not in context.out_of_reach
    ]
    words = "no profile can ever fire it, through all that it reads"
    yield from _none_found(context, asked, NEVER_FIRES, words, lambda rule: context.complete.world.rule(rule).true)
    words = "every complete profile fires it; write `when: always` if that is meant"
    yield from _none_found(context, asked, ALWAYS_FIRES, words, lambda rule: no(context.complete.world.rule(rule).true))


def _none_found(
    context: ProofContext, rules: list[Rule], check: Check, words: str, goal: Callable[[Rule], Term]
) -> Iterator[Finding]:
    key = context.cones.key
    asked = [Asked(key(check.code, context.cones.rule(rule)), partial(goal, rule)) for rule in rules]
    for rule, kind in zip(rules, context.complete.kinds(asked), strict=True):
        if kind == "undecided":
            yield context.undecided(f"whether rule `{rule.name}` {check.code.replace('-', ' ')}", rule.span)
        elif kind == "none":
            yield Finding(check.finding(f"rule `{rule.name}`: {words}", rule.span), about=check.code)


EVERY_RULE_MATTERS = Proof(
    "every-rule-matters",
    "every rule fires for some profile, and not for every one",
    checks=(NEVER_FIRES, ALWAYS_FIRES),
    find=never_fires,
    of_difference=True,
)
