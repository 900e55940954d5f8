"""One evaluation over answers that are left open: every rule and decision as terms, worked out when asked for."""

from collections.abc import Mapping, Set

import z3

from engine.interpret.symbolic.days import kinds_of_days
from engine.interpret.symbolic.outcomes import CollectedTerms, OutcomeTerms, outcome
from engine.interpret.symbolic.questions import Known, Questions
from engine.interpret.symbolic.terms import Pair, Term, all_of, any_of, at_least, both, either, negation, no
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Literal, Not, OlderThan, Test, literals
from engine.rulebase.decisions import Decision
from engine.rulebase.periods import ALWAYS, Period
from engine.rulebase.rules import Rule
from engine.source.duration import Duration


def open_questions(
    base: RuleBase,
    *,
    complete: bool,
    also: tuple[Condition, ...] = (),
    prefix: str = "",
    stretch: Period = ALWAYS,
) -> Questions:
    """Leave every question of a pack open: for complete profiles, or for partial ones.

    `also` are conditions beside those of the rules that will be asked; `prefix` keeps two such sets of terms apart. The
    assessment is made on some day of the `stretch`.
    """
    tests: dict[str, set[Test]] = {}
    for condition in (*(rule.condition for rule in base.rules.values()), *also):
        for literal in literals(condition):
            if not literal.on_decision:
                tests.setdefault(literal.subject, set()).add(literal.test)
    questions = Questions(complete=complete)
    days_of(questions, {t.age for asked in tests.values() for t in asked if isinstance(t, OlderThan)}, prefix, stretch)
    for fact in (*base.facts.values(), *(control.as_fact() for control in base.controls.values())):
        known = questions.declare(fact, tests.get(fact.name, ()), prefix)
        if known is not None:
            questions.known[fact.name] = known
    return questions


def days_of(questions: Questions, ages: Set[Duration], prefix: str = "", stretch: Period = ALWAYS) -> None:
    """Leave open on what kind of day the assessment is made, as far as the ages that are asked for can tell."""
    kinds = kinds_of_days(tuple(sorted(ages, key=str)), stretch)
    is_day: list[Term] = [z3.Bool(f"{prefix}day {n}") for n in range(len(kinds))] if len(kinds) > 1 else [True]
    questions.days += zip(is_day, kinds, strict=True)
    if len(kinds) > 1:
        questions.own[""] = [either(is_day), z3.AtMost(*is_day, 1)]
        questions.constraints += questions.own[""]


class World:
    """One evaluation. A world in which one question is given otherwise shares all that does not hang on it."""

    def __init__(self, base: RuleBase, known: Mapping[str, Known], *, parent: "World | None" = None) -> None:
        self.base = base
        self.known = known
        self._parent = parent
        self.changed = frozenset(n for n in known if parent and known[n] is not parent.known[n])
        self._rules: dict[str, Pair] = {}
        self._meanwhile: dict[str, Term] = {}
        self._held: dict[str, dict[str, Term]] = {}
        self._outcomes: dict[str, OutcomeTerms] = {}
        self._literals: dict[Literal, Pair] = {}

    def given(self, question: str, known: Known) -> "World":
        """The same world, with one question given in this way."""
        return World(self.base, {**self.known, question: known}, parent=self)

    def over(self, base: RuleBase, rules: Set[str], decisions: Set[str]) -> "World":
        """The same answers, by a base that differs only in these rules and decisions; all other terms are shared."""
        again = World(base, self.known)
        again._rules = {rule.name: self.rule(rule) for rule in base.rules.values() if rule.name not in rules}
        again._outcomes = {name: self.outcome(name) for name in base.decisions if name not in decisions}
        again._meanwhile = {name: term for name, term in self._meanwhile.items() if name not in rules}
        again._literals = {
            literal: pair
            for literal, pair in self._literals.items()
            if not (literal.on_decision and literal.subject in decisions)
        }
        return again

    def truth(self, condition: Condition) -> Pair:
        """Work out a condition by the strong Kleene tables."""
        match condition:
            case Literal():
                return self.literal(condition)
            case All(parts):
                return all_of([self.truth(part) for part in parts])
            case AnyOf(parts):
                return any_of([self.truth(part) for part in parts])
            case Not(part):
                return negation(self.truth(part))
            case AtLeast(n, parts):
                return at_least(n, [self.truth(part) for part in parts])

    def literal(self, literal: Literal) -> Pair:
        """Work out a literal over a fact, the status of a control, or an earlier decision."""
        if literal not in self._literals:
            subject = self.outcome(literal.subject) if literal.on_decision else self.known[literal.subject]
            self._literals[literal] = subject.truth(literal.test)
        return self._literals[literal]

    def rule(self, rule: Rule) -> Pair:
        """Say of a rule when it is fired, and when not ruled out."""
        if rule.name not in self._rules:
            above = self._shared(self.base.reads.questions_behind_rule(rule.name))
            self._rules[rule.name] = above.rule(rule) if above else self.truth(rule.condition)
        return self._rules[rule.name]

    def outcome(self, name: str) -> OutcomeTerms:
        """Work out a decision, and first all that its rules read."""
        if name not in self._outcomes:
            above = self._shared(self.base.reads.questions_behind(name))
            self._outcomes[name] = above.outcome(name) if above else outcome(*self.hits(name))
        return self._outcomes[name]

    def member(self, name: str, value: str) -> Pair:
        """Say of one member of a `collect` decision when it is certain, and when it may come."""
        pairs = [self.rule(rule) for rule in self.base.reads.rules_giving(name, value)]
        return Pair(either(pair.true for pair in pairs), either(pair.possible for pair in pairs))

    def member_meanwhile(self, name: str, value: str) -> Term:
        """Say of one member that some rule for it fires while every interim value stands."""
        return either(self.fires_meanwhile(rule) for rule in self.base.reads.rules_giving(name, value))

    def hits(self, name: str) -> tuple[Decision, list[tuple[Pair, tuple[str, ...]]]]:
        """Give a decision with the status of its rules and the values they give."""
        rules = self.base.rules_of[name]
        return self.base.decisions[name], [(self.rule(rule), rule.values_for(name)) for rule in rules]

    def held_meanwhile(self, name: str) -> dict[str, Term]:
        """Say of each member of a `collect` decision that it is to be held while something of it is open.

        An interim value is seen by the rules that read its decision themselves, and never feeds another decision.
        """
        if name not in self._held:
            above = self._shared(self.base.reads.questions_behind(name))
            self._held[name] = above.held_meanwhile(name) if above else self._work_out_held(name)
        return self._held[name]

    def _work_out_held(self, name: str) -> dict[str, Term]:
        found = self.outcome(name)
        if not isinstance(found, CollectedTerms):
            return {}
        is_open = either(pair.open for pair in found.members.values())
        return {
            value: both((is_open, self.member_meanwhile(name, value), no(pair.true)))
            for value, pair in found.members.items()
        }

    def fires_meanwhile(self, rule: Rule) -> Term:
        """Say of a rule that it fires while every interim value stands."""
        if rule.name not in self._meanwhile:
            above = self._shared(self.base.reads.questions_behind_rule(rule.name))
            self._meanwhile[rule.name] = (
                above.fires_meanwhile(rule) if above else _Meanwhile(self).truth(rule.condition).true
            )
        return self._meanwhile[rule.name]

    def _shared(self, questions: frozenset[str]) -> "World | None":
        return None if self._parent is None or self.changed & questions else self._parent


class _Meanwhile:
    """Conditions with each open decision that has an interim value taken as settled at it."""

    def __init__(self, world: World) -> None:
        self.world = world

    def truth(self, condition: Condition) -> Pair:
        match condition:
            case Literal(subject, test, True):
                return self.world.outcome(subject).meanwhile(test)
            case Literal():
                return self.world.literal(condition)
            case All(parts):
                return all_of([self.truth(part) for part in parts])
            case AnyOf(parts):
                return any_of([self.truth(part) for part in parts])
            case Not(part):
                return negation(self.truth(part))
            case AtLeast(n, parts):
                return at_least(n, [self.truth(part) for part in parts])
