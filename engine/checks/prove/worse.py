"""Worse is never lighter: when an answer gets worse, no level falls and no control drops, however much is unknown."""

from collections.abc import Iterator, Sequence
from functools import partial

from engine.checks.check import Check
from engine.checks.prove.kept_answers import Asked
from engine.checks.prove.lighter import (
    Falls,
    MayGetLighter,
    fallen_bounds,
    falls,
    meant_though_impossible,
    questions_behind,
    rests_on,
    what_falls,
)
from engine.checks.prove.proof import Proof
from engine.checks.prove.proof_context import ProofContext, narrowed
from engine.checks.prove.proof_result import Finding, Witness, named
from engine.checks.prove.steps import WorseStep, steps
from engine.checks.smallest_profile import smallest
from engine.interpret.evaluation import Evaluation
from engine.interpret.reference.evaluate import evaluate
from engine.interpret.symbolic.solving import Solver, SolverAnswer
from engine.interpret.symbolic.terms import Term, either
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.facts import Fact, Facts
from engine.rulebase.properties import MayFall, NeverLighter
from engine.rulebase.rules import Rule

MOST_NAMED = 5
"""Controls that a finding names. The first few show what is wrong."""


def scales(base: RuleBase) -> list[str]:
    """List the decisions that the law speaks of: those that the pack names, else every `max` decision."""
    named_here = [
        d for each in base.properties.values() if isinstance(each.claim, NeverLighter) for d in each.claim.decisions
    ]
    return named_here or [name for name, decision in base.decisions.items() if decision.hit_policy == "max"]


def worse(context: ProofContext) -> Iterator[Finding]:
    """Walk every step of every question, and what falls at it.

    Each step has a solver of its own, which is told only of the questions behind what may fall: that is much faster
    than one solver that has to carry the terms of all steps.
    """
    plain = _plain(context)
    behind = {name: questions_behind(context.base, name, plain) for name in context.base.controls}
    claims = [each.claim for each in context.base.properties.values()]
    for fact in context.base.facts.values():
        if fact.worse is not None:
            excuses = [each for each in claims if isinstance(each, MayFall) and fact.name in each.facts]
            watched = MayGetLighter(scales(context.base), list(context.base.controls), excuses, plain, behind)
            yield from _of_fact(context, fact, watched)


def _of_fact(context: ProofContext, fact: Fact, watched: MayGetLighter) -> list[Finding]:
    """Look only at what is not known to stay up; where any of that falls, at all of it, as if nothing was known."""
    base = context.base
    keys = {each: rests_on(context.cones, base, fact, each, watched) for each in watched.moved_by(base, fact.name)}
    left = [each for each, key in keys.items() if context.kept.get(key) is not False]
    if not left:
        return []
    asks_all = len(left) == len(keys) or _may_fall(context, fact, watched.only(left))
    found = _fallen(context, fact, watched) if asks_all else []
    if not found:
        for each in left:
            context.kept.add(keys[each], "none")
    return found


def _may_fall(context: ProofContext, fact: Fact, watched: MayGetLighter) -> bool:
    """Tell whether any of this falls, or may, without a look for what shows it."""
    for step in steps(fact, context.partial.world, context.partial.questions):
        falling = list(what_falls(context.base, step, watched))
        goal = either(each.term for each in falling)
        if any(each.kind != "none" for each in _solver(context, step, falling).find_each([goal], models=False)):
            return True
    return False


def _fallen(context: ProofContext, fact: Fact, watched: MayGetLighter) -> list[Finding]:
    reported: set[str] = set()
    found: list[Finding] = []
    for step in steps(fact, context.partial.world, context.partial.questions):
        falling = [each for each in what_falls(context.base, step, watched) if each.name not in reported]
        found += _step(context, fact, step, falling, reported)
    return found


def _solver(context: ProofContext, step: WorseStep, falling: Sequence[Falls]) -> Solver:
    """Make a solver that knows what may fall at a step, and nothing else."""
    behind = frozenset[str]().union(*(each.reads for each in falling))
    return Solver((*context.partial.questions.about(sorted(behind)), *step.between), context.rlimit)


def _plain(context: ProofContext) -> set[str]:
    """List the controls that are held in the meantime only while they are possible."""
    base, cones = context.base, context.cones
    asked = [
        Asked(cones.key("plain", cones.giving(CONTROLS, name)), partial(_meant_though_impossible, context, name))
        for name in base.controls
    ]
    return {name for name, kind in zip(base.controls, context.partial.kinds(asked), strict=True) if kind == "none"}


def _meant_though_impossible(context: ProofContext, control: str) -> Term:
    return meant_though_impossible(context.partial.world, control)


def _step(
    context: ProofContext, fact: Fact, step: WorseStep, falling: list[Falls], reported: set[str]
) -> Iterator[Finding]:
    """Walk what falls at one step; what was reported of an earlier step of the same question is not said again."""
    solver = _solver(context, step, falling)
    while falling:
        found = solver.example(either(each.term for each in falling))
        if found.kind == "undecided":
            yield context.undecided(f"whether anything gets lighter when `{fact.name}` gets worse", fact.span)
        if found.kind != "found":
            return
        seen = [each for each in falling if found.holds(each.term)]
        yield _finding(context, fact, step, seen, found)
        reported |= {each.name for each in seen}
        falling = [each for each in falling if each.name not in reported]


def _finding(context: ProofContext, fact: Fact, step: WorseStep, seen: Sequence[Falls], found: SolverAnswer) -> Finding:
    base, first = context.base, seen[0]
    (before, day), (after, _) = (context.partial.facts(found, world) for world in (step.before, step.after))
    rest = {name: answer for name, answer in before.items() if name != fact.name}

    def evaluations(kept: Facts, by: RuleBase = base) -> tuple[Evaluation, Evaluation]:
        old, new = ({**kept, fact.name: each[fact.name]} for each in (before, after))
        return evaluate(by, old, day), evaluate(by, new, day)

    small = _enough(base, first)
    kept = smallest(rest, lambda fewer: falls(base, first, *evaluations(fewer, small)))
    if not falls(base, first, *evaluations(kept)):
        kept = rest  # what is open elsewhere matters too
    old, new = evaluations(kept)
    words = f"control `{first.name}` drops"
    if not first.is_control:
        fallen = fallen_bounds(base.decisions[first.name], old, new)
        words = f"`{first.name}` falls: {'; '.join(map(str, fallen))}"
    more = [f"control `{each.name}`" if each.is_control else f"`{each.name}`" for each in seen[1:]]
    others = f" (with it {', '.join(more[:MOST_NAMED])}{', …' if len(more) > MOST_NAMED else ''})" if more else ""
    rules = _that_let_go(base, first, old, new)
    message = f"when `{fact.name}` gets worse, {words}{others}; the rules that let go: {named(rules)}"
    profiles = {"before": {**kept, fact.name: before[fact.name]}, "after": {**kept, fact.name: after[fact.name]}}
    place = rules[0].span if rules else fact.span
    return Finding(WORSE_IS_LIGHTER.finding(message, place), Witness(profiles, day))


def _enough(base: RuleBase, what: Falls) -> RuleBase:
    """Keep of a base what it takes to see one thing fall."""
    names = {CONTROLS if what.is_control else what.name, CONTROLS, *(each.while_open for each in what.excuses)}
    belongs = base.controls[what.name].belongs_to if what.is_control else None
    names |= {belongs[0]} if belongs else set()
    return narrowed(base, names - {""}, what.name if what.is_control else " ")


def _that_let_go(base: RuleBase, what: Falls, before: Evaluation, after: Evaluation) -> list[Rule]:
    """List the rules that could hold it up before the step and cannot after it."""
    rules = base.rules_of[CONTROLS] if what.is_control else base.rules_of[what.name]
    weight = {True: 2, None: 1, False: 0}
    return [
        rule
        for rule in rules
        if (not what.is_control or what.name in rule.values_for(CONTROLS))
        and weight[after.rules[rule.name]] < weight[before.rules[rule.name]]
    ]


WORSE_IS_LIGHTER = Check(
    "worse-is-lighter",
    says="An answer gets worse, and a level falls or a control drops; also a level in the meantime.",
    why="Where it gets riskier, nobody expects less to be asked.",
)
WORSE_IS_NEVER_LIGHTER = Proof(
    "worse-is-never-lighter",
    "worse is never lighter: when an answer gets worse, no level falls and no control drops",
    checks=(WORSE_IS_LIGHTER,),
    find=worse,
)
