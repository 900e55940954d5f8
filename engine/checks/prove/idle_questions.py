"""Questions, members of sets and values of decisions that rules speak of and that never make a difference."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from engine.checks.check import Check
from engine.checks.prove.cones import Cone
from engine.checks.prove.kept_answers import Asked
from engine.checks.prove.proof import Proof
from engine.checks.prove.proof_context import ProofContext, comes_out_differently
from engine.checks.prove.proof_result import Finding
from engine.frozen import frozen
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.outcomes import SingleTerms
from engine.interpret.symbolic.questions import MemberTerms, Questions
from engine.interpret.symbolic.terms import Term, both, either, equal, no
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Includes, literals
from engine.rulebase.decisions import SETS, SINGLE_VALUED
from engine.rulebase.facts import Fact
from engine.rulebase.rules import Conclusion, Rule
from engine.source.diagnostics import Diagnostic


@frozen
class IdleCandidate:
    """Something that is idle unless a profile shows otherwise; `shows` says when, near at hand and anywhere."""

    finding: Diagnostic
    key: Cone
    shows: tuple[Callable[[], Term], ...]
    about: str = ""


def idle_questions(context: ProofContext) -> Iterator[Finding]:
    """Report what is idle. What shows near at hand, as most does, need not be looked for further."""
    left = [*_questions(context), *_values(context)]
    answers = context.complete.kinds([Asked(each.key, each.shows[0]) for each in left])
    for asked, near in zip(left, answers, strict=True):
        further = near == "none" and len(asked.shows) > 1
        kind = context.complete.find(asked.shows[1]()).kind if further else near
        if kind == "undecided":
            yield context.undecided(f"whether {asked.finding.message}", asked.finding.span)
        elif kind == "none":
            yield Finding(asked.finding, about=asked.about)


def _questions(context: ProofContext) -> Iterator[IdleCandidate]:
    """Walk the questions, and the members of sets, that some rule speaks of. What none speaks of is said elsewhere."""
    base, world = context.base, context.complete.world
    read: dict[str, dict[str, list[Rule]]] = {}
    for rule in base.rules.values():
        for each in literals(rule.condition):
            if not each.on_decision and each.subject in base.facts:
                member = each.test.member if isinstance(each.test, Includes) else ""
                read.setdefault(each.subject, {}).setdefault(member, []).append(rule)
    for name in sorted(read):
        fact, known = base.facts[name], world.known[name]
        for member, rules in sorted(read[name].items()):
            if isinstance(known, MemberTerms):
                one, other = (world.given(name, known.at(member, holds=each)) for each in (False, True))
                what = f"member `{member}` of `{name}` changes no result, though rules read it"
                differ, key = _differences(base, one, other, rules), _rests_on(context, name, member, rules)
                yield IdleCandidate(IDLE_ANSWER.finding(what, fact.span), key, differ, member)
            else:
                what = f"the answer to `{name}` changes no result, though rules read it"
                changes, key = _changes(context, fact, rules), _rests_on(context, name, "", rules)
                yield IdleCandidate(IDLE_QUESTION.finding(what, fact.span), key, changes)


def _rests_on(context: ProofContext, question: str, member: str, rules: Sequence[Rule]) -> Cone:
    """Name what it rests on whether an answer changes what these rules conclude."""
    base, cones = context.base, context.cones
    parts = [
        cones.giving(each.decision, each.value)
        if base.decisions[each.decision].hit_policy in SETS
        else cones.decision(each.decision)
        for each in dict.fromkeys(each for rule in rules for each in rule.then)
    ]
    return cones.key("idle question", cones.question(question), member, *parts)


def _changes(context: ProofContext, fact: Fact, rules: Sequence[Rule]) -> tuple[Callable[[], Term], ...]:
    world, again = context.complete.world, Questions(complete=True, days=context.complete.questions.days)
    tests = [each.test for rule in rules for each in literals(rule.condition) if each.subject == fact.name]
    known = again.declare(fact, tests, "again ")
    if known is None:
        return (lambda: True,)
    found = _differences(context.base, world, world.given(fact.name, known), rules)
    return tuple(partial(_under, again.constraints, shows) for shows in found)


def _under(constraints: Sequence[Term], shows: Callable[[], Term]) -> Term:
    return both((*constraints, shows()))


def _differences(
    base: RuleBase, one: SymbolicWorld, other: SymbolicWorld, rules: Sequence[Rule]
) -> tuple[Callable[[], Term], ...]:
    """Say when some decision comes out otherwise: one that these rules conclude, or any."""
    near = list(dict.fromkeys(each for rule in rules for each in rule.then))
    return lambda: _differ_near(base, one, other, near), lambda: _differ(one, other, base.decisions)


def _differ_near(base: RuleBase, one: SymbolicWorld, other: SymbolicWorld, given: Sequence[Conclusion]) -> Term:
    """Say when some decision comes out otherwise, as far as these conclusions speak of it."""
    sets = [each for each in given if base.decisions[each.decision].hit_policy in SETS]
    others = list(dict.fromkeys(each.decision for each in given if each not in sets))
    pairs = [(world.member(each.decision, each.value) for world in (one, other)) for each in sets]
    return either((_differ(one, other, others), *(no(equal(mine.true, theirs.true)) for mine, theirs in pairs)))


def _differ(one: SymbolicWorld, other: SymbolicWorld, decisions: Iterable[str]) -> Term:
    return either(comes_out_differently(one, other, name) for name in decisions)


def _values(context: ProofContext) -> Iterator[IdleCandidate]:
    """Walk the values that rules or a default give, each with when it comes out."""
    for name, decision in context.base.decisions.items():
        given = {value for rule in context.base.rules_of[name] for value in rule.values_for(name)}
        if decision.hit_policy in SINGLE_VALUED:
            given |= {decision.default.value} if decision.default else set()
        elif decision.hit_policy not in SETS or decision.built_in:
            continue
        for value in sorted(given & decision.values.keys()):
            what = f"`{name}` never comes out as `{value}`, though it is given"
            key = context.cones.key("idle value", context.cones.decision(name), value)
            comes_out = partial(_comes_out, context.complete.world, name, value)
            yield IdleCandidate(IDLE_VALUE.finding(what, decision.span), key, (comes_out,), value)


def _comes_out(world: SymbolicWorld, decision: str, value: str) -> Term:
    terms = world.outcome(decision)
    return terms.possible[value] if isinstance(terms, SingleTerms) else world.member(decision, value).true


IDLE_QUESTION = Check(
    "idle-question",
    says="A question that rules read and whose answer changes no result.",
    why="Every question costs somebody time.",
)
IDLE_ANSWER = Check(
    "idle-answer",
    says="A member of a set that rules read and that changes no result.",
    why="People believe that it matters.",
)
IDLE_VALUE = Check(
    "idle-value",
    says="A value that rules give to a decision and that never comes out.",
    why="Readers take it for a possible result.",
)
EVERY_ANSWER_MATTERS = Proof(
    "every-answer-matters",
    "every question that a rule reads changes some result, and every value that a rule gives comes out somewhere",
    checks=(IDLE_QUESTION, IDLE_ANSWER, IDLE_VALUE),
    find=idle_questions,
    of_difference=True,
)
