"""From a model that z3 found back to answers that can be written down, read and assessed."""

from collections.abc import Mapping
from datetime import date, timedelta

from engine.interpret.evaluation import Collected, Counted, Evaluation, Highest, Outcome, Single
from engine.interpret.symbolic.days import KindOfDay
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.outcomes import CollectedTerms, CountedTerms, SingleTerms
from engine.interpret.symbolic.questions import AnswerTerms, Chosen, Dated, MemberTerms, Questions
from engine.interpret.symbolic.solving import SolverAnswer
from engine.interpret.symbolic.terms import TruthTerms
from engine.rulebase.facts import Answer, Members
from engine.rulebase.truth import Truth


def facts_of(
    found: SolverAnswer, questions: Questions, known: Mapping[str, AnswerTerms]
) -> tuple[dict[str, Answer], date]:
    """Read the answers of one world in a model, and the day of assessment."""
    kind = next(kind for is_day, kind in questions.days if found.holds(is_day))
    read = {name: _answer(found, each, kind) for name, each in known.items()}
    return {name: answer for name, answer in read.items() if answer is not None}, kind.day


def _answer(found: SolverAnswer, known: AnswerTerms, kind: KindOfDay) -> Answer | None:
    match known:
        case Chosen(answers, terms):
            return next((answer for answer, term in zip(answers, terms, strict=True) if found.holds(term)), None)
        case MemberTerms(holds, fails):
            inside = frozenset(member for member, term in holds.items() if found.holds(term))
            outside = frozenset(member for member, term in fails.items() if found.holds(term))
            return Members(inside, outside) if inside or outside else None
        case Dated(is_known, older):
            if not found.holds(is_known):
                return None
            passed = [last for age, term in older.items() if found.holds(term) and (last := kind.last_older[age])]
            if passed:
                return min(passed)
            failed = [last for age in older if (last := kind.last_older[age])]
            return max(failed) + timedelta(days=1) if failed else kind.day


def evaluation_of(found: SolverAnswer, world: SymbolicWorld) -> Evaluation:
    """Read the status of every rule and the outcome of every decision of one world in a model."""
    outcomes = {name: _outcome(found, world, name) for name in world.base.decisions}
    return Evaluation({rule.name: _truth(found, world.rule(rule)) for rule in world.base.rules.values()}, outcomes)


def _truth(found: SolverAnswer, pair: TruthTerms) -> Truth:
    return True if found.holds(pair.true) else None if found.holds(pair.possible) else False


def _outcome(found: SolverAnswer, world: SymbolicWorld, name: str) -> Outcome:
    terms = world.outcome(name)
    if isinstance(terms, CollectedTerms):
        members = {member: _truth(found, pair) for member, pair in terms.members.items()}
        return Collected(
            frozenset(member for member, truth in members.items() if truth is True),
            frozenset(member for member, truth in members.items() if truth is None),
            frozenset(member for member, term in world.held_in_interim(name).items() if found.holds(term)),
        )
    if isinstance(terms, CountedTerms):
        adds = terms.adds or (1,) * len(terms.rules)
        truths = [(_truth(found, pair), weight) for pair, weight in zip(terms.rules, adds, strict=True)]
        low = sum(weight for truth, weight in truths if truth is True)
        return Counted(low, low + sum(weight for truth, weight in truths if truth is None))
    return _single(found, world, name, terms)


def _single(found: SolverAnswer, world: SymbolicWorld, name: str, terms: SingleTerms) -> Single:
    if found.holds(terms.conflict):
        hits = world.hits(name)[1]
        return Single(frozenset(), frozenset(v for pair, values in hits if found.holds(pair.true) for v in values))
    possible = frozenset(value for value, term in terms.possible.items() if found.holds(term))
    interim = next((value for value, term in terms.interim.items() if found.holds(term)), None)
    if world.base.decisions[name].hit_policy != "max":
        return Single(possible, interim=interim)
    downwards = tuple(reversed(list(world.base.decisions[name].values)))
    low, high = (
        next((value for value in downwards if found.holds(levels[value])), None) for levels in (terms.floor, terms.top)
    )
    return Highest(possible, interim=interim, at_least=low, at_most=high)
