"""Tests that decide nothing: within their rule, or because what they ask is the same in every profile."""

from collections.abc import Callable, Iterator, Set
from functools import cache, partial

from engine.checks.check import Check
from engine.checks.prove.flat_world import flat_world
from engine.checks.prove.kept_answers import Asked
from engine.checks.prove.proof import Proof
from engine.checks.prove.proof_context import ProofContext
from engine.checks.prove.proof_result import Finding
from engine.frozen import frozen
from engine.interpret.symbolic.solving import Solver
from engine.interpret.symbolic.terms import Term, TruthTerms, equal, no, truth
from engine.rulebase.applicability import expand
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import ALWAYS, NEVER, Between, Condition, Literal, literals, parts_of, with_parts
from engine.rulebase.rules import Rule

CONSTANTS: dict[str, Condition] = {"always": ALWAYS, "never": NEVER}


@frozen
class TestLeftOut:
    """A test of a condition, where it stands there, and whether it is to hold always or never."""

    literal: Literal
    path: tuple[int, ...]
    word: str

    def condition(self, when: Condition) -> Condition:
        """Give the condition with this in the place of the test."""
        return _replaced(when, self.path, CONSTANTS[self.word])


def idle_tests(context: ProofContext) -> Iterator[Finding]:
    """Walk the tests that decide nothing: first those that are the same for everybody."""
    constant: set[Literal] = set()
    yield from _constant(context, constant)
    yield from _idle(context, constant)


def _constant(context: ProofContext, constant: set[Literal]) -> Iterator[Finding]:
    """Report tests that come out the same for every complete profile, through all that stands behind them."""
    space, base = context.complete, context.base
    readers: dict[Literal, Rule] = {}
    for rule in base.rules.values():
        for literal in literals(rule.when):
            if not _ends_where_answers_end(base, rule, literal):
                readers.setdefault(literal, rule)
    conditions = {literal: expand(literal, base.facts) for literal in readers}
    ways: dict[str, Callable[[Condition], Term]] = {
        "always": lambda condition: no(space.world.truth(condition).possible),
        "never": lambda condition: space.world.truth(condition).true,
    }
    for word, goal in ways.items():
        key = partial(context.cones.key, f"{word} holds")
        asked = [Asked(key(context.cones.condition(each)), partial(goal, each)) for each in conditions.values()]
        for (literal, rule), kind in zip(readers.items(), space.kinds(asked), strict=True):
            what = f"what rule `{rule.name}` asks of `{literal.subject}`"
            if kind == "undecided":
                yield context.undecided(f"whether {what} {word} holds", rule.span)
            elif kind == "none":
                constant.add(literal)
                said = CONSTANT_TEST.finding(f"{what} {word} holds, whatever the answers are", rule.span)
                yield Finding(said, about=literal.subject)


def _idle(context: ProofContext, constant: Set[Literal]) -> Iterator[Finding]:
    """Report tests without which their rule would say the same; those that are constant anyway are said already."""
    for rule in context.base.rules.values():
        if rule.span not in context.out_of_reach and rule.when != ALWAYS:
            yield from _of_rule(context, rule, constant)


def _of_rule(context: ProofContext, rule: Rule, constant: Set[Literal]) -> Iterator[Finding]:
    @cache
    def world() -> tuple[Callable[[Literal], TruthTerms], list[Term], Term]:
        of_literal, constraints = flat_world(context.base, rule.when)
        return of_literal, constraints, truth(rule.when, of_literal).true

    def goal(change: TestLeftOut) -> Term:
        of_literal, _, holds = world()
        return no(equal(holds, truth(change.condition(rule.when), of_literal).true))

    asked = [
        each
        for each in _without(rule)
        if each.literal not in constant and not _ends_where_answers_end(context.base, rule, each.literal)
    ]
    key, alone = context.cones.key, context.cones.alone(rule.when)
    goals = [Asked(key("idle test", alone, str(each.path), each.word), partial(goal, each)) for each in asked]
    reported: set[str] = set()
    kinds = context.kept.kinds(goals, lambda _: Solver(world()[1], context.rlimit))
    for each, kind in zip(asked, kinds, strict=True):
        literal = each.literal
        what = f"what rule `{rule.name}` asks of `{literal.subject}`"
        if kind == "undecided":
            yield context.undecided(f"whether {what} changes it", rule.span)
        elif kind == "none" and literal.subject not in reported:
            reported.add(literal.subject)
            message = f"{what} changes nothing: given the rest of the rule it may as well {each.word} hold"
            yield Finding(IDLE_TEST.finding(message, rule.span), about=literal.subject)


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


def _without(rule: Rule) -> Iterator[TestLeftOut]:
    """Walk the tests of a rule, each as if it always held, and as if it never did."""
    for literal, path in _paths(rule.when, ()):
        for word in CONSTANTS:
            yield TestLeftOut(literal, path, word)


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


CONSTANT_TEST = Check(
    "constant-test",
    says="A test that comes out the same for every profile, through all that stands behind it.",
    why="Readers think that something is asked.",
)
IDLE_TEST = Check(
    "idle-test",
    says="A test without which its rule would say the same.",
    why="Often the wrong value or the wrong question was written.",
)
EVERY_TEST_MATTERS = Proof(
    "every-test-matters",
    "every test of a rule can turn out both ways, and its rule hangs on it",
    checks=(CONSTANT_TEST, IDLE_TEST),
    find=idle_tests,
    of_difference=True,
)
