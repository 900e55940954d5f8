"""Literals: one test of one subject, typed by what the subject is declared to be.

`NEVER` stands in for a condition that could not be read, so that reading can go on and find the other errors.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from engine.rulebase.conditions import NEVER, AnyOf, Between, Condition, Includes, Literal, OlderThan, OneOf, Test
from engine.rulebase.controls import STATUS_LABELS
from engine.rulebase.load.names import DeclaredNames
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.scalars import read_duration, read_integer, read_yes_no
from engine.source.span import Span
from engine.source.suggest import near_or_all
from engine.source.tree import Mapping, Node, Scalar, Sequence


def read_test(subject: Scalar, node: Node, names: DeclaredNames, diagnostics: Diagnostics) -> Condition:
    """Read what is asked of a declared subject."""
    return _TestReader(subject, diagnostics, on_decision=subject.text in names.decisions).read(node, names)


class _TestReader:
    """A literal in the making: its subject, and where errors go."""

    def __init__(self, written: Scalar, diagnostics: Diagnostics, *, on_decision: bool) -> None:
        self.written = written
        self.subject = written.text
        self.diagnostics = diagnostics
        self.on_decision = on_decision
        self.meant: Callable[[str], str] = str

    def read(self, node: Node, names: DeclaredNames) -> Condition:
        if self.on_decision:
            decision = names.decisions[self.subject]
            values = decision.values
            match decision.hit_policy:
                case "collect" | "output_order":
                    return self._members(node, values)
                case "count" | "sum":
                    return self._number(node)
                case policy:
                    return self._chosen(node, values, ordered=policy == "max")
        if self.subject in names.controls:
            return self._chosen(node, STATUS_LABELS, ordered=False)
        fact = names.facts[self.subject]
        self.meant = fact.meant
        match fact.kind:
            case "yes_no":
                return self._yes_no(node)
            case "choice":
                return self._chosen(node, fact.values, ordered=fact.ordered)
            case "choices":
                return self._members(node, fact.values)
            case "number":
                return self._number(node)
            case "date":
                return self._date(node)
            case "text":
                return self._fail(
                    "reads-text", self.written, f"no condition may read `{self.subject}`: it is free text"
                )

    def _literal(self, test: Test) -> Condition:
        return Literal(self.subject, test, self.on_decision)

    def _fail(self, code: str, node: Node, message: str) -> Condition:
        self.diagnostics.error(code, node.span, message)
        return NEVER

    def _yes_no(self, node: Node) -> Condition:
        written = replace(node, text=self.meant(node.text)) if isinstance(node, Scalar) else None
        answer = None if written is None else read_yes_no(written, self.diagnostics)
        if answer is None:
            return NEVER if isinstance(node, Scalar) else self._operators(node, "`yes` or `no`")
        return self._literal(OneOf(frozenset({answer})))

    def _chosen(self, node: Node, values: Collection[str], *, ordered: bool) -> Condition:
        if isinstance(node, Scalar):
            return self._one_of([node], values)
        operators: dict[str, Callable[[Node], Condition]] = {"one_of": lambda inner: self._listed(inner, values)}
        if ordered:
            operators["at_least"] = lambda inner: self._from(inner, values, upwards=True)
            operators["at_most"] = lambda inner: self._from(inner, values, upwards=False)
        return self._apply(node, operators)

    def _listed(self, node: Node, values: Collection[str]) -> Condition:
        if not isinstance(node, Sequence) or not node.items:
            return self._fail("wrong-kind", node, "`one_of` needs a list of values")
        return self._one_of(node.items, values)

    def _one_of(self, nodes: Iterable[Node], values: Collection[str]) -> Condition:
        chosen = self._each(nodes, values)
        return NEVER if chosen is None else self._literal(OneOf(frozenset(chosen)))

    def _each(self, nodes: Iterable[Node], values: Collection[str]) -> tuple[str, ...] | None:
        """Read every value of a list, none of them twice; nothing where one is wrong."""
        read = [(self._value(node, values), node.span) for node in nodes]
        found: dict[str, Span] = {}
        for value, span in read:
            if value in found:
                self.diagnostics.error("listed-twice", span, f"`{value}` is listed twice")
            elif value is not None:
                found[value] = span
        return tuple(found) if len(found) == len(read) else None

    def _value(self, node: Node, values: Collection[str]) -> str | None:
        if not isinstance(node, Scalar):
            message = f"`{self.subject}` must be asked for the name of a value, not for a list or a mapping"
            self.diagnostics.error("wrong-kind", node.span, message)
            return None
        if self.meant(node.text) in values:
            return self.meant(node.text)
        hint = near_or_all(node.text, values)
        message = f"`{self.subject}` has no value {in_backticks(node.text)}{hint}"
        self.diagnostics.error("unknown-value", node.span, message)
        return None

    def _from(self, node: Node, values: Collection[str], *, upwards: bool) -> Condition:
        value = self._value(node, values)
        if value is None:
            return NEVER
        order = list(values)
        place = order.index(value)
        return self._literal(OneOf(frozenset(order[place:] if upwards else order[: place + 1])))

    def _members(self, node: Node, values: Collection[str]) -> Condition:
        def one(inner: Node) -> Condition:
            value = self._value(inner, values)
            return NEVER if value is None else self._literal(Includes(value))

        def several(inner: Node) -> Condition:
            if not isinstance(inner, Sequence) or not inner.items:
                return self._fail("wrong-kind", inner, "`includes_any` needs a list of values")
            members = self._each(inner.items, values) or ()
            return AnyOf(tuple(self._literal(Includes(member)) for member in members))

        return self._apply(node, {"includes": one, "includes_any": several})

    def _number(self, node: Node) -> Condition:
        def bound(inner: Node) -> int | None:
            if isinstance(inner, Scalar):
                return read_integer(inner, self.diagnostics)
            self._fail("wrong-kind", inner, f"`{self.subject}` must be compared with a whole number")
            return None

        def between(low: int | None, high: int | None) -> Condition:
            return NEVER if low is None and high is None else self._literal(Between(low, high))

        if isinstance(node, Scalar):
            exact = bound(node)
            return between(exact, exact)
        return self._apply(
            node,
            {
                "at_least": lambda inner: between(bound(inner), None),
                "at_most": lambda inner: between(None, bound(inner)),
                "equals": lambda inner: between(number := bound(inner), number),
            },
        )

    def _date(self, node: Node) -> Condition:
        def older(inner: Node) -> Condition:
            if not isinstance(inner, Scalar):
                return self._fail("wrong-kind", inner, f"`{self.subject}` must be compared with a length of time")
            age = read_duration(inner, self.diagnostics)
            return NEVER if age is None else self._literal(OlderThan(age))

        return self._apply(node, {"older_than": older})

    def _apply(self, node: Node, operators: dict[str, Callable[[Node], Condition]]) -> Condition:
        if not isinstance(node, Mapping) or len(node.entries) != 1:
            return self._operators(node, "one of " + ", ".join(f"`{{{name}: …}}`" for name in operators))
        entry = node.entries[0]
        if entry.key.text not in operators:
            hint = near_or_all(entry.key.text, operators)
            message = f"`{self.subject}` can't be asked {in_backticks(entry.key.text)}{hint}"
            return self._fail("unknown-operator", entry.key, message)
        return operators[entry.key.text](entry.value)

    def _operators(self, node: Node, expected: str) -> Condition:
        return self._fail("wrong-kind", node, f"`{self.subject}` must be asked {expected}")
