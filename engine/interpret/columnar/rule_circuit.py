"""A whole rule base as one circuit: the truth of every rule, the planes of every decision, and what is waited for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from engine.interpret.columnar.circuit import Circuit, Wire
from engine.interpret.columnar.conditions import Conditions
from engine.interpret.columnar.hit_policies import outcome
from engine.interpret.columnar.outcomes import CollectedPlanes, OutcomePlanes, SinglePlanes, interim_truth, truth_of
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Literal
from engine.rulebase.rules import Rule


@dataclass
class RuleCircuit:
    """The circuit of a rule base. Nothing is built that is not asked for, and nothing is built twice."""

    base: RuleBase
    circuit: Circuit = field(default_factory=Circuit)
    of_facts: dict[Literal, Wire] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.conditions = Conditions(self.base, self.circuit, self._decision_literal, self.of_facts)
        self._interim = Conditions(self.base, self.circuit, self._interim_literal, self.of_facts)
        self._outcomes: dict[str, OutcomePlanes] = {}
        self._rules: dict[str, Wire] = {}
        self._meanwhile: dict[str, Wire] = {}

    def over(self, base: RuleBase) -> "RuleCircuit":
        """Build a base that differs in little, in the same circuit, and share all that is built and not forgotten."""
        again = RuleCircuit(base, self.circuit, self.of_facts)
        again._outcomes, again._rules = self._outcomes.copy(), self._rules.copy()
        again._meanwhile = self._meanwhile.copy()
        return again

    def forget(self, rules: Iterable[str] = (), decision: str = "") -> None:
        """Forget what was built of some rules, and of a decision, so that it is built anew when it is asked for."""
        self._outcomes.pop(decision, None)
        for name in rules:
            self._rules.pop(name, None)
            self._meanwhile.pop(name, None)

    def rule(self, rule: Rule) -> Wire:
        """Give the truth of a rule: fired, ruled out, or open."""
        if rule.name not in self._rules:
            self._rules[rule.name] = self.conditions.truth(rule.condition)
        return self._rules[rule.name]

    def meanwhile(self, rule: Rule) -> Wire:
        """Give the truth of a rule if each open decision stood at its interim value."""
        if rule.name not in self._meanwhile:
            self._meanwhile[rule.name] = self._interim.truth(rule.condition)
        return self._meanwhile[rule.name]

    def outcome(self, name: str) -> OutcomePlanes:
        """Give the outcome of a decision, with what holds in the interim."""
        if name not in self._outcomes:
            hits = [(self.rule(rule), rule.values_for(name)) for rule in self.base.rules_of[name]]
            found = outcome(self.circuit, self.base.decisions[name], hits)
            if isinstance(found, CollectedPlanes):
                found = replace(found, interim=self._interim_members(name, found))
            self._outcomes[name] = found
        return self._outcomes[name]

    def _interim_members(self, name: str, found: CollectedPlanes) -> dict[str, Wire]:
        """Find who would be in a set if each open decision stood at its interim value."""
        held = dict.fromkeys(found.truths, self.circuit.none)
        for rule in self.base.rules_of[name]:
            fired = self.circuit.certain(self.meanwhile(rule))
            for value in rule.values_for(name):
                held[value] = self.circuit.either(held[value], fired)
        return {
            member: self.circuit.both(self.circuit.without(held[member], self.circuit.certain(truth)), found.open)
            for member, truth in found.truths.items()
        }

    def _decision_literal(self, literal: Literal) -> Wire:
        return truth_of(self.circuit, self.outcome(literal.subject), literal.test)

    def _interim_literal(self, literal: Literal) -> Wire:
        return interim_truth(self.circuit, self.outcome(literal.subject), literal)

    def deciding(self, name: str) -> list[tuple[Rule, Wire]]:
        """Build for each rule the plane of those for whom it has fired and gives the decision, or its lower bound."""
        rules = self.base.rules_of[name]
        if self.base.decisions[name].hit_policy != "first":
            return [(rule, self._gives(name, rule)) for rule in rules]
        reached = self.reached(name)
        return [(rule, self.circuit.both(reached[rule.name], self.circuit.certain(self.rule(rule)))) for rule in rules]

    def reached(self, name: str) -> dict[str, Wire]:
        """Build for each row of a table read from the top the plane of those for whom no row above it has fired."""
        found: dict[str, Wire] = {}
        here = self.circuit.every
        for rule in self.base.rules_of[name]:
            found[rule.name] = here
            here = self.circuit.without(here, self.circuit.certain(self.rule(rule)))
        return found

    def _gives(self, name: str, rule: Rule) -> Wire:
        fired = self.circuit.certain(self.rule(rule))
        found = self.outcome(name)
        if not isinstance(found, SinglePlanes):
            return fired
        values = rule.values_for(name)
        if self.base.decisions[name].hit_policy == "max":
            given = self.circuit.any_of((self.lowest(name, value) for value in values), height=1)
        else:
            given = self.circuit.any_of((found.possible[value] for value in values), height=1)
        return self.circuit.both(fired, self.circuit.either(given, found.against))

    def lowest(self, name: str, value: str) -> Wire:
        """Build the plane of those for whom a value is the lowest that is possible, and some value is certain."""
        order = list(self.base.decisions[name].values)
        return self._end(name, value, order[: order.index(value)])

    def highest(self, name: str, value: str) -> Wire:
        """Build the plane of those for whom a value is the highest that is possible, and some value is certain."""
        order = list(self.base.decisions[name].values)
        return self._end(name, value, order[order.index(value) + 1 :])

    def _end(self, name: str, value: str, beyond: Sequence[str]) -> Wire:
        """Build where a value is possible and none beyond it, nor no value at all."""
        found = self.outcome(name)
        if not isinstance(found, SinglePlanes):
            raise TypeError(f"`{name}` has no lowest value, and no highest")
        others = (found.possible[each] for each in (None, *beyond))
        return self.circuit.without(found.possible[value], self.circuit.any_of(others, height=1))

    def settled(self, name: str) -> Wire:
        """Build the plane of those for whom a decision is settled."""
        found = self.outcome(name)
        return found.settled if isinstance(found, SinglePlanes) else self.circuit.negated(found.open)
