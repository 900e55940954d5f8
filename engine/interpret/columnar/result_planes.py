"""Which planes stand behind each column of results: what is in a cell, as a choice of names, a list or a number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.interpret.columnar.circuit import Node
from engine.interpret.columnar.conditions import Unanswered
from engine.interpret.columnar.outcomes import Members, Number, OneValue
from engine.interpret.columnar.relevance import Waiting
from engine.interpret.columnar.rule_circuit import Net
from engine.interpret.result_columns import (
    BY_DEFAULT,
    LEFT_OUT,
    MOST_QUESTIONS,
    ResultColumn,
    questions_in_order,
    warnings_in_order,
)
from engine.rulebase.conditions import Literal, OneOf
from engine.rulebase.controls import MISSING
from engine.rulebase.decisions import CONTROLS, WARNINGS

Named = list[tuple[str, Node]]
"""Names, each with the plane of those for whom it is in the cell."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A column with the names that its cells can hold and the plane of each, in order; at most `most` in a list.

    Of a number, the first plane tells where it is left out; the others are its binary digits, the lowest first.
    """

    column: ResultColumn
    names: tuple[str, ...]
    planes: tuple[Node, ...]
    most: int | None = None


class Readings:
    """Finds the planes behind each column."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self._circuit = net.circuit
        self._base = net.base

    def of(self, column: ResultColumn) -> Reading:
        """Give the reading of one column."""
        if not column.decision:
            named = self._general(column.part)
        elif isinstance(self._net.decided(column.decision), Number) and column.kind == "number":
            named = self._digits(column.decision, column.part)
        else:
            named = list(self._of_decision(column.decision, column.part))
        most = MOST_QUESTIONS if column.part == "open_questions" else None
        return Reading(column, tuple(name for name, _ in named), tuple(plane for _, plane in named), most)

    def _of_decision(self, name: str, part: str) -> Iterator[tuple[str, Node]]:
        shown = self._circuit.negated(self._left_out(name))
        if part == "status":
            yield LEFT_OUT, self._left_out(name)
        for value, plane in self._parts(name, part):
            yield value, self._circuit.both(plane, shown)

    def _left_out(self, name: str) -> Node:
        """Where the pack leaves a decision out: another one is settled at a value that makes it beside the point."""
        found = self._circuit.none
        for each in self._base.pack.left_out:
            other = self._net.decided(each.other)
            if each.decision == name and isinstance(other, OneValue):
                values = (other.possible[value] for value in each.values)
                there = self._circuit.both(other.settled, self._circuit.any_of(values, height=1))
                found = self._circuit.either(found, there)
        return found

    def _parts(self, name: str, part: str) -> Named:
        decided, circuit = self._net.decided(name), self._circuit
        if part == "rules":
            return self._deciding(name)
        settled = self._net.settled(name)
        if part == "status":
            against = decided.against if isinstance(decided, OneValue) else circuit.none
            still_open = circuit.negated(circuit.either(settled, against))
            return [("settled", settled), ("open", still_open), ("conflict", against)]
        if isinstance(decided, Members):
            return self._of_set(decided, part)
        return self._of_one(name, decided, part) if isinstance(decided, OneValue) else []

    def _of_set(self, decided: Members, part: str) -> Named:
        truths = sorted(decided.truths.items())
        match part:
            case "value":
                return [(member, self._circuit.certain(truth)) for member, truth in truths]
            case "possible":
                return [(member, self._circuit.open(truth)) for member, truth in truths]
        return sorted(decided.interim.items())

    def _of_one(self, name: str, decided: OneValue, part: str) -> Named:
        circuit = self._circuit
        values = list(self._base.decisions[name].values)
        still_open = circuit.negated(circuit.either(decided.settled, decided.against))
        match part:
            case "value":
                return [(value, circuit.both(decided.settled, decided.possible[value])) for value in values]
            case "possible":
                return [
                    (value, circuit.either(circuit.both(still_open, decided.possible[value]), fired))
                    for value in values
                    for fired in [decided.fired.get(value, circuit.none)]
                ]
            case "interim":
                return [(value, decided.interim[value]) for value in values if value in decided.interim]
            case "at_least":
                return [(value, circuit.both(still_open, self._net.lowest(name, value))) for value in values]
        return [(value, circuit.both(still_open, self._net.highest(name, value))) for value in values]

    def _deciding(self, name: str) -> Named:
        rules = sorted(self._base.rules_of[name], key=lambda rule: rule.name)
        found = [(rule.name, self._net.gives(name, rule)) for rule in rules]
        decided = self._net.decided(name)
        if isinstance(decided, OneValue) and self._base.decisions[name].default is not None:
            given = self._circuit.any_of((plane for _, plane in found), height=1)
            found.append((BY_DEFAULT, self._circuit.without(decided.settled, given)))
        return found

    def _digits(self, name: str, part: str) -> Named:
        decided = self._net.decided(name)
        if not isinstance(decided, Number):
            raise TypeError(f"`{name}` is not counted")
        side = self._circuit.certain if part == "value" else self._circuit.possible
        return [(LEFT_OUT, self._left_out(name)), *(("", side(digit)) for digit in decided.digits)]

    def _general(self, part: str) -> Named:
        match part:
            case "warnings":
                truths = self._members(WARNINGS).truths
                return [(name, self._circuit.certain(truths[name])) for name in warnings_in_order(self._base)]
            case "open_questions":
                return self._open_questions()
            case "required" | "missing" | "unknown" | "interim":
                return self._controls(part)
        return []

    def _members(self, name: str) -> Members:
        decided = self._net.decided(name)
        if not isinstance(decided, Members):
            raise TypeError(f"`{name}` is not a set")
        return decided

    def _controls(self, part: str) -> Named:
        decided, circuit = self._members(CONTROLS), self._circuit
        names: Sequence[str] = sorted(decided.truths)
        if part == "interim":
            return [(name, decided.interim[name]) for name in names]
        required = {name: circuit.certain(decided.truths[name]) for name in names}
        if part == "required":
            return list(required.items())
        if part == "unknown":
            return [(name, circuit.both(required[name], circuit.input(Unanswered(name)))) for name in names]
        status = OneOf(frozenset({MISSING}))
        truths = {name: self._net.conditions.of_fact(Literal(name, status)) for name in names}
        return [(name, circuit.both(required[name], circuit.certain(truths[name]))) for name in names]

    def _open_questions(self) -> Named:
        """The questions that matter to the first primary decision, then those that matter to the next alone."""
        order = questions_in_order(self._base)
        found: Named = []
        shown: dict[str, Node] = {}
        for decision in self._base.pack.primary:
            waited = Waiting(self._net, decision).questions
            for name in order:
                if name in waited:
                    before = shown.get(name, self._circuit.none)
                    found.append((name, self._circuit.without(waited[name], before)))
                    shown[name] = self._circuit.either(before, waited[name])
        return found
