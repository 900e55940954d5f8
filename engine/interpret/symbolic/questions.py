"""What may be known of each question, as terms: one of its answers, some members of a set, or how old a date is.

Numbers are cut into the intervals that the rules tell apart; every number of an interval passes the same tests. Of a
*complete* profile everything is known, and each truth is settled.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import z3

from engine.frozen import frozen
from engine.interpret.symbolic.days import KindOfDay, kinds_of_days
from engine.interpret.symbolic.terms import Term, TruthTerms, both, either, no, settled
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Between, Condition, Includes, OlderThan, OneOf, Test, literals
from engine.rulebase.facts import Fact
from engine.rulebase.periods import ALWAYS, Period
from engine.source.duration import Duration

MOST_DIGITS = 10**15 - 1
"""The largest number that a proof considers where a question has no range: as large as can be written."""

FEW = 5


@frozen
class Chosen:
    """One of several answers. `known` says for each that it is the answer; where none is, the answer is unknown."""

    answers: tuple[bool | str | int, ...]
    known: tuple[Term, ...]
    complete: bool = False

    def truth(self, test: Test) -> TruthTerms:
        """Test the answer."""
        inside = [passes(answer, test) for answer in self.answers]
        true = either(known for known, yes in zip(self.known, inside, strict=True) if yes)
        if self.complete:
            return settled(true)
        return TruthTerms(true, no(either(known for known, yes in zip(self.known, inside, strict=True) if not yes)))

    def at(self, place: int) -> "Chosen":
        """Give the same question with one answer given."""
        return Chosen(self.answers, tuple(n == place for n in range(len(self.answers))), self.complete)


def passes(answer: bool | str | int, test: Test) -> bool:
    """Test one answer; an interval of numbers is stood for by its first."""
    match test:
        case OneOf(values):
            return answer in values
        case Between(low, high) if isinstance(answer, int):
            return (low is None or low <= answer) and (high is None or answer <= high)
    raise TypeError(f"a {type(test).__name__} test can't be asked of one answer")


@frozen
class MemberTerms:
    """A set of choices: for each member that it is known to be in, and that it is known not to be."""

    holds: Mapping[str, Term]
    fails: Mapping[str, Term]

    def truth(self, test: Test) -> TruthTerms:
        """Test whether a member is in."""
        if not isinstance(test, Includes):
            raise TypeError(f"a {type(test).__name__} test can't be asked of a set")
        return TruthTerms(self.holds[test.member], no(self.fails[test.member]))

    def at(self, member: str, *, holds: bool) -> "MemberTerms":
        """Give the same set with one member given, or given not to be in it."""
        return MemberTerms({**self.holds, member: holds}, {**self.fails, member: not holds})


@frozen
class Dated:
    """A date: that it is known, and for each age that the rules ask for, that it is older."""

    known: Term
    older: Mapping[Duration, Term]

    def truth(self, test: Test) -> TruthTerms:
        """Test the age."""
        if not isinstance(test, OlderThan):
            raise TypeError(f"a {type(test).__name__} test can't be asked of a date")
        older = self.older[test.age]
        return (
            settled(older)
            if self.known is True
            else TruthTerms(both((self.known, older)), either((no(self.known), older)))
        )


AnswerTerms = Chosen | MemberTerms | Dated


@dataclass(slots=True)
class Questions:
    """What may be known of every question of a pack, and what must hold between the terms.

    `days` are the kinds of days of assessment, with the term that says which it is. Where no day may be given
    (`day_known` is false), a date is not known even if its silence is an answer.
    """

    complete: bool
    known: dict[str, AnswerTerms] = field(default_factory=dict)
    constraints: list[Term] = field(default_factory=list)
    days: list[tuple[Term, KindOfDay]] = field(default_factory=list)
    own: dict[str, list[Term]] = field(default_factory=dict)
    day_known: bool = False

    def about(self, names: Iterable[str]) -> Iterator[Term]:
        """Walk what must hold between the terms of some questions; what is common to all stands under no name."""
        for name in ("", *names):
            yield from self.own.get(name, ())

    def declare(self, fact: Fact, tests: Iterable[Test], prefix: str = "") -> AnswerTerms | None:
        """Make the terms for one question; free text has none, since no condition may read it.

        A question whose silence is an answer is always known. Only a date is not, where no day is given.
        """
        before = len(self.constraints)
        known = self._declared(fact, tests, f"{prefix}{fact.name}")
        self.own[fact.name] = self.constraints[before:]
        return known

    def _declared(self, fact: Fact, tests: Iterable[Test], name: str) -> AnswerTerms | None:
        always = fact.when_silent is not None and (fact.kind != "date" or self.day_known)
        if always and not self.complete:
            return Questions(complete=True, constraints=self.constraints, days=self.days)._declared(fact, tests, name)
        match fact.kind:
            case "yes_no":
                return self.chosen(name, (False, True))
            case "choice":
                return self.chosen(name, tuple(fact.values))
            case "number":
                return self.chosen(name, intervals(fact, tests))
            case "choices":
                return self.members(name, tuple(fact.values))
            case "date":
                return self._dated(name, sorted({t.age for t in tests if isinstance(t, OlderThan)}, key=str))
            case "text":
                return None

    def chosen(self, name: str, answers: Sequence[bool | str | int]) -> Chosen:
        """Make the terms for one of several answers."""
        if self.complete and len(answers) == 1:
            return Chosen(tuple(answers), (True,), True)
        if self.complete and len(answers) == 2:
            second = z3.Bool(f"{name}={answers[1]}")
            return Chosen(tuple(answers), (z3.Not(second), second), True)
        known = tuple(z3.Bool(f"{name}={answer}") for answer in answers)
        self.constraints += one_at_most(known)
        if self.complete:
            self.constraints.append(either(known))
        return Chosen(tuple(answers), known, self.complete)

    def members(self, name: str, members: Sequence[str]) -> MemberTerms:
        """Make the terms for a set of choices."""
        holds = {member: z3.Bool(f"{name}+{member}") for member in members}
        if self.complete:
            return MemberTerms(holds, {member: z3.Not(term) for member, term in holds.items()})
        fails = {member: z3.Bool(f"{name}-{member}") for member in members}
        self.constraints += [either((no(holds[member]), no(fails[member]))) for member in members]
        return MemberTerms(holds, fails)

    def _dated(self, name: str, ages: Sequence[Duration]) -> Dated:
        known = True if self.complete else z3.Bool(f"{name}?")
        dated = Dated(known, {age: z3.Bool(f"{name}>{age}") for age in ages})
        self.constraints += self.in_order(dated)
        return dated

    def in_order(self, dated: Dated) -> Iterator[Term]:
        """Walk what holds between the ages of one date: what ended earlier has ended too."""
        for is_day, kind in self.days:
            asked = sorted(dated.older, key=lambda age: kind.last_older[age] or kind.day.min)
            for age in asked:
                if kind.last_older[age] is None:
                    yield either((no(is_day), no(dated.older[age])))
            for one, other in pairwise(asked):
                yield either((no(is_day), no(dated.older[one]), dated.older[other]))
                if kind.last_older[one] == kind.last_older[other]:
                    yield either((no(is_day), no(dated.older[other]), dated.older[one]))


def one_at_most(terms: Sequence[Term]) -> list[Term]:
    """Say that at most one of them holds."""
    if len(terms) > FEW:
        return [z3.AtMost(*terms, 1)]
    return [either((no(one), no(other))) for place, one in enumerate(terms) for other in terms[:place]]


def intervals(fact: Fact, tests: Iterable[Test]) -> list[int]:
    """List the first number of each interval that the tests tell apart, from the lowest."""
    low, high = fact.range or (-MOST_DIGITS, MOST_DIGITS)
    firsts = {low}
    for test in tests:
        if isinstance(test, Between):
            firsts |= {test.low} if test.low is not None else set()
            firsts |= {test.high + 1} if test.high is not None else set()
    return sorted(first for first in firsts if low <= first <= high)


def open_questions(
    base: RuleBase,
    *,
    complete: bool,
    also: tuple[Condition, ...] = (),
    prefix: str = "",
    stretch: Period = ALWAYS,
    day_known: bool = False,
) -> Questions:
    """Leave every question of a pack open: for complete profiles, or for partial ones.

    `also` are conditions beside those of the rules that will be asked; `prefix` keeps two such sets of terms apart. The
    assessment is made on some day of the `stretch`; with `day_known` never without one.
    """
    tests: dict[str, set[Test]] = {}
    for condition in (*(rule.condition for rule in base.rules.values()), *also):
        for literal in literals(condition):
            if not literal.on_decision:
                tests.setdefault(literal.subject, set()).add(literal.test)
    questions = Questions(complete=complete, day_known=day_known)
    days_of(questions, {t.age for asked in tests.values() for t in asked if isinstance(t, OlderThan)}, prefix, stretch)
    for fact in (*base.facts.values(), *(control.as_fact() for control in base.controls.values())):
        known = questions.declare(fact, tests.get(fact.name, ()), prefix)
        if known is not None:
            questions.known[fact.name] = known
    return questions


def days_of(questions: Questions, ages: Collection[Duration], prefix: str = "", stretch: Period = ALWAYS) -> None:
    """Leave open on what kind of day the assessment is made, as far as the ages that are asked for can tell."""
    kinds = kinds_of_days(tuple(sorted(ages, key=str)), stretch)
    is_day: list[Term] = [z3.Bool(f"{prefix}day {n}") for n in range(len(kinds))] if len(kinds) > 1 else [True]
    questions.days += zip(is_day, kinds, strict=True)
    if len(kinds) > 1:
        questions.own[""] = [either(is_day), z3.AtMost(*is_day, 1)]
        questions.constraints += questions.own[""]
