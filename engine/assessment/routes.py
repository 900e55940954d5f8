"""A way to a value of a decision: what would hold once a rule had what it lacks, and what would still be in its way."""

from collections.abc import Iterable
from itertools import takewhile

from engine.assessment.answers import possible_answers
from engine.interpret.reference.answers import answer_truth
from engine.interpret.reference.evaluate import Kleene, Reference
from engine.rulebase.conditions import All, Condition, Includes, Literal, Not, OneOf, literals
from engine.rulebase.decisions import SINGLE_VALUED
from engine.rulebase.facts import Answer, Members
from engine.rulebase.rules import Rule
from engine.rulebase.truth import Truth

Subject = tuple[str, bool]
"""What a literal asks about: its name, and whether it is a decision."""

Needed = list[tuple[Literal, bool]]
"""Literals, each with whether it must hold or must not."""


class Route(Kleene):
    """What is so when a rule fires: what it needs holds, and what hangs on answers that had to change is not known.

    Of a question that must have another answer, all answers that would do are tried.
    """

    def __init__(self, now: Reference, rule: Rule) -> None:
        """Take a rule by the evaluation of now."""
        self._now = now
        self._needed, loose = _parts(rule.condition)
        self._holds: dict[Condition, bool] = {**dict(self._needed), **dict.fromkeys(loose, True)}
        wanting = {_subject(each) for each, wanted in self._needed if now.literal(each) is not wanted}
        self._loose = {_subject(each) for part in loose if now.truth(part) is not True for each in literals(part)}
        self._moved = frozenset[str]().union(*map(self._behind, wanting | self._loose))
        asked = {_subject(each) for each, _ in self._needed}
        self._answers = {each: self._fitting(each) for each in asked if each in wanting or self._moves(each)}

    @property
    def is_possible(self) -> bool:
        """Tell whether each question that the rule needs has an answer that would do."""
        return all(answers is None or answers for answers in self._answers.values())

    def truth(self, condition: Condition) -> Truth:
        """Work out a condition; the parts of the rule's own hold as it needs them."""
        return self._holds[condition] if condition in self._holds else super().truth(condition)

    def literal(self, literal: Literal) -> Truth:
        """Work out a literal as far as every answer that would do agrees; unknown where it hangs on what moves."""
        subject = _subject(literal)
        answers = self._answers.get(subject)
        if answers is not None:
            found = {self._truth(literal, answer) for answer in answers}
            return found.pop() if len(found) == 1 else None
        unknown = subject in self._loose or subject in self._answers or self._moves(subject)
        return None if unknown else self._now.literal(literal)

    def _behind(self, subject: Subject) -> frozenset[str]:
        name, on_decision = subject
        return self._now.base.reads.questions_behind(name) if on_decision else frozenset({name})

    def _moves(self, subject: Subject) -> bool:
        return not self._moved.isdisjoint(self._behind(subject))

    def _truth(self, literal: Literal, answer: Answer | None) -> Truth:
        if not literal.on_decision:
            return answer_truth(literal.test, answer, self._now.as_of)
        return answer in literal.test.values if isinstance(literal.test, OneOf) else None

    def _fitting(self, subject: Subject) -> list[Answer | None] | None:
        """List the answers, or values of a decision, that would do; none where they can't be listed."""
        name, on_decision = subject
        base, tests = self._now.base, [each for each in self._needed if _subject(each[0]) == subject]
        if on_decision:
            listed = all(isinstance(each.test, OneOf) for each, _ in tests)
            return self._that_fit([*base.decisions[name].values, None] if listed else (), tests)
        if name in base.facts and base.facts[name].kind == "choices":
            return self._with_members(name, tests)
        return self._that_fit((answer for _, answer in possible_answers(base, name, None, self._now.as_of)), tests)

    def _that_fit(self, answers: Iterable[Answer | None], tests: Needed) -> list[Answer | None] | None:
        every = list(answers)
        fitting = [each for each in every if all(self._truth(literal, each) is wanted for literal, wanted in tests)]
        return fitting if every else None

    def _with_members(self, name: str, tests: Needed) -> list[Answer | None]:
        """Give the one set that has, and lacks, the members that are needed, and else is as it is now."""
        wanted, unwanted = (
            frozenset(each.test.member for each, holds in tests if holds is side and isinstance(each.test, Includes))
            for side in (True, False)
        )
        now = self._now.facts.get(name)
        known = now if isinstance(now, Members) else Members(frozenset(), frozenset())
        found = Members((known.holds | wanted) - unwanted, (known.fails | unwanted) - wanted)
        return [] if wanted & unwanted else [found]


def in_the_way(reference: Reference, name: str, rule: Rule, value: str) -> tuple[str, ...] | None:
    """List the rules that would have to be ruled out besides, for a rule to give a decision a value.

    They are for other values, and open, or would not be ruled out by what the rule lacks. Those that have fired and
    decided are not listed again. None where the rule would not give the value at all: nothing that could be answered
    would make it fire, or a row above it would then decide.
    """
    decision, rules = reference.base.decisions[name], reference.base.rules_of[name]
    if decision.hit_policy not in SINGLE_VALUED:
        return ()
    if decision.hit_policy == "first":
        rules = tuple(takewhile(lambda each: each.name != rule.name, rules))
    rivals = [each for each in rules if value not in each.values_for(name)]
    if decision.hit_policy == "max":
        rivals = [each for each in rivals if max(map(decision.rank, each.values_for(name))) > decision.rank(value)]
    route = Route(reference, rule)
    left = [each for each in rivals if route.truth(each.condition) is not False]
    if not route.is_possible:
        return None
    if decision.hit_policy == "first" and any(route.truth(each.condition) for each in left):
        return None
    return tuple(each.name for each in left if reference.rule(each) is not True)


def _subject(literal: Literal) -> Subject:
    return literal.subject, literal.on_decision


def _parts(condition: Condition) -> tuple[Needed, list[Condition]]:
    """Take a condition apart: literals that must hold, or must not, and parts that may hold in several ways."""
    match condition:
        case Literal():
            return [(condition, True)], []
        case Not(Literal() as literal):
            return [(literal, False)], []
        case All(parts):
            found = [_parts(part) for part in parts]
            return [each for needed, _ in found for each in needed], [each for _, loose in found for each in loose]
    return [], [condition]
