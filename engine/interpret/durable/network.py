"""Forms to a net of nodes: joins for durable-rules, gates for the host to count, each only once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from engine.interpret.durable.forms import NEVER, Both, Enough, JoinedPatterns, Pattern, PositiveForm
from engine.interpret.durable.limits import PATTERNS_OF_A_RULE, check_ids
from engine.interpret.durable.program import Network
from engine.interpret.durable.rulesets import to_rulesets
from engine.interpret.durable.slots import START, Slots

EnoughOf = tuple[int, tuple[int, ...]]
"""How many nodes are enough, and of which."""


class Nodes:
    """The nodes of a net in the making. Equal forms come to the same node, so that nothing is asked twice."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._joins: dict[JoinedPatterns, int] = {}
        self._gates: dict[EnoughOf, int] = {}
        self._voices: dict[int, int] = {}

    def node(self, form: PositiveForm) -> int:
        """Give the node that is reached when the form is true. A form that can never be true has none."""
        match form:
            case Pattern():
                return self._join([form])
            case Both(parts):
                return self._join([self._pattern(part) for part in parts])
            case Enough(n, parts):
                return self._gate(n, sorted(self.node(part) for part in parts))

    def network(self, fires: Mapping[str, PositiveForm], rules_out: Mapping[str, PositiveForm]) -> Network:
        """Finish the net of these rules: what makes each certain to hold, and certain to fail."""
        heads = (self._heads(fires), self._heads(rules_out))
        check_ids(self._slots.given_out())
        rulesets, readers = to_rulesets({node: join for join, node in self._joins.items()})
        return Network(
            asked=self._slots.asked(),
            decided=self._slots.decided(),
            rulesets=rulesets,
            readers=readers,
            gates={node: n for (n, _), node in self._gates.items()},
            feeds=self._feeds(),
            voices=dict(self._voices),
            fires=heads[0],
            rules_out=heads[1],
        )

    def _heads(self, forms: Mapping[str, PositiveForm]) -> dict[int, tuple[str, ...]]:
        found: dict[int, list[str]] = defaultdict(list)
        for rule, form in forms.items():
            if form != NEVER:
                found[self.node(form)].append(rule)
        return {node: tuple(rules) for node, rules in found.items()}

    def _feeds(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, list[int]] = defaultdict(list)
        for (_, parts), gate in self._gates.items():
            for part in parts:
                found[part].append(gate)
        return {node: tuple(gates) for node, gates in found.items()}

    def _pattern(self, form: PositiveForm) -> Pattern:
        return form if isinstance(form, Pattern) else self._heard(self.node(form))

    def _heard(self, node: int) -> Pattern:
        if node not in self._voices:
            self._voices[node] = self._slots.fresh()
        return Pattern(self._voices[node], 1, 1)

    def _join(self, patterns: Sequence[Pattern]) -> int:
        """Join patterns, by way of smaller joins where they are too many for one rule."""
        join = tuple(sorted(set(patterns), key=lambda each: each.slot)) or (START,)
        while len(join) > PATTERNS_OF_A_RULE:
            parts = [join[place : place + PATTERNS_OF_A_RULE] for place in range(0, len(join), PATTERNS_OF_A_RULE)]
            join = tuple(self._heard(self._join(part)) for part in parts)
        return self._joins.setdefault(join, self._new())

    def _gate(self, n: int, parts: Sequence[int]) -> int:
        return self._gates.setdefault((n, tuple(parts)), self._new())

    def _new(self) -> int:
        return len(self._joins) + len(self._gates) + 1
