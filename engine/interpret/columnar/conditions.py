"""From conditions to a circuit: Kleene's tables for the trees, and for each kind of test the planes that decide it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from engine.frozen import frozen
from engine.interpret.columnar.circuit import Circuit, Wire
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import (
    All,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Includes,
    Literal,
    Not,
    OlderThan,
    OneOf,
    Test,
)
from engine.rulebase.facts import Fact


@frozen
class Unanswered:
    """Asks for the plane of those whose answer is not known; of a set: whether this member belongs to it."""

    subject: str
    member: str = ""


@frozen
class Answered:
    """Asks for the plane of those whose answer is known and passes this test. Of a choice, the test is one value."""

    subject: str
    test: OneOf | Includes | Between | OlderThan


@frozen
class Silent:
    """Asks for the plane of those who gave no answer, whatever silence means; of a set: none about this member."""

    subject: str
    member: str = ""


@frozen
class ToCome:
    """Asks for the plane of those who answered with a day after the day of assessment."""

    subject: str


PlaneKey = Unanswered | Answered | Silent | ToCome
"""What the columns of a table are asked: the keys of the planes that are handed in."""

OfDecision = Callable[[Literal], Wire]


@dataclass
class Conditions:
    """Builds conditions into a circuit. What a literal over an earlier decision comes to is asked of `of_decision`.

    Those over answers are built once, and stand in `of_facts`.
    """

    base: RuleBase
    circuit: Circuit
    of_decision: OfDecision
    of_facts: dict[Literal, Wire] = field(default_factory=dict)

    def truth(self, condition: Condition, *, holds: bool = True) -> Wire:
        """Build a condition, or that it does not hold, and give its truth.

        A `not` is brought down to the literals, all of which are turned round together before anything else is done.
        """
        match condition:
            case Literal():
                found = self.of_decision(condition) if condition.on_decision else self.of_fact(condition)
                return found if holds else self.circuit.negated(found)
            case Not(part):
                return self.truth(part, holds=not holds)
            case AtLeast(n, parts):
                least = n if holds else len(parts) - n + 1
                counted = self.circuit.counted([self.truth(part, holds=holds) for part in parts])
                return self.circuit.reaches(counted, least)
            case All(parts) | AnyOf(parts):
                truths = (self.truth(part, holds=holds) for part in parts)
                joined = self.circuit.all_of if isinstance(condition, All) is holds else self.circuit.any_of
                return joined(truths)

    def of_fact(self, literal: Literal) -> Wire:
        """Build a literal over an answer: certain where a known answer passes, possible also where there is none."""
        if literal not in self.of_facts:
            self.of_facts[literal] = self._of_fact(self.base.question(literal.subject), literal.test)
        return self.of_facts[literal]

    def _of_fact(self, fact: Fact, test: Test) -> Wire:
        if isinstance(test, OneOf):
            return self._one_of(fact, test)
        member = test.member if isinstance(test, Includes) else ""
        return self._where(self.circuit.input(Answered(fact.name, test)), fact, member)

    def _one_of(self, fact: Fact, test: OneOf) -> Wire:
        """Build a choice from the planes of single values: of those in the set, or of the others and turned round.

        The fewer are spelled out, and of two values always the first, so that the other needs no plane.
        """
        values: list[str | bool] = [True, False] if fact.kind == "yes_no" else list(fact.values)
        chosen = [value for value in values if value in test.values]
        others = [value for value in values if value not in test.values]
        turned = len(others) < len(chosen) or (len(values) == 2 and values[0] in others and bool(chosen))
        spelled = others if turned else chosen
        truths = [self._is(fact, value) for value in spelled]
        if truths:
            turned_round = map(self.circuit.negated, truths)
            return self.circuit.all_of(turned_round) if turned else self.circuit.any_of(truths)
        missing = self.circuit.input(Unanswered(fact.name))
        none = self.circuit.truth(self.circuit.none, missing)
        return self.circuit.negated(none) if turned else none

    def _is(self, fact: Fact, value: str | bool) -> Wire:
        return self._where(self.circuit.input(Answered(fact.name, OneOf(frozenset({value})))), fact)

    def _where(self, certain: Wire, fact: Fact, member: str = "") -> Wire:
        return self.circuit.literal(certain, self.circuit.input(Unanswered(fact.name, member)))
