"""Questions, members of sets and values of decisions that rules speak of and that never make a difference."""

from collections.abc import Iterator

from engine.checks.prove.claim import Claim, Finding
from engine.checks.prove.ground import Ground
from engine.interpret.symbolic.outcomes import CollectedTerms, SingleTerms
from engine.interpret.symbolic.questions import Questions, Set
from engine.interpret.symbolic.terms import Term, both, either, equal, no
from engine.interpret.symbolic.world import World
from engine.rulebase.conditions import Includes, literals
from engine.rulebase.facts import Fact
from engine.source.diagnostics import Diagnostic
from engine.source.span import Span

Asked = tuple[str, str, Span, Term]
"""A code, what is idle if nothing is found, its place, and what would show that it is not."""


def idle_questions(ground: Ground) -> Claim:
    """Every question that a rule reads changes some result, and every value that a rule gives comes out somewhere."""
    says = "every question that a rule reads changes some result, and every value that a rule gives comes out somewhere"
    return Claim("every-answer-matters", says, tuple(_idle(ground)))


def _idle(ground: Ground) -> Iterator[Finding]:
    asked = [*_questions(ground), *_values(ground)]
    answers = ground.complete.solver.find_each([goal for *_, goal in asked])
    for (code, what, span, _), found in zip(asked, answers, strict=True):
        if found.kind == "undecided":
            yield ground.undecided(f"whether {what}", span)
        elif found.kind == "none":
            yield Finding(Diagnostic(code, what, span))


def _questions(ground: Ground) -> Iterator[Asked]:
    """Walk the questions, and the members of sets, that some rule speaks of. What none speaks of is said elsewhere."""
    base, side = ground.base, ground.complete
    read: dict[str, set[str]] = {}
    for rule in base.rules.values():
        for each in literals(rule.condition):
            if not each.on_decision and each.subject in base.facts:
                members = read.setdefault(each.subject, set())
                members |= {each.test.member} if isinstance(each.test, Includes) else set()
    for name in sorted(read):
        fact, known = base.facts[name], side.world.known[name]
        if isinstance(known, Set):
            for member in sorted(read[name]):
                one, other = (side.world.given(name, known.at(member, holds=each)) for each in (False, True))
                what = f"member `{member}` of `{name}` changes no result, though rules read it"
                yield "idle-answer", what, fact.span, _differ(one, other)
        else:
            what = f"the answer to `{name}` changes no result, though rules read it"
            yield "idle-question", what, fact.span, _changes(ground, fact)


def _changes(ground: Ground, fact: Fact) -> Term:
    side = ground.complete
    again = Questions(complete=True, days=side.questions.days)
    tests = [
        each.test
        for rule in ground.base.rules.values()
        for each in literals(rule.condition)
        if each.subject == fact.name
    ]
    known = again.declare(fact, tests, "again ")
    if known is None:
        return True
    return both((*again.constraints, _differ(side.world, side.world.given(fact.name, known))))


def _differ(one: World, other: World) -> Term:
    """Some decision comes out otherwise."""
    found: list[Term] = []
    for name in one.base.decisions:
        mine, theirs = one.outcome(name), other.outcome(name)
        if mine is not theirs:
            pairs = zip(mine.parts().values(), theirs.parts().values(), strict=True)
            found += [no(equal(before, after)) for before, after in pairs]
    return either(found)


def _values(ground: Ground) -> Iterator[Asked]:
    """Walk the values that rules or a default give, each with when it comes out."""
    for name, decision in ground.base.decisions.items():
        terms = ground.complete.world.outcome(name)
        given = {value for rule in ground.base.rules_of[name] for value in rule.values_for(name)}
        possible: dict[str, Term] = {}
        if isinstance(terms, SingleTerms):
            given |= {decision.default.value} if decision.default else set()
            possible = {value: terms.possible[value] for value in decision.values}
        elif isinstance(terms, CollectedTerms) and not decision.built_in:
            possible = {member: pair.true for member, pair in terms.members.items()}
        for value in possible:
            if value in given:
                what = f"`{name}` never comes out as `{value}`, though it is given"
                yield "idle-value", what, decision.span, possible[value]
