"""A whole rule base as one circuit: the truth of every rule, the planes of every decision, and what is waited for."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from engine.interpret.columnar.circuit import Circuit, Node
from engine.interpret.columnar.conditions import Conditions
from engine.interpret.columnar.hit_policies import outcome
from engine.interpret.columnar.outcomes import Decided, Members, OneValue, asked, asked_meanwhile
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Literal
from engine.rulebase.rules import Rule


@dataclass
class Net:
    """The circuit of a rule base. Nothing is built that is not asked for, and nothing is built twice."""

    base: RuleBase
    circuit: Circuit = field(default_factory=Circuit)

    def __post_init__(self) -> None:
        self.conditions = Conditions(self.base, self.circuit, self._decided_literal)
        self._meanwhile = Conditions(self.base, self.circuit, self._meanwhile_literal)
        self._decided: dict[str, Decided] = {}
        self._rules: dict[str, Node] = {}

    def rule(self, rule: Rule) -> Node:
        """Give the truth of a rule: fired, ruled out, or open."""
        if rule.name not in self._rules:
            self._rules[rule.name] = self.conditions.truth(rule.condition)
        return self._rules[rule.name]

    def decided(self, name: str) -> Decided:
        """Give the outcome of a decision, with what holds meanwhile."""
        if name not in self._decided:
            hits = [(self.rule(rule), rule.values_for(name)) for rule in self.base.rules_of[name]]
            made = outcome(self.circuit, self.base.decisions[name], hits)
            self._decided[name] = made
            if isinstance(made, Members):
                self._decided[name] = replace(made, interim=self._interim_members(name, made))
        return self._decided[name]

    def _interim_members(self, name: str, made: Members) -> dict[str, Node]:
        """Find who would be in a set if each open decision stood at its interim value."""
        meanwhile = dict.fromkeys(made.truths, self.circuit.none)
        for rule in self.base.rules_of[name]:
            fired = self.circuit.certain(self._meanwhile.truth(rule.condition))
            for value in rule.values_for(name):
                meanwhile[value] = self.circuit.either(meanwhile[value], fired)
        return {
            member: self.circuit.both(
                self.circuit.without(meanwhile[member], self.circuit.certain(truth)),
                made.open,
            )
            for member, truth in made.truths.items()
        }

    def _decided_literal(self, literal: Literal) -> Node:
        return asked(self.circuit, self.decided(literal.subject), literal.test)

    def _meanwhile_literal(self, literal: Literal) -> Node:
        return asked_meanwhile(self.circuit, self.decided(literal.subject), literal)

    def gives(self, name: str, rule: Rule) -> Node:
        """Build the plane of those for whom a rule has fired and gives the decision, or its lower bound."""
        fired = self.circuit.certain(self.rule(rule))
        decided = self.decided(name)
        if not isinstance(decided, OneValue):
            return fired
        values = rule.values_for(name)
        if self.base.decisions[name].hit_policy == "max":
            given = self.circuit.any_of((self.lowest(name, value) for value in values), height=1)
        else:
            given = self.circuit.any_of((decided.possible[value] for value in values), height=1)
        return self.circuit.both(fired, self.circuit.either(given, decided.against))

    def lowest(self, name: str, value: str) -> Node:
        """Build the plane of those for whom a value is the lowest that is possible, and some value is certain."""
        possible = self._ladder(name)
        order = list(self.base.decisions[name].values)
        lower: Iterable[Node] = (possible[each] for each in [None, *order[: order.index(value)]])
        return self.circuit.without(possible[value], self.circuit.any_of(lower, height=1))

    def highest(self, name: str, value: str) -> Node:
        """Build the plane of those for whom a value is the highest that is possible, and some value is certain."""
        possible = self._ladder(name)
        order = list(self.base.decisions[name].values)
        higher: Iterable[Node] = (possible[each] for each in [None, *order[order.index(value) + 1 :]])
        return self.circuit.without(possible[value], self.circuit.any_of(higher, height=1))

    def _ladder(self, name: str) -> dict[str | None, Node]:
        decided = self.decided(name)
        if not isinstance(decided, OneValue):
            raise TypeError(f"`{name}` has no lowest value")
        return dict(decided.possible)

    def settled(self, name: str) -> Node:
        """Build the plane of those for whom a decision is settled."""
        decided = self.decided(name)
        return decided.settled if isinstance(decided, OneValue) else self.circuit.negated(decided.open)
