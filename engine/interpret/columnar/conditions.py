"""From conditions to a circuit: Kleene's tables for the trees, and for each kind of test the planes that decide it."""

from collections.abc import Callable
from dataclasses import dataclass

from engine.interpret.columnar.circuit import Circuit, Node
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, AnyOf, AtLeast, Between, Condition, Includes, Literal, Not, OlderThan, OneOf
from engine.rulebase.facts import Fact


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Asks for the plane of those whose answer is not known; of a set: whether this member belongs to it."""

    subject: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """Asks for the plane of those whose answer is known and passes this test. Of a choice, the test is one value."""

    subject: str
    test: OneOf | Includes | Between | OlderThan


Asked = Unanswered | Answered
"""What the columns of a table are asked: the keys of the planes that are handed in."""

OfDecision = Callable[[Literal], Node]


@dataclass
class Conditions:
    """Builds conditions into a circuit. What a literal over an earlier decision comes to is asked of `of_decision`."""

    base: RuleBase
    circuit: Circuit
    of_decision: OfDecision

    def truth(self, condition: Condition) -> Node:
        """Build a condition, and give its truth."""
        match condition:
            case Literal():
                return self.of_decision(condition) if condition.on_decision else self.of_fact(condition)
            case All(parts):
                return self.circuit.all_of(map(self.truth, parts))
            case AnyOf(parts):
                return self.circuit.any_of(map(self.truth, parts))
            case Not(part):
                return self.circuit.negated(self.truth(part))
            case AtLeast(n, parts):
                return self.circuit.reaches(self.circuit.counted([self.truth(part) for part in parts]), n)

    def of_fact(self, literal: Literal) -> Node:
        """Build a literal over an answer: certain where a known answer passes, possible also where there is none."""
        fact, test = self.base.question(literal.subject), literal.test
        if isinstance(test, OneOf):
            return self._one_of(fact, test)
        member = test.member if isinstance(test, Includes) else ""
        return self._where(self.circuit.input(Answered(fact.name, test)), fact, member)

    def _one_of(self, fact: Fact, test: OneOf) -> Node:
        """Build a choice from the planes of single values: of those in the set, or of the others and turned round.

        The fewer are spelled out, and of two values always the first, so that the other needs no plane.
        """
        values: list[str | bool] = [True, False] if fact.kind == "yes_no" else list(fact.values)
        chosen = [value for value in values if value in test.values]
        others = [value for value in values if value not in test.values]
        turned = len(others) < len(chosen) or (len(values) == 2 and values[0] in others and bool(chosen))
        spelled = others if turned else chosen
        truth = self._where(self.circuit.any_of((self._is(fact, value) for value in spelled), height=1), fact)
        return self.circuit.negated(truth) if turned else truth

    def _is(self, fact: Fact, value: str | bool) -> Node:
        return self.circuit.input(Answered(fact.name, OneOf(frozenset({value}))))

    def _where(self, certain: Node, fact: Fact, member: str = "") -> Node:
        missing = self.circuit.input(Unanswered(fact.name, member))
        return self.circuit.truth(certain, self.circuit.either(certain, missing))
