"""Two whole packs over the same answers: which profiles come out otherwise by one than by the other?

A question that only one of them asks, or that they ask in different ways, is answered for that one alone. Answers that
only one of them allows are left out: no profile with one of them can be read by both.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from engine.checks.differences.silence import with_silence_as
from engine.frozen import frozen
from engine.interpret.symbolic.equivalence import differing, is_open
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.outcomes import SingleTerms
from engine.interpret.symbolic.questions import AnswerTerms, Questions, open_questions
from engine.interpret.symbolic.reading import facts_of
from engine.interpret.symbolic.solving import Solver, SolverAnswer
from engine.interpret.symbolic.terms import Term, both, either
from engine.rulebase.base import RuleBase
from engine.rulebase.common_questions import common_questions, questions_of
from engine.rulebase.conditions import Condition, Test, literals
from engine.rulebase.facts import Answer, Fact, Facts, Members
from engine.rulebase.periods import ALWAYS, Period


@frozen
class Differs:
    """A decision, or one member of a set, that may come out otherwise, and when it does."""

    decision: str
    member: str
    term: Term


@dataclass(frozen=True)
class PackPair:
    """Every profile of one sort (complete, or partial too), as each of two packs reads it."""

    questions: Questions
    before: SymbolicWorld
    after: SymbolicWorld
    given: tuple[Mapping[str, AnswerTerms], Mapping[str, AnswerTerms]]
    """What is answered, before either takes silence as an answer."""

    @property
    def silence_differs(self) -> bool:
        """Tell whether there is a question to which one pack takes silence otherwise than the other."""
        return any(
            self.given[n][name] is not known
            for n, w in enumerate((self.before, self.after))
            for name, known in w.known.items()
        )

    @cached_property
    def resting_on_conflicts(self) -> frozenset[str]:
        """The decisions of which rules can fire against each other in either pack, and all that rest on these."""
        solver, found = Solver(self.questions.constraints), frozenset[str]()
        for world in (self.before, self.after):
            outcomes = {name: world.outcome(name) for name in world.base.decisions}
            terms = {name: each.conflict for name, each in outcomes.items() if isinstance(each, SingleTerms)}
            answers = solver.find_each(terms.values(), models=False)
            against = {name for name, answer in zip(terms, answers, strict=True) if answer.kind != "none"}
            found |= world.base.reads.with_all_readers(against)
        return found

    def differing(self, decision: str, rules: Set[str], renamed: Mapping[str, str]) -> list[Differs]:
        """Say when a decision of both comes out otherwise; of partial profiles, when it is open by one at least.

        A profile that leaves a decision settled by both, and otherwise, stays so however it is completed. Not so where
        one of them takes silence for another answer than the other, which is no silence any more once it is completed;
        nor where rules can fire against each other, since what rests on these may be settled only until they do.
        """
        called = {old: new for new, old in renamed.items()}
        found = []
        for member, term in differing(self.before, self.after, decision, rules, renamed):
            if not (self.questions.complete or self.silence_differs or decision in self.resting_on_conflicts):
                opens = (
                    is_open(self.before, decision, member),
                    is_open(self.after, decision, called.get(member, member)),
                )
                term = both((term, either(opens)))  # noqa: PLW2901  the same, of open profiles only
            found.append(Differs(decision, member, term))
        return found

    def answers(self, asked: Sequence[Differs], rlimit: int) -> list[SolverAnswer]:
        """Find a profile for each of them."""
        return list(Solver(self.questions.constraints, rlimit).find_each([each.term for each in asked]))

    def facts(self, found: SolverAnswer) -> tuple[Facts, Facts, date]:
        """Read what a profile answers as each pack sees it, and the day of assessment."""
        sides = []
        for world, given in zip((self.before, self.after), self.given, strict=True):
            facts, day = facts_of(found, self.questions, given)
            asked = questions_of(world.base)
            own = {name: _own(answer, asked[name]) for name, answer in facts.items()}
            sides.append({name: answer for name, answer in own.items() if answer is not None})
        return sides[0], sides[1], day


def _own(answer: Answer, fact: Fact) -> Answer | None:
    """Keep, of a set, the choices that this pack has."""
    if not isinstance(answer, Members):
        return answer
    values = frozenset(fact.values)
    own = Members(answer.holds & values, answer.fails & values)
    return own if own.holds or own.fails else None


def two_packs(before: RuleBase, after: RuleBase, *, complete: bool, stretch: Period = ALWAYS) -> PackPair:
    """Leave every question of both packs open; the assessment is made on some day of the stretch."""
    common, mine, theirs = common_questions(before, after), questions_of(before), questions_of(after)
    apart = {name: fact for name, fact in theirs.items() if name not in common and name in mine}
    everything = {**theirs, **mine, **common}
    conditions = _conditions(after)
    both_ask = replace(before, facts=everything, controls={})
    questions = open_questions(both_ask, complete=complete, also=conditions, stretch=stretch)
    shared = {**questions.known, **_dates_never_unknown(questions, everything, (*_conditions(before), *conditions))}
    own = {fact.name: questions.declare(fact, _tests(fact.name, conditions), "after ") for fact in apart.values()}
    own |= _dates_never_unknown(questions, apart, conditions, "after always ")
    ours = {name: known for name, known in shared.items() if name in mine}
    rest = {name: known for name, known in shared.items() if name in theirs}
    others = {**rest, **{name: known for name, known in own.items() if known is not None}}
    return PackPair(questions, _world(before, ours, common), _world(after, others, common), (ours, others))


def _world(base: RuleBase, given: Mapping[str, AnswerTerms], common: Mapping[str, Fact]) -> SymbolicWorld:
    """Make the world of one pack, with silence taken as it takes it; that is told already where both take it alike."""
    known = dict(given)
    for name, fact in base.facts.items():
        if name in common and fact.when_silent is not None and common[name].when_silent is None and name in known:
            known[name] = with_silence_as(known[name], fact.when_silent)
    return SymbolicWorld(base, known)


def _dates_never_unknown(
    questions: Questions, facts: Mapping[str, Fact], conditions: Sequence[Condition], prefix: str = "always "
) -> Mapping[str, AnswerTerms]:
    """Declare the dates again that have an answer even where nobody gave one: there is always a day of assessment."""
    never = Questions(complete=True, constraints=questions.constraints, days=questions.days)
    dates = (fact for fact in facts.values() if fact.kind == "date" and fact.when_silent is not None)
    found = {fact.name: never.declare(fact, _tests(fact.name, conditions), prefix) for fact in dates}
    return {name: known for name, known in found.items() if known is not None}


def _conditions(base: RuleBase) -> tuple[Condition, ...]:
    return tuple(rule.condition for rule in base.rules.values())


def _tests(question: str, conditions: Sequence[Condition]) -> set[Test]:
    asked = (each for condition in conditions for each in literals(condition))
    return {each.test for each in asked if each.subject == question and not each.on_decision}
