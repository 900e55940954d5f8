"""Rules that others already imply: without them every profile, partial ones too, would come out the same.

A rule that cites a statement of its own gives people a reason that no other gives, and is not superfluous.
"""

from collections.abc import Iterator, Set
from functools import partial

from engine.checks.check import Check
from engine.checks.prove.cones import Cone
from engine.checks.prove.kept_answers import Asked
from engine.checks.prove.proof import Proof
from engine.checks.prove.proof_context import ProofContext, all_fire
from engine.checks.prove.proof_result import Finding, named
from engine.checks.same_rule import rules_that_say_the_same
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.solving import AnswerKind
from engine.interpret.symbolic.terms import Term, both, either, no
from engine.rulebase.decisions import ADVICE, WARNINGS, Decision
from engine.rulebase.rules import Rule

JOINED = ("any", "max", "collect", "output_order")
"""Hit policies by which another rule can make one superfluous; in a count or a table each has a place of its own."""


def implied(context: ProofContext) -> Iterator[Finding]:
    """Walk the superfluous rules; of two that imply each other only one is, since the other is then needed."""
    base, world = context.base, context.partial.world
    seen = {finding.span for finding in rules_that_say_the_same(base)}
    asked = [rule for rule in base.rules.values() if _may_be_implied(context, rule) and rule.span not in seen]
    removed: set[str] = set()

    def ask(rules: list[Rule]) -> list[AnswerKind]:
        goals = [
            Asked(_key(context, rule, removed), partial(_adds, context, world, rule, frozenset(removed)))
            for rule in rules
        ]
        return context.partial.kinds(goals)

    for rule, alone in zip(asked, ask(asked), strict=True):
        (kind,) = ask([rule]) if alone == "none" and removed else (alone,)
        if kind == "undecided":
            yield context.undecided(f"whether rule `{rule.name}` adds anything", rule.span)
        elif kind == "none":
            finding = _finding(context, rule, removed)
            if finding is not None:
                removed.add(rule.name)
                yield finding


def _may_be_implied(context: ProofContext, rule: Rule) -> bool:
    policies = {context.base.decisions[each.decision].hit_policy for each in rule.then}
    return policies <= set(JOINED) and not any(rule.concludes(each) for each in (WARNINGS, ADVICE))


def _key(context: ProofContext, rule: Rule, removed: Set[str]) -> Cone:
    """Name what the answer rests on: the rule, and for each conclusion those that may say the same."""
    cones = context.cones
    parts: list[str | Cone] = []
    for each in rule.then:
        parts += [each.decision, each.value, cones.declared(each.decision)]
        for other in _others(context, context.base.decisions[each.decision], rule, each.value):
            if other.name not in removed:
                parts += [cones.rule(other), *other.values_for(each.decision)]
    return cones.key("implied", cones.rule(rule), *parts)


def _adds(context: ProofContext, world: SymbolicWorld, rule: Rule, removed: Set[str]) -> Term:
    """Say when a rule adds something: it fires where no other says the same, or is open where none may say it."""
    status = world.rule(rule)
    found: list[Term] = []
    for each in rule.then:
        decision = context.base.decisions[each.decision]
        others = [other for other in _others(context, decision, rule, each.value) if other.name not in removed]
        fired = either(world.rule(other).true for other in others)
        exactly = (other for other in others if each.value in other.values_for(decision.name))
        perhaps = either((fired, *(world.rule(other).possible for other in exactly)))
        found += [both((status.true, no(fired))), both((status.possible, no(perhaps)))]
    return either(found)


def _others(context: ProofContext, decision: Decision, rule: Rule, value: str) -> list[Rule]:
    """List the rules that give the same value, or, on a scale, one no lower."""
    enough = {value}
    if decision.hit_policy == "max":
        enough = {each for each in decision.values if decision.rank(each) >= decision.rank(value)}
    rules = context.base.rules_of[decision.name]
    return [each for each in rules if each is not rule and enough & set(each.values_for(decision.name))]


def _finding(context: ProofContext, rule: Rule, removed: set[str]) -> Finding | None:
    """Report a rule that adds nothing: no value, and no statement that those which say the same do not cite too.

    One that never fires is said elsewhere.
    """
    base, space = context.base, context.complete
    found = space.find(space.world.rule(rule).true)
    if found.kind != "found":
        return None
    others = dict.fromkeys(
        other
        for each in rule.then
        for other in _others(context, base.decisions[each.decision], rule, each.value)
        if other.name not in removed and found.holds(space.world.rule(other).true)
    )
    if set(rule.cites) - {statement for other in others for statement in other.cites}:
        return None
    message = f"rule `{rule.name}` changes nothing: wherever it fires, others say the same; here {named(others)}"
    witness = space.witness(found, partial(all_fire, rules=[rule, *others]))
    return Finding(IMPLIED_RULE.finding(message, rule.span), witness)


IMPLIED_RULE = Check(
    "implied-rule",
    says="A rule without which every profile would come out the same, and that cites no statement of its own.",
    why="One of them will be changed one day, and the other still says the old thing.",
)
NO_RULE_IS_IMPLIED = Proof(
    "no-rule-is-implied",
    "every rule adds something that no other rule says already",
    checks=(IMPLIED_RULE,),
    find=implied,
    of_difference=True,
)
