"""Questions whose answers, as the pack declares, change nothing of some decisions, or next to nothing at all."""

from collections.abc import Iterator, Sequence
from typing import Literal

from engine.checks.check import Check
from engine.checks.prove.proof import ProofOfProperties
from engine.checks.prove.proof_context import ProofContext, comes_out_differently, narrowed
from engine.checks.prove.proof_result import Finding, Witness, named
from engine.checks.smallest_profile import smallest
from engine.frozen import frozen
from engine.interpret.evaluation import RULE_STATUS
from engine.interpret.reference.evaluate import evaluate
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.questions import Questions
from engine.interpret.symbolic.solving import SolverAnswer
from engine.interpret.symbolic.terms import Term, both, either, equal, no
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import literals, questions_in
from engine.rulebase.facts import Facts
from engine.rulebase.properties import ChangesOnly, Leaves, Property
from engine.rulebase.rules import Rule


@frozen
class ReachedItem:
    """What the answer reaches and must not: a rule or a decision."""

    kind: Literal["rule", "decision"]
    name: str

    def __str__(self) -> str:
        """The words for it."""
        return f"rule `{self.name}`" if self.kind == "rule" else f"`{self.name}`"


def changes_only(context: ProofContext, declared: Property) -> Iterator[Finding]:
    """Walk what the answer to a question changes against a property of the pack, in partial profiles too."""
    claim = declared.claim
    if not isinstance(claim, (ChangesOnly, Leaves)):
        return
    space, base = context.partial, context.base
    other = Questions(complete=False, days=space.questions.days, day_known=True)
    tests = [
        each.test for rule in base.rules.values() for each in literals(rule.condition) if each.subject == claim.fact
    ]
    known = other.declare(base.facts[claim.fact], tests, "otherwise ")
    if known is None:
        return
    world = space.world.given(claim.fact, known)
    changed = dict(_reached(space.world, world, base, claim))
    while changed:
        found = space.find(both((*other.constraints, either(changed.values()))))
        if found.kind == "undecided":
            yield context.undecided(f"whether the answer to `{claim.fact}` changes anything else", declared.span)
        if found.kind != "found":
            return
        seen = [item for item, term in changed.items() if found.holds(term)]
        yield _finding(context, declared, claim.fact, world, seen, found)
        changed = {item: term for item, term in changed.items() if item not in seen}


def _reached(
    one: SymbolicWorld, other: SymbolicWorld, base: RuleBase, claim: ChangesOnly | Leaves
) -> Iterator[tuple[ReachedItem, Term]]:
    """Walk what the answer must not reach: these decisions, or all others, and what other rules say of these."""
    for name in claim.decisions if isinstance(claim, Leaves) else base.decisions:
        if isinstance(claim, ChangesOnly) and name in claim.decisions:
            for rule in base.rules_of[name]:
                if not reads(rule, claim.fact):
                    before, after = one.rule(rule), other.rule(rule)
                    differs = (no(equal(before.true, after.true)), no(equal(before.possible, after.possible)))
                    yield ReachedItem("rule", rule.name), either(differs)
        elif (term := comes_out_differently(one, other, name)) is not False:
            yield ReachedItem("decision", name), term


def reads(rule: Rule, fact: str) -> bool:
    """Tell whether a rule reads a question itself, and not only through a decision."""
    return fact in questions_in(rule.condition)


def _finding(
    context: ProofContext,
    declared: Property,
    fact: str,
    world: SymbolicWorld,
    seen: Sequence[ReachedItem],
    found: SolverAnswer,
) -> Finding:
    base, (facts, day), (others, _) = context.base, context.partial.facts(found), context.partial.facts(found, world)

    def pair(kept: Facts) -> dict[str, Facts]:
        rest = {name: answer for name, answer in kept.items() if name != fact}
        both_sides = {"one": facts, "other": others}
        return {which: {**rest, **({fact: each[fact]} if fact in each else {})} for which, each in both_sides.items()}

    first = seen[0]
    concluded = [each.decision for each in base.rules[first.name].then] if first.kind == "rule" else [first.name]
    small = narrowed(base, concluded)

    def shows(kept: Facts) -> bool:
        one, other = (evaluate(small, each, day) for each in pair(kept).values())
        if first.kind == "rule":
            return one.rules[first.name] is not other.rules[first.name]
        return one.decisions[first.name] != other.decisions[first.name]

    profiles = pair(smallest(facts, shows))
    one, other = (evaluate(base, each, day) for each in profiles.values())
    rules = [
        rule for rule in base.rules.values() if one.rules[rule.name] is not other.rules[rule.name] and reads(rule, fact)
    ]
    through = ", ".join(
        f"{named([rule])} {RULE_STATUS[one.rules[rule.name]]}, then {RULE_STATUS[other.rules[rule.name]]}"
        for rule in rules
    )
    what = ", ".join(map(str, seen))
    message = f"the answer to `{fact}` changes {what}, against `{declared.name}`; through {through}"
    place = rules[0].span if rules else declared.span
    return Finding(CHANGES_MORE.finding(message, place), Witness(profiles, day))


CHANGES_MORE = Check(
    "changes-more",
    says="The answer to a question changes what the pack says it does not: see `changes_only` and `leaves`.",
    why="The pack promises it.",
)
CHANGES_ONLY = ProofOfProperties((ChangesOnly, Leaves), checks=(CHANGES_MORE,), find=changes_only)
