"""The pack's own properties: a sentence with a condition that every complete profile must meet."""

from collections.abc import Iterator

from engine.checks.check import Check
from engine.checks.prove.kept_answers import Asked
from engine.checks.prove.proof import ProofOfProperties
from engine.checks.prove.proof_context import ProofContext
from engine.checks.prove.proof_result import Finding, named
from engine.interpret.reference.evaluate import Reference
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.terms import Term, both, no
from engine.rulebase.conditions import Includes, Literal, OneOf, literals
from engine.rulebase.decisions import SINGLE_VALUED
from engine.rulebase.properties import Implies, Property
from engine.rulebase.rules import Rule


def properties(context: ProofContext, declared: Property) -> Iterator[Finding]:
    """Report that a property does not hold, or that it says nothing."""
    claim = declared.claim
    if not isinstance(claim, Implies):
        return
    space = context.complete
    cones = context.cones
    when, then = cones.condition(claim.when), cones.condition(claim.then)
    asked = [
        Asked(cones.key("property", when, then), lambda: _broken(space.world, claim)),
        Asked(cones.key("ever", when), lambda: space.world.truth(claim.when).true),
    ]
    breaks, ever = space.kinds(asked)
    if "undecided" in (breaks, ever):
        yield context.undecided(f"whether `{declared.name}` holds", declared.span)
    if ever == "none":
        message = f"`{declared.name}` says nothing: no profile can meet its `when`"
        yield Finding(PROPERTY_SAYS_NOTHING.finding(message, declared.span))
    if breaks == "found":
        found = space.find(_broken(space.world, claim))
        witness = space.witness(found, lambda it: it.truth(claim.when) is True and it.truth(claim.then) is False)
        reference = Reference(context.base, next(iter(witness.profiles.values())), witness.as_of)
        fired, silent = (named(_at_work(reference, claim, fired=each)) for each in (True, False))
        message = f"`{declared.name}` does not hold here: {declared.says} Fired: {fired}; not fired: {silent}"
        yield Finding(PROPERTY_BROKEN.finding(message, declared.span), witness)


def _broken(world: SymbolicWorld, claim: Implies) -> Term:
    return both((world.truth(claim.when).true, no(world.truth(claim.then).true)))


def _at_work(reference: Reference, claim: Implies, *, fired: bool) -> list[Rule]:
    """List the rules behind what is claimed: those that fired, or those that could have made it hold."""
    parts = (claim.when, claim.then) if fired else (claim.then,)
    found: dict[Rule, None] = {}
    for literal in (each for part in parts for each in literals(part) if each.on_decision):
        single = reference.base.decisions[literal.subject].hit_policy in SINGLE_VALUED
        for rule in reference.base.rules_of[literal.subject]:
            if (reference.rule(rule) is True) is fired and ((single and fired) or _speaks_of(rule, literal)):
                found[rule] = None
    return list(found)


def _speaks_of(rule: Rule, literal: Literal) -> bool:
    match literal.test:
        case OneOf(values):
            return bool(set(rule.values_for(literal.subject)) & values)
        case Includes(member):
            return member in rule.values_for(literal.subject)
        case _:
            return True


PROPERTY_BROKEN = Check(
    "property-broken",
    says="A profile for which something that the pack claims under `properties` does not hold.",
    why="The claim is why people trust the pack.",
)
PROPERTY_SAYS_NOTHING = Check(
    "property-says-nothing",
    says="A claim of the pack whose `when` no profile can meet.",
    why="It would hold whatever the rules say.",
)
PROPERTIES_HOLD = ProofOfProperties((Implies,), checks=(PROPERTY_BROKEN, PROPERTY_SAYS_NOTHING), find=properties)
