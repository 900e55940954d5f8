"""The pack's own properties: a sentence with a condition that every complete profile must meet."""

from collections.abc import Iterator

from engine.checks.prove.claim import Claim, Finding
from engine.checks.prove.ground import Ground
from engine.interpret.reference.evaluate import Reference
from engine.interpret.symbolic.terms import both, no
from engine.rulebase.conditions import Literal, literals
from engine.rulebase.properties import Implies, Property
from engine.rulebase.rules import Rule
from engine.source.diagnostics import Diagnostic


def properties(ground: Ground) -> Iterator[Claim]:
    """Prove each such property of the pack."""
    for each in ground.base.properties.values():
        if isinstance(each.claim, Implies):
            yield Claim(each.name, each.says, tuple(_broken(ground, each, each.claim)))


def _broken(ground: Ground, declared: Property, claim: Implies) -> Iterator[Finding]:
    side = ground.complete
    when, then = (side.world.truth(condition).true for condition in (claim.when, claim.then))
    breaks, ever = side.solver.find_each([both((when, no(then))), when])
    if "undecided" in (breaks.kind, ever.kind):
        yield ground.undecided(f"whether `{declared.name}` holds", declared.span)
    if ever.kind == "none":
        message = f"`{declared.name}` says nothing: no profile can meet its `when`"
        yield Finding(Diagnostic("property-says-nothing", message, declared.span))
    if breaks.kind == "found":
        witness = side.witness(breaks, lambda it: it.truth(claim.when) is True and it.truth(claim.then) is False)
        facts = next(iter(witness.profiles.values()))
        rules = _at_work(Reference(ground.base, facts, witness.as_of), claim)
        words = ", ".join(f"`{rule.name}` ({rule.span.file}:{rule.span.line})" for rule in rules) or "none"
        message = f"`{declared.name}` does not hold here: {declared.says} The rules at work: {words}"
        yield Finding(Diagnostic("property-broken", message, declared.span), witness)


def _at_work(reference: Reference, claim: Implies) -> list[Rule]:
    """List the fired rules of the decisions that the property reads, the rules that speak of what it names first."""
    asked: list[Literal] = [each for part in (claim.when, claim.then) for each in literals(part) if each.on_decision]
    rules = [rule for name in dict.fromkeys(each.subject for each in asked) for rule in reference.base.rules_of[name]]
    return [
        rule
        for rule in dict.fromkeys(rules)
        if reference.rule(rule) is True and any(_speaks_of(rule, each) for each in asked)
    ]


def _speaks_of(rule: Rule, literal: Literal) -> bool:
    values = getattr(literal.test, "values", None) or {getattr(literal.test, "member", None)}
    return bool(set(rule.values_for(literal.subject)) & set(values))
