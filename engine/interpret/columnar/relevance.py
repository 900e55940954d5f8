"""Which unanswered questions matter: the unknown literals of open rules, on branches that are not yet decided.

What the reference finds by walking the conditions of one profile is here one plane for each question.
"""

from collections.abc import Mapping

from engine.interpret.columnar.circuit import Wire
from engine.interpret.columnar.outcomes import SinglePlanes
from engine.interpret.columnar.rule_circuit import RuleCircuit
from engine.rulebase.conditions import Condition, Includes, Literal, Not, parts_of
from engine.rulebase.rules import Rule


class RelevancePlanes:
    """Collects, for one decision, the planes of those profiles for which each question matters to it."""

    def __init__(self, rules: RuleCircuit, decision: str) -> None:
        self._rules = rules
        self._circuit = rules.circuit
        self._wanted: dict[str, Wire] = {}
        self.questions: dict[str, Wire] = {}
        order = list(rules.base.decisions)
        self._want(decision, self._circuit.every)
        for name in reversed(order):
            for rule in rules.base.rules_of[name]:
                if rule.name in self._wanted and self._last_use(rule, order) == name:
                    self._walk(rule.condition, self._wanted[rule.name])

    def _last_use(self, rule: Rule, order: list[str]) -> str:
        """Find where a rule is walked: when all decisions that may wait for it have been, at the first it concludes."""
        return min((each.decision for each in rule.then), key=order.index)

    def _want(self, name: str, where: Wire, member: str = "") -> None:
        """Wait for the open rules of a decision that can still make a difference to it."""
        outcome = self._rules.outcome(name)
        still_open = self._circuit.both(where, self._circuit.negated(self._rules.settled(name)))
        policy = self._rules.base.decisions[name].hit_policy
        reached = self._rules.reached(name) if policy == "first" else {}
        for rule in self._rules.base.rules_of[name]:
            if member and member not in rule.values_for(name):
                continue
            here = self._circuit.both(still_open, self._circuit.open(self._rules.rule(rule)))
            if policy == "first":
                here = self._circuit.both(here, reached[rule.name])
            if policy == "max" and isinstance(outcome, SinglePlanes):
                here = self._circuit.both(here, self._matters(name, rule, outcome.possible))
            known = self._wanted.get(rule.name, self._circuit.none)
            self._wanted[rule.name] = self._circuit.either(known, here)

    def _matters(self, name: str, rule: Rule, possible: Mapping[str | None, Wire]) -> Wire:
        """Build where a rule counts in `max`: one for a value that is possible, and not the lowest."""
        planes = []
        for value in rule.values_for(name):
            above = self._circuit.negated(self._rules.lowest(name, value))
            planes.append(self._circuit.both(possible[value], above))
        return self._circuit.any_of(planes, height=1)

    def _walk(self, condition: Condition, where: Wire, *, holds: bool = True) -> None:
        """Go down every branch that is unknown, to the literals; what is turned round is unknown where it was."""
        truth = self._rules.conditions.truth(condition, holds=holds)
        here = self._circuit.both(where, self._circuit.open(truth))
        if here == self._circuit.none:
            return
        if isinstance(condition, Literal):
            self._wait_for(condition, here)
        for part in parts_of(condition):
            self._walk(part, here, holds=holds is not isinstance(condition, Not))

    def _wait_for(self, literal: Literal, here: Wire) -> None:
        if literal.on_decision:
            member = literal.test.member if isinstance(literal.test, Includes) else ""
            self._want(literal.subject, here, member)
        else:
            known = self.questions.get(literal.subject, self._circuit.none)
            self.questions[literal.subject] = self._circuit.either(known, here)
