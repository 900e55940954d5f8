"""Settled stays settled: no further answer changes a decision with one value left; by the lemmas of `monotone`.

Where rules can fire against each other the lemmas are not enough. Then every decision that rests on one of these is
asked about in two copies of the pack: settled in one profile, and not so in the same one answered further.
"""

from collections.abc import Iterable, Iterator
from functools import cache, partial

from engine.checks.check import Check
from engine.checks.prove.cones import written
from engine.checks.prove.conflicts import NO_CONFLICTS, in_conflict
from engine.checks.prove.kept_answers import Asked
from engine.checks.prove.monotone import AnsweredFurther, answered_further, of_questions, policies, tables
from engine.checks.prove.proof import Proof
from engine.checks.prove.proof_context import ProofContext, comes_out_differently, narrowed
from engine.checks.prove.proof_result import Finding, Witness
from engine.checks.smallest_profile import smallest
from engine.interpret.evaluation import Outcome
from engine.interpret.reference.evaluate import Reference, evaluate
from engine.interpret.symbolic.equivalence import is_open
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.outcomes import SingleTerms
from engine.interpret.symbolic.reading import facts_of
from engine.interpret.symbolic.solving import Solver, SolverAnswer
from engine.interpret.symbolic.terms import Term, both, no
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Facts

MOST_NAMED = 5
"""Questions that the sentence names. The first few show what is meant."""


def settled(context: ProofContext) -> Iterator[Finding]:
    """Prove each lemma, and rest on the proof that there are no conflicts, or look where there are."""
    yield from _lemmas(context)
    findings = NO_CONFLICTS.result(context).findings
    if any(each.is_undecided for each in findings):
        yield context.undecided("whether rules can fire against each other", None)
    if findings:
        yield from _where_rules_conflict(context, answered_further(context.base, context.stretch))


def _lemmas(context: ProofContext) -> Iterator[Finding]:
    base, cones = context.base, context.cones
    further = cache(partial(answered_further, base, context.stretch))
    tests = [part for each in of_questions(base) for part in (cones.question(each.subject), written(each.test))]
    answers = Asked(cones.key("further", *tests), lambda: further().broken(base))
    (kind,) = context.kept.kinds([answers], lambda _: Solver(further().constraints, context.rlimit))
    yield from _lemma(context, "the answers", kind)
    lemmas = [*tables(base), *policies(base, cones)]
    asked = [Asked(cones.key("lemma", each.rests_on), each.broken) for each in lemmas]
    kinds = context.kept.kinds(asked, lambda _: Solver((), context.rlimit))
    for lemma, kind in zip(lemmas, kinds, strict=True):
        yield from _lemma(context, lemma.about, kind)


def _lemma(context: ProofContext, what: str, kind: str) -> Iterator[Finding]:
    if kind == "undecided":
        yield context.undecided(f"whether {what} can only narrow as answers come in", None)
    elif kind == "found":
        yield Finding(NOT_MONOTONE.finding(f"{what} may widen as answers come in", None))


def _where_rules_conflict(context: ProofContext, further: AnsweredFurther) -> Iterator[Finding]:
    """Walk the decisions that can be settled, and otherwise once more is answered."""
    base = context.base
    before, after = (SymbolicWorld(base, each.known) for each in (further.before, further.after))
    resting = base.reads.with_all_readers(in_conflict(context))
    asked = [name for name in base.decisions if name in resting]
    solver = Solver(further.constraints, context.rlimit)
    goals = [both((_is_settled(before, name), comes_out_differently(before, after, name))) for name in asked]
    for name, found in zip(asked, map(solver.example, goals), strict=True):
        if found.kind == "undecided":
            yield context.undecided(f"whether `{name}` stays settled", base.decisions[name].span)
        elif found.kind == "found":
            yield _finding(context, further, name, found)


def _is_settled(world: SymbolicWorld, name: str) -> Term:
    found = world.outcome(name)
    return both((no(is_open(world, name)), no(found.conflict) if isinstance(found, SingleTerms) else True))


def _finding(context: ProofContext, further: AnsweredFurther, name: str, found: SolverAnswer) -> Finding:
    """Show the profile and the one answered further, with few answers and little between the two."""
    base, small = context.base, narrowed(context.base, [name])
    before, day = facts_of(found, further.before, further.before.known)
    after, _ = facts_of(found, further.after, further.after.known)

    def outcome(by: RuleBase, facts: Facts) -> Outcome:
        return Reference(by, facts, day).outcome(name)

    def shows(one: Facts, other: Facts) -> bool:
        was = outcome(small, one)
        return was.status == "settled" and was != outcome(small, other)

    def earlier(kept: Facts) -> Facts:
        return {key: answer for key, answer in before.items() if key in kept}

    more = smallest(after, lambda kept: shows(earlier(kept), kept))
    fewer = earlier(more)
    for key in more:  # so that as little as can be is answered in between
        nearer = {**fewer, key: more[key]}
        fewer = nearer if shows(nearer, more) else fewer
    answered = _listed(key for key in more if more[key] != fewer.get(key))
    against = _listed(each for each, found in evaluate(base, more, day).decisions.items() if found.status == "conflict")
    message = f"`{name}` is settled here, and not so with an answer to {answered}: rules of {against} then contradict"
    place = base.decisions[name].span
    profiles = {"before": fewer, "after": more}
    return Finding(SETTLED_MAY_CHANGE.finding(f"{message} each other", place), Witness(profiles, day))


def _listed(names: Iterable[str]) -> str:
    return " and ".join(f"`{name}`" for name in sorted(names))


def _but_for_silence(base: RuleBase) -> str:
    """Say what the sentence does not speak of: answers to questions of which silence is taken for one."""
    silent = [name for name, fact in base.facts.items() if fact.when_silent is not None]
    if not silent:
        return ""
    more = f" and {len(silent) - MOST_NAMED} more" if len(silent) > MOST_NAMED else ""
    named = ", ".join(f"`{name}`" for name in silent[:MOST_NAMED])
    return f", as far as nothing is taken from silence (as the answer to {named}{more} may be)"


SETTLED_MAY_CHANGE = Check(
    "settled-may-change",
    says="A decision that is settled in some profile, and not so in the same one answered further, since rules then "
    "fire against each other.",
    why="People act on what is settled.",
)
NOT_MONOTONE = Check(
    "not-monotone",
    says="A connective or a hit policy by which an outcome may widen as answers come in. It is a fault of the program.",
    why="That settled stays settled rests on it.",
    avoid="nothing in a pack can bring it about",
    prefer="to report it",
)
SETTLED_STAYS_SETTLED = Proof(
    "settled-stays-settled",
    "settled stays settled: no further answer changes a decision that is settled",
    checks=(SETTLED_MAY_CHANGE, NOT_MONOTONE),
    find=settled,
    but_for=_but_for_silence,
)
