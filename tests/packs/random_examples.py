"""Random rule bases with a profile each, and the same profile with everything answered.

Two values that fire against each other are an error of the rule base, of which the laws do not speak. So examples are
drawn until nothing conflicts; that each law keeps enough of them is asserted in `tests/laws/test_random_bases.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TypeVar

from engine.interpret.evaluation import Evaluation
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Answer, Members
from engine.rulebase.silence import with_silence
from tests.packs.random_base import random_base, random_day, random_facts

Drawn = TypeVar("Drawn")
TRIES = 100
"""So often an example is drawn; of a generator that is as it should be, a hundred never fail in a row."""


@dataclass(frozen=True, slots=True)
class Example:
    """A rule base, what is known on a day, and what might be known later, when nothing is open."""

    base: RuleBase
    facts: Mapping[str, Answer]
    complete: Mapping[str, Answer]
    day: date | None

    def now(self) -> Evaluation:
        """Evaluate what is known."""
        return evaluate(self.base, self.facts, self.day)

    def later(self) -> Evaluation:
        """Evaluate the complete profile."""
        return evaluate(self.base, self.complete, self.day)


def random_example(rng: Random, make: Callable[[Random], RuleBase] = random_base) -> Example:
    """Draw an example, with a conflict or without."""
    base = make(rng)
    facts, day = random_facts(rng, base), random_day(rng)
    return Example(base, facts, completed(rng, base, with_silence(base, facts)), day)


def example_without_conflict(rng: Random, make: Callable[[Random], RuleBase] = random_base) -> Example:
    """Draw an example in which nothing conflicts now."""
    return first(lambda: random_example(rng, make), lambda each: not in_conflict(each.now()))


def example_without_later_conflict(rng: Random, make: Callable[[Random], RuleBase] = random_base) -> Example:
    """Draw an example in which nothing conflicts once everything is answered."""
    return first(lambda: random_example(rng, make), lambda each: not in_conflict(each.later()))


def first(draw: Callable[[], Drawn], fits: Callable[[Drawn], bool]) -> Drawn:
    """Draw until something fits."""
    for _ in range(TRIES):
        drawn = draw()
        if fits(drawn):
            return drawn
    raise AssertionError(f"of {TRIES} examples none is one that the law speaks of")


def in_conflict(found: Evaluation) -> bool:
    """Tell whether two values of a decision fire against each other."""
    return any(outcome.status == "conflict" for outcome in found.decisions.values())


def completed(rng: Random, base: RuleBase, facts: Mapping[str, Answer]) -> dict[str, Answer]:
    """Give the profile with every question answered, and every member of every set decided."""
    asked = [name for name, fact in base.facts.items() if fact.kind != "text"] + list(base.controls)
    full = dict(facts)
    while any(name not in full for name in asked):
        full = {**random_facts(rng, base), **full}
    return {name: _decided(rng, base, name, answer) for name, answer in full.items()}


def _decided(rng: Random, base: RuleBase, name: str, answer: Answer) -> Answer:
    if not isinstance(answer, Members):
        return answer
    left = [member for member in base.facts[name].values if member not in answer.holds | answer.fails]
    more = frozenset(member for member in left if rng.random() < 0.5)
    return Members(answer.holds | more, answer.fails | (frozenset(left) - more))
