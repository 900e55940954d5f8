"""Which planes stand behind each column of results: what is in a cell, as a choice of names, a list or a number."""

from collections.abc import Iterator, Sequence

from engine.frozen import frozen
from engine.interpret.columnar.circuit import Wire
from engine.interpret.columnar.conditions import Silent, ToCome, Unanswered
from engine.interpret.columnar.outcomes import CollectedPlanes, CountedPlanes, SinglePlanes
from engine.interpret.columnar.relevance import RelevancePlanes
from engine.interpret.columnar.rule_circuit import RuleCircuit
from engine.interpret.result_columns import (
    BY_DEFAULT,
    LEFT_OUT,
    MOST_QUESTIONS,
    ResultColumn,
    assumptions,
    questions_in_order,
    warnings_in_order,
)
from engine.rulebase.applicability import expand
from engine.rulebase.conditions import Literal, OneOf
from engine.rulebase.controls import MISSING
from engine.rulebase.decisions import CONTROLS, WARNINGS

NamedPlanes = list[tuple[str, Wire]]
"""Names, each with the plane of those for whom it is in the cell."""


@frozen
class ColumnPlanes:
    """A column with the names that its cells can hold and the plane of each, in order; at most `most` in a list.

    Of a number, the first plane tells where it is left out; the others are its binary digits, the lowest first.
    """

    result: ResultColumn
    names: tuple[str, ...]
    planes: tuple[Wire, ...]
    most: int | None = None


class ResultPlanes:
    """Finds the planes behind each column."""

    def __init__(self, rules: RuleCircuit) -> None:
        self._rules = rules
        self._circuit = rules.circuit
        self._base = rules.base

    def of(self, column: ResultColumn) -> ColumnPlanes:
        """Give what stands behind one column."""
        if not column.decision:
            named = self._general(column.part)
        elif isinstance(self._rules.outcome(column.decision), CountedPlanes) and column.kind == "number":
            named = self._digits(column.decision, column.part)
        else:
            named = list(self._of_decision(column.decision, column.part))
        most = MOST_QUESTIONS if column.part == "open_questions" else None
        return ColumnPlanes(column, tuple(name for name, _ in named), tuple(plane for _, plane in named), most)

    def _of_decision(self, name: str, part: str) -> Iterator[tuple[str, Wire]]:
        shown = self._circuit.negated(self._left_out(name))
        if part == "status":
            yield LEFT_OUT, self._left_out(name)
        for value, plane in self._parts(name, part):
            yield value, self._circuit.both(plane, shown)

    def _left_out(self, name: str) -> Wire:
        """Build where the pack leaves a decision out: another is settled at a value that makes it beside the point."""
        found = self._circuit.none
        for each in self._base.pack.left_out:
            other = self._rules.outcome(each.other)
            if each.name == name and isinstance(other, SinglePlanes):
                values = (other.possible[value] for value in each.values)
                there = self._circuit.both(other.settled, self._circuit.any_of(values, height=1))
                found = self._circuit.either(found, there)
        return found

    def _parts(self, name: str, part: str) -> NamedPlanes:
        outcome, circuit = self._rules.outcome(name), self._circuit
        if part == "rules":
            return self._deciding(name)
        settled = self._rules.settled(name)
        if part == "status":
            against = outcome.against if isinstance(outcome, SinglePlanes) else circuit.none
            still_open = circuit.negated(circuit.either(settled, against))
            return [("settled", settled), ("open", still_open), ("conflict", against)]
        if isinstance(outcome, CollectedPlanes):
            return self._of_set(name, outcome, part)
        return self._of_one(name, outcome, part) if isinstance(outcome, SinglePlanes) else []

    def _of_set(self, name: str, outcome: CollectedPlanes, part: str) -> NamedPlanes:
        ordered = self._base.decisions[name].in_order
        truths = [(member, outcome.truths[member]) for member in ordered(outcome.truths)]
        match part:
            case "value":
                return [(member, self._circuit.certain(truth)) for member, truth in truths]
            case "possible":
                return [(member, self._circuit.open(truth)) for member, truth in truths]
        return [(member, outcome.interim[member]) for member in ordered(outcome.interim)]

    def _of_one(self, name: str, outcome: SinglePlanes, part: str) -> NamedPlanes:
        circuit = self._circuit
        values = list(self._base.decisions[name].values)
        still_open = circuit.negated(circuit.either(outcome.settled, outcome.against))
        match part:
            case "value":
                return [(value, circuit.both(outcome.settled, outcome.possible[value])) for value in values]
            case "possible":
                return [
                    (value, circuit.either(circuit.both(still_open, outcome.possible[value]), fired))
                    for value in values
                    for fired in [outcome.fired.get(value, circuit.none)]
                ]
            case "interim":
                return [(value, outcome.interim[value]) for value in values if value in outcome.interim]
            case "at_least":
                return [(value, circuit.both(still_open, self._rules.lowest(name, value))) for value in values]
        return [(value, circuit.both(still_open, self._rules.highest(name, value))) for value in values]

    def _deciding(self, name: str) -> NamedPlanes:
        found = sorted(((rule.name, plane) for rule, plane in self._rules.deciding(name)), key=lambda each: each[0])
        outcome = self._rules.outcome(name)
        if isinstance(outcome, SinglePlanes) and self._base.decisions[name].default is not None:
            given = self._circuit.any_of((plane for _, plane in found), height=1)
            found.append((BY_DEFAULT, self._circuit.without(outcome.settled, given)))
        return found

    def _digits(self, name: str, part: str) -> NamedPlanes:
        outcome = self._rules.outcome(name)
        if not isinstance(outcome, CountedPlanes):
            raise TypeError(f"`{name}` is not counted")
        side = self._circuit.certain if part == "value" else self._circuit.possible
        return [(LEFT_OUT, self._left_out(name)), *(("", side(digit)) for digit in outcome.digits)]

    def _general(self, part: str) -> NamedPlanes:
        match part:
            case "warnings":
                truths = self._members(WARNINGS).truths
                return [(name, self._circuit.certain(truths[name])) for name in warnings_in_order(self._base)]
            case "open_questions":
                return self._open_questions()
            case "assumed":
                return self._assumed()
            case "to_come":
                return [(name, self._circuit.input(ToCome(name))) for name in self._base.about_the_past]
            case "required" | "missing" | "unknown" | "interim":
                return self._controls(part)
        return []

    def _assumed(self) -> NamedPlanes:
        """List what silence was taken for, where the question may apply."""
        found: NamedPlanes = []
        for name, fact, member in assumptions(self._base):
            plane = self._circuit.input(Silent(fact.name, member))
            if fact.applies_when is not None:
                applies = self._rules.conditions.truth(expand(fact.applies_when, self._base.facts))
                plane = self._circuit.both(plane, self._circuit.possible(applies))
            found.append((name, plane))
        return found

    def _members(self, name: str) -> CollectedPlanes:
        outcome = self._rules.outcome(name)
        if not isinstance(outcome, CollectedPlanes):
            raise TypeError(f"`{name}` is not a set")
        return outcome

    def _controls(self, part: str) -> NamedPlanes:
        outcome, circuit = self._members(CONTROLS), self._circuit
        names: Sequence[str] = sorted(outcome.truths)
        if part == "interim":
            return [(name, outcome.interim[name]) for name in names]
        required = {name: circuit.certain(outcome.truths[name]) for name in names}
        if part == "required":
            return list(required.items())
        if part == "unknown":
            return [(name, circuit.both(required[name], circuit.input(Unanswered(name)))) for name in names]
        status = OneOf(frozenset({MISSING}))
        truths = {name: self._rules.conditions.of_fact(Literal(name, status)) for name in names}
        return [(name, circuit.both(required[name], circuit.certain(truths[name]))) for name in names]

    def _open_questions(self) -> NamedPlanes:
        """List the questions that matter to the first primary decision, then those that matter to the next alone."""
        order = questions_in_order(self._base)
        found: NamedPlanes = []
        shown: dict[str, Wire] = {}
        for decision in self._base.pack.primary:
            waited = RelevancePlanes(self._rules, decision).questions
            asked = self._circuit.negated(self._left_out(decision))
            for name in order:
                if name in waited:
                    before, now = shown.get(name, self._circuit.none), self._circuit.both(waited[name], asked)
                    found.append((name, self._circuit.without(now, before)))
                    shown[name] = self._circuit.either(before, now)
        return found
