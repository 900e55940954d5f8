"""Interviews with people who give the answers that are written down for them: how many each way of asking takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random

from engine import Asking, RuleBase
from engine.assessment.answers import possible_answers
from engine.interpret.evaluation import Outcome, not_left_out
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.relevance import Relevance
from engine.rulebase.facts import Answer, Facts, Members

DAY = date(2026, 5, 4)

Told = tuple[Outcome | None, ...]
"""What people are told of the decisions: what came out, or nothing where it is left out."""

Key = frozenset[tuple[str, Answer]]


@dataclass(frozen=True)
class Answers:
    """How many answers were needed: in the fixed order, in it without what no longer matters, by the next best."""

    fixed: int
    skipping: int
    best: int


class Interviews:
    """Interviews about some decisions. Whoever has no answer to a question is asked it, and says so."""

    def __init__(self, base: RuleBase, decisions: Sequence[str]) -> None:
        self.base, self.decisions = base, decisions
        self.behind = frozenset[str]().union(*(base.reads.questions_behind(name) for name in decisions))
        self._asking = Asking(base, DAY, decisions)
        self._told: dict[Key, Told] = {}
        self._next: dict[Key, tuple[str, ...]] = {}

    @cached_property
    def order(self) -> list[str]:
        """List the questions in the fixed order: the quick screen, then the others by topic."""
        rest = (each for each in self.base.questions() if each.name not in self.base.quick_screen)
        return [*self.base.quick_screen, *(each.name for each in sorted(rest, key=self.base.asking_order))]

    def answers(self, facts: Facts) -> Answers:
        """Count the answers until people are told what they are told with all of them."""
        fixed, skipping = self._in_order(facts)
        return Answers(fixed, skipping, self.by_the_next_best(facts))

    def _in_order(self, facts: Facts) -> tuple[int, int]:
        goal, known = self.told(facts), dict[str, Answer]()
        fixed = skipping = 0
        for name in self.order:
            if self.told(known) == goal:
                break
            if self.applies(known, name):
                fixed += 1
                skipping += name in self.behind and name in self.waits_for(known)
                known |= {name: facts[name]} if name in facts else {}
        return fixed, skipping

    def by_the_next_best(self, facts: Facts) -> int:
        """Count the answers where the next best question is asked each time."""
        goal, known, asked = self.told(facts), dict[str, Answer](), set[str]()
        while self.told(known) != goal:
            name = next(each for each in self.next_questions(known) if each not in asked)
            asked.add(name)
            known |= {name: facts[name]} if name in facts else {}
        return len(asked)

    def told(self, facts: Facts) -> Told:
        """Work out what people are told with these answers."""
        key = self._key(facts)
        if key not in self._told:
            reference = Reference(self.base, dict(key), DAY)
            shown = not_left_out(self.base.pack, reference.outcome, self.decisions)
            self._told[key] = tuple(reference.outcome(name) if name in shown else None for name in self.decisions)
        return self._told[key]

    def next_questions(self, facts: Facts) -> tuple[str, ...]:
        """List the next questions with these answers."""
        key = self._key(facts)
        if key not in self._next:
            self._next[key] = tuple(each.name for each in self._asking.next_questions(dict(key)))
        return self._next[key]

    def waits_for(self, facts: Facts) -> frozenset[str]:
        """Find the questions that the decisions wait for."""
        reference = Reference(self.base, facts, DAY)
        waiting, shown = Relevance(reference), not_left_out(self.base.pack, reference.outcome, self.decisions)
        return frozenset[str]().union(*(waiting.decision(name) for name in shown))

    def applies(self, facts: Facts, name: str) -> bool:
        """Tell whether a question may apply."""
        return not Reference(self.base, facts, DAY).is_beside_the_point(self.base.question(name))

    def _key(self, facts: Facts) -> Key:
        return frozenset((name, answer) for name, answer in facts.items() if name in self.behind)


def random_answers(base: RuleBase, rng: Random) -> Facts:
    """Answer every question that applies, each answer that a rule can tell from the others being as likely."""
    found = {
        fact.name: answer for fact in base.questions() if (answer := _random_answer(base, fact.name, rng)) is not None
    }
    reference = Reference(base, found, DAY)
    return {name: answer for name, answer in found.items() if not reference.is_beside_the_point(base.question(name))}


def _random_answer(base: RuleBase, name: str, rng: Random) -> Answer | None:
    fact = base.question(name)
    if fact.kind == "choices":
        holds = frozenset(value for value in fact.values if rng.random() < 0.5)
        return Members(holds, frozenset(fact.values) - holds)
    answers = [answer for _, answer in possible_answers(base, name, None, DAY)]
    return rng.choice(answers) if answers else None


def least(interviews: Interviews, facts: Facts) -> int:
    """Count the fewest of these answers with which people are told the same, as if it were known which to ask for.

    A set of answers suffices where it has one in common with every set without which they do not suffice. So a smallest
    set that has one in common with each of those found so far is tried, until it suffices.
    """
    goal = interviews.told(facts)
    given = {name: answer for name, answer in facts.items() if name in interviews.behind}
    needed: list[frozenset[str]] = []
    while True:
        tried = _smallest_common(needed)
        if interviews.told(_only(given, tried)) == goal:
            return len(tried)
        without = set(tried)
        for name in given:
            if interviews.told(_only(given, without | {name})) != goal:
                without.add(name)
        needed.append(frozenset(given) - without)


def _only(facts: Facts, names: set[str] | frozenset[str]) -> Facts:
    return {name: answer for name, answer in facts.items() if name in names}


def _smallest_common(sets: Sequence[frozenset[str]]) -> frozenset[str]:
    """Find a smallest set that has a member in common with each of some sets."""
    best = frozenset[str]().union(*sets)

    def walk(chosen: frozenset[str]) -> None:
        nonlocal best
        left = sorted((each for each in sets if each.isdisjoint(chosen)), key=lambda each: (len(each), sorted(each)))
        apart: set[str] = set()
        more = 0
        for each in left:
            if apart.isdisjoint(each):
                apart |= each
                more += 1
        if len(chosen) + more >= len(best):
            return
        if not left:
            best = chosen
            return
        often = {name: sum(name in each for each in left) for name in left[0]}
        for name in sorted(often, key=lambda name: (-often[name], name)):
            walk(chosen | {name})

    walk(frozenset())
    return best
