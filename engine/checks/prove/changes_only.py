"""Questions whose answers, as the pack declares, change nothing of some decisions, or next to nothing at all."""

from collections.abc import Iterator

from engine.checks.prove.claim import Claim, Finding, Witness, named
from engine.checks.prove.proof_context import Ground, narrowed, smallest
from engine.interpret.evaluation import RULE_STATUS
from engine.interpret.reference.evaluate import evaluate
from engine.interpret.symbolic.questions import Questions
from engine.interpret.symbolic.solving import Answer
from engine.interpret.symbolic.terms import Term, both, either, equal, no
from engine.interpret.symbolic.world import World
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import literals, questions_in
from engine.rulebase.facts import Facts
from engine.rulebase.properties import ChangesOnly, Leaves, Property
from engine.rulebase.rules import Rule
from engine.source.diagnostics import Diagnostic


def changes_only(ground: Ground) -> Iterator[Claim]:
    """Prove each such property of the pack, in partial profiles too."""
    for each in ground.base.properties.values():
        if isinstance(each.claim, (ChangesOnly, Leaves)):
            yield Claim(each.name, each.says, tuple(_changes(ground, each, each.claim)))


def _changes(ground: Ground, declared: Property, claim: ChangesOnly | Leaves) -> Iterator[Finding]:
    side, base = ground.partial, ground.base
    other = Questions(complete=False, days=side.questions.days)
    tests = [
        each.test for rule in base.rules.values() for each in literals(rule.condition) if each.subject == claim.fact
    ]
    known = other.declare(base.facts[claim.fact], tests, "otherwise ")
    if known is None:
        return
    world = side.world.given(claim.fact, known)
    changed = dict(_reached(side.world, world, base, claim))
    while changed:
        found = side.find(both((*other.constraints, either(changed.values()))))
        if found.kind == "undecided":
            yield ground.undecided(f"whether the answer to `{claim.fact}` changes anything else", declared.span)
        if found.kind != "found":
            return
        seen = [name for name, term in changed.items() if found.holds(term)]
        yield _finding(ground, declared, claim, world, seen, found)
        changed = {name: term for name, term in changed.items() if name not in seen}


def _reached(one: World, other: World, base: RuleBase, claim: ChangesOnly | Leaves) -> Iterator[tuple[str, Term]]:
    """Walk what the answer must not reach: these decisions, or all others, and what other rules say of these."""
    for name in claim.decisions if isinstance(claim, Leaves) else base.decisions:
        if isinstance(claim, ChangesOnly) and name in claim.decisions:
            for rule in base.rules_of[name]:
                if not reads(rule, claim.fact):
                    yield f"rule `{rule.name}`", _differs(one.rule(rule), other.rule(rule))
            continue
        before, after = one.outcome(name), other.outcome(name)
        if before is not after:
            parts = zip(before.parts().values(), after.parts().values(), strict=True)
            yield f"`{name}`", either(no(equal(mine, theirs)) for mine, theirs in parts)


def _differs(one: object, other: object) -> Term:
    return either(no(equal(getattr(one, part), getattr(other, part))) for part in ("true", "possible"))


def reads(rule: Rule, fact: str) -> bool:
    """Tell whether a rule reads a question itself, and not only through a decision."""
    return fact in questions_in(rule.condition)


def _finding(
    ground: Ground, declared: Property, claim: ChangesOnly | Leaves, world: World, seen: list[str], found: Answer
) -> Finding:
    base, (facts, day), (others, _) = ground.base, ground.partial.facts(found), ground.partial.facts(found, world)

    def pair(kept: Facts) -> dict[str, Facts]:
        rest = {name: answer for name, answer in kept.items() if name != claim.fact}
        both_sides = {"one": facts, "other": others}
        return {
            which: {**rest, **({claim.fact: each[claim.fact]} if claim.fact in each else {})}
            for which, each in both_sides.items()
        }

    name = seen[0].split("`")[1]
    concluded = [each.decision for each in base.rules[name].then] if seen[0].startswith("rule") else [name]
    small = narrowed(base, concluded)

    def shows(kept: Facts) -> bool:
        one, other = (evaluate(small, each, day) for each in pair(kept).values())
        if seen[0].startswith("rule"):
            return one.rules[name] is not other.rules[name]
        return one.decisions[name] != other.decisions[name]

    profiles = pair(smallest(facts, shows))
    one, other = (evaluate(base, each, day) for each in profiles.values())
    rules = [
        rule
        for rule in base.rules.values()
        if one.rules[rule.name] is not other.rules[rule.name] and reads(rule, claim.fact)
    ]
    through = ", ".join(
        f"{named([rule])} {RULE_STATUS[one.rules[rule.name]]}, then {RULE_STATUS[other.rules[rule.name]]}"
        for rule in rules
    )
    message = f"the answer to `{claim.fact}` changes {', '.join(seen)}, against `{declared.name}`; through {through}"
    place = rules[0].span if rules else declared.span
    return Finding(Diagnostic("changes-more", message, place), Witness(profiles, day))
