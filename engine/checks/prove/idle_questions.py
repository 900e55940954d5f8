"""Questions, members of sets and values of decisions that rules speak of and that never make a difference."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial

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
from engine.interpret.symbolic.solving import AnswerKind
from engine.interpret.symbolic.terms import Term, both, either, equal, no
from engine.rulebase.conditions import Includes, literals
from engine.rulebase.decisions import SETS, SINGLE_VALUED
from engine.rulebase.facts import Fact
from engine.rulebase.rules import Conclusion, Rule
from engine.source.diagnostics import Diagnostic


@frozen
class IdleCandidate:
    """Something that is idle unless a profile shows otherwise.

    `shows` is what would show it in what its rules conclude, narrowest first, and `anywhere` says it of all decisions.
    """

    finding: Diagnostic
    shows: tuple[Asked, ...]
    anywhere: Callable[[], Term] | None = None
    about: str = ""


def idle_questions(context: ProofContext) -> Iterator[Finding]:
    """Report what is idle. What shows near at hand, as most does, need not be looked for further."""
    left = [*_questions(context), *_values(context)]
    for each, near in zip(left, _near(context, left), strict=True):
        further = near == "none" and each.anywhere is not None
        kind = context.complete.find(each.anywhere()).kind if further and each.anywhere else near
        if kind == "undecided":
            yield context.undecided(f"whether {each.finding.message}", each.finding.span)
        elif kind == "none":
            yield Finding(each.finding, about=each.about)


def _near(context: ProofContext, candidates: Sequence[IdleCandidate]) -> list[AnswerKind]:
    """Ask of each candidate what would show it, one thing after another, until something does."""
    kinds: list[AnswerKind] = ["none"] * len(candidates)
    for place in range(max((len(each.shows) for each in candidates), default=0)):
        left = [n for n, each in enumerate(candidates) if kinds[n] != "found" and place < len(each.shows)]
        answers = context.complete.kinds([candidates[n].shows[place] for n in left])
        for n, kind in zip(left, answers, strict=True):
            kinds[n] = kind
    return kinds


def _questions(context: ProofContext) -> Iterator[IdleCandidate]:
    """Walk the questions, and the members of sets, that some rule speaks of. What none speaks of is said elsewhere."""
    base = context.base
    read: dict[str, dict[str, list[Rule]]] = {}
    for rule in base.rules.values():
        for each in literals(rule.condition):
            if not each.on_decision and each.subject in base.facts:
                member = each.test.member if isinstance(each.test, Includes) else ""
                read.setdefault(each.subject, {}).setdefault(member, []).append(rule)
    for name in sorted(read):
        fact = base.facts[name]
        for member, rules in sorted(read[name].items()):
            what = f"the answer to `{name}` changes no result, though rules read it"
            finding = IDLE_QUESTION.finding(what, fact.span)
            if member:
                what = f"member `{member}` of `{name}` changes no result, though rules read it"
                finding = IDLE_ANSWER.finding(what, fact.span)
            yield _changing(context, finding, fact, member, rules)


def _changing(
    context: ProofContext, finding: Diagnostic, fact: Fact, member: str, rules: Sequence[Rule]
) -> IdleCandidate:
    """Ask first for what rests on the fewest questions: most shows there, and hardly any edit touches it."""
    near = list(dict.fromkeys(each for rule in rules for each in rule.then))
    narrowest = min(near, key=lambda each: len(_behind(context, each).questions))
    answered = cache(partial(_answered_otherwise, context, fact, member, rules))

    def asked(given: Sequence[Conclusion]) -> Asked:
        behind = dict.fromkeys(_behind(context, each) for each in given)
        key = context.cones.key("idle question", context.cones.question(fact.name), member, *behind)
        return Asked(key, lambda: _differ_near(answered(), given))

    shows = (asked([narrowest]), asked(near)) if len(near) > 1 else (asked(near),)
    return IdleCandidate(finding, shows, lambda: _differ(answered(), context.base.decisions), member)


def _behind(context: ProofContext, given: Conclusion) -> Cone:
    """Name what a decision rests on, as far as this conclusion speaks of it."""
    if context.base.decisions[given.decision].hit_policy in SETS:
        return context.cones.giving(given.decision, given.value)
    return context.cones.decision(given.decision)


@frozen
class TwoAnswers:
    """Two worlds that differ in the answer to one question, or in one member of it, and what holds between them."""

    one: SymbolicWorld
    other: SymbolicWorld
    constraints: tuple[Term, ...] = ()


def _answered_otherwise(context: ProofContext, fact: Fact, member: str, rules: Sequence[Rule]) -> TwoAnswers:
    world = context.complete.world
    known = world.known[fact.name]
    if isinstance(known, MemberTerms):
        one, other = (world.given(fact.name, known.at(member, holds=each)) for each in (False, True))
        return TwoAnswers(one, other)
    again = Questions(complete=True, days=context.complete.questions.days)
    tests = [each.test for rule in rules for each in literals(rule.condition) if each.subject == fact.name]
    changed = again.declare(fact, tests, "again ")
    if changed is None:
        raise TypeError("a question that no condition may read is read")
    return TwoAnswers(world, world.given(fact.name, changed), tuple(again.constraints))


def _differ_near(answered: TwoAnswers, given: Sequence[Conclusion]) -> Term:
    """Say when some decision comes out otherwise, as far as these conclusions speak of it."""
    decisions = answered.one.base.decisions
    sets = [each for each in given if decisions[each.decision].hit_policy in SETS]
    return _differ(answered, dict.fromkeys(each.decision for each in given if each not in sets), sets)


def _differ(answered: TwoAnswers, decisions: Iterable[str], members: Iterable[Conclusion] = ()) -> Term:
    one, other = answered.one, answered.other
    pairs = [(world.member(each.decision, each.value) for world in (one, other)) for each in members]
    found = either(
        (
            *(comes_out_differently(one, other, name) for name in decisions),
            *(no(equal(mine.true, theirs.true)) for mine, theirs in pairs),
        )
    )
    return both((*answered.constraints, found))


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
            yield IdleCandidate(IDLE_VALUE.finding(what, decision.span), (Asked(key, comes_out),), about=value)


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
