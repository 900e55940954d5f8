"""Tests that decide nothing: within their rule, or because what they ask is the same in every profile."""

from collections.abc import Iterator, Set

from engine.checks.prove.claim import Claim, Finding
from engine.checks.prove.proof_context import Ground
from engine.interpret.symbolic.flat_world import flat_world
from engine.interpret.symbolic.solving import Solver
from engine.interpret.symbolic.terms import equal, no
from engine.rulebase.applicability import expand
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import ALWAYS, NEVER, Between, Condition, Literal, literals, parts_of, with_parts
from engine.rulebase.rules import Rule
from engine.source.diagnostics import Diagnostic


def idle_tests(ground: Ground) -> Claim:
    """Every test of every rule can turn out both ways, and its rule hangs on it."""
    says = "every test of a rule can turn out both ways, and its rule hangs on it"
    constant: set[Literal] = set()
    return Claim("every-test-matters", says, (*_constant(ground, constant), *_idle(ground, constant)))


def _constant(ground: Ground, constant: set[Literal]) -> Iterator[Finding]:
    """Report tests that come out the same for every complete profile, through all that stands behind them."""
    side, base = ground.complete, ground.base
    readers: dict[Literal, Rule] = {}
    for rule in base.rules.values():
        for literal in literals(rule.when):
            if not _ends_where_answers_end(base, rule, literal):
                readers.setdefault(literal, rule)
    terms = {literal: side.world.truth(expand(literal, base.facts)) for literal in readers}
    ways = {"always": [no(pair.possible) for pair in terms.values()], "never": [pair.true for pair in terms.values()]}
    for word, goals in ways.items():
        for (literal, rule), found in zip(
            readers.items(), list(side.solver.find_each(goals, models=False)), strict=True
        ):
            what = f"what rule `{rule.name}` asks of `{literal.subject}`"
            if found.kind == "undecided":
                yield ground.undecided(f"whether {what} {word} holds", rule.span)
            elif found.kind == "none":
                constant.add(literal)
                yield Finding(Diagnostic("constant-test", f"{what} {word} holds, whatever the answers are", rule.span))


def _idle(ground: Ground, constant: Set[Literal]) -> Iterator[Finding]:
    """Report tests without which their rule would say the same; those that are constant anyway are said already."""
    for rule in ground.base.rules.values():
        if rule.span not in ground.out_of_reach and rule.when != ALWAYS:
            yield from _of_rule(ground, rule, constant)


def _of_rule(ground: Ground, rule: Rule, constant: Set[Literal]) -> Iterator[Finding]:
    world, constraints = flat_world(ground.base, rule.when)
    asked = [
        each
        for each in _without(rule)
        if each[0] not in constant and not _ends_where_answers_end(ground.base, rule, each[0])
    ]
    holds = world.truth(rule.when).true
    goals = [no(equal(holds, world.truth(changed).true)) for _, _, changed in asked]
    reported: set[str] = set()
    answers = Solver(constraints, ground.rlimit).find_each(goals, models=False)
    for (literal, word, _), found in zip(asked, answers, strict=True):
        what = f"what rule `{rule.name}` asks of `{literal.subject}`"
        if found.kind == "undecided":
            yield ground.undecided(f"whether {what} changes it", rule.span)
        elif found.kind == "none" and literal.subject not in reported:
            reported.add(literal.subject)
            message = f"{what} changes nothing: given the rest of the rule it may as well {word} hold"
            yield Finding(Diagnostic("idle-test", message, rule.span))


def _ends_where_answers_end(base: RuleBase, rule: Rule, literal: Literal) -> bool:
    """Tell whether a test is one end of a stretch of numbers, at the end of what may be answered at all.

    Of 0 to 99, whoever writes `90..99` in the last row of a table means no more by 99 than that nothing is left out.
    """
    fact = base.facts.get(literal.subject)
    if fact is None or fact.range is None or not isinstance(literal.test, Between):
        return False
    edges = (Between(fact.range[0], None), Between(None, fact.range[1]))
    others = (each for each in literals(rule.when) if each.subject == literal.subject and each != literal)
    return literal.test in edges and any(True for _ in others)


def _without(rule: Rule) -> Iterator[tuple[Literal, str, Condition]]:
    """Walk the tests of a rule, each with the condition in which it always or never holds."""
    for literal, path in _paths(rule.when, ()):
        for word, constant in (("always", ALWAYS), ("never", NEVER)):
            yield literal, word, _replaced(rule.when, path, constant)


def _paths(condition: Condition, path: tuple[int, ...]) -> Iterator[tuple[Literal, tuple[int, ...]]]:
    if isinstance(condition, Literal):
        yield condition, path
    for place, part in enumerate(parts_of(condition)):
        yield from _paths(part, (*path, place))


def _replaced(condition: Condition, path: tuple[int, ...], by: Condition) -> Condition:
    if not path:
        return by
    parts = list(parts_of(condition))
    parts[path[0]] = _replaced(parts[path[0]], path[1:], by)
    return with_parts(condition, tuple(parts))
