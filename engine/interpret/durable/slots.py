"""Which message carries what: every test that a condition makes becomes a comparison of the number in one message."""

from collections.abc import Iterable, Iterator

from engine.errors import InternalError
from engine.interpret.durable.forms import Pattern, PositiveForm, either
from engine.interpret.durable.program import OPENING_MESSAGE, AnswerAspect, AnswerMessages
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Between, Includes, Literal, OlderThan, OneOf, Test
from engine.rulebase.facts import Fact

Interval = tuple[int | None, int | None]

START = Pattern(OPENING_MESSAGE[0], OPENING_MESSAGE[1], OPENING_MESSAGE[1])
"""The opening message, which is true of every session."""


class Slots:
    """Gives out one slot for each thing that a message can say, the same slot for the same thing."""

    def __init__(self, base: RuleBase) -> None:
        self._base = base
        self._next = START.slot + 1
        self._codes: dict[str, dict[str | bool, int]] = {}
        self._facts: dict[str, dict[AnswerAspect, int]] = {}
        self._decisions: dict[str, dict[Test, int]] = {}
        self._forms: dict[tuple[Literal, bool], PositiveForm] = {}

    def fresh(self) -> int:
        """Give out a slot that nothing else uses."""
        self._next += 1
        return self._next - 1

    def given_out(self) -> range:
        """List every slot."""
        return range(self._next)

    def form(self, literal: Literal, *, holds: bool) -> PositiveForm:
        """Turn a literal into the patterns that tell that it certainly holds, or that it certainly does not."""
        known = self._forms.get((literal, holds))
        if known is None:
            known = self._forms[literal, holds] = self._form(literal, holds=holds)
        return known

    def _form(self, literal: Literal, *, holds: bool) -> PositiveForm:
        if literal.on_decision:
            return _yes(self._of_decision(literal), holds=holds)
        fact = self._base.question(literal.subject)
        match literal.test, fact.kind:
            case OneOf(values), "yes_no" | "choice":
                codes = self._codes_of(fact)
                chosen = {code for value, code in codes.items() if (value in values) is holds}
                return _in(self._of_fact(fact, None), _runs(chosen, len(codes)))
            case Includes(member), "choices":
                return _yes(self._of_fact(fact, member), holds=holds)
            case Between(low, high), "number":
                return _in(self._of_fact(fact, None), [(low, high)] if holds else _outside(low, high))
            case OlderThan(age), "date":
                return _in(self._of_fact(fact, age), [(1, None)] if holds else [(None, 0)])
        raise InternalError(f"a {type(literal.test).__name__} test can't be asked of `{fact.name}`, a {fact.kind}")

    def asked(self) -> dict[str, AnswerMessages]:
        """Describe, for each fact that a condition reads, the messages that its answer becomes."""
        return {
            name: AnswerMessages(self._base.question(name).kind, self._codes.get(name, {}), dict(aspects))
            for name, aspects in self._facts.items()
        }

    def decided(self) -> dict[str, dict[Test, int]]:
        """Name, for each decision that a condition reads, the slots for what is asked of it."""
        return {name: dict(tests) for name, tests in self._decisions.items()}

    def _codes_of(self, fact: Fact) -> dict[str | bool, int]:
        if fact.name not in self._codes:
            values: Iterable[str | bool] = (False, True) if fact.kind == "yes_no" else fact.values
            self._codes[fact.name] = {value: code for code, value in enumerate(values)}
        return self._codes[fact.name]

    def _of_fact(self, fact: Fact, aspect: AnswerAspect) -> int:
        aspects = self._facts.setdefault(fact.name, {})
        if aspect not in aspects:
            aspects[aspect] = self.fresh()
        return aspects[aspect]

    def _of_decision(self, literal: Literal) -> int:
        tests = self._decisions.setdefault(literal.subject, {})
        if literal.test not in tests:
            tests[literal.test] = self.fresh()
        return tests[literal.test]


def _yes(slot: int, *, holds: bool) -> PositiveForm:
    return _in(slot, [(1, 1) if holds else (0, 0)])


def _in(slot: int, intervals: Iterable[Interval]) -> PositiveForm:
    return either(Pattern(slot, low, high) for low, high in intervals if low is None or high is None or low <= high)


def _outside(low: int | None, high: int | None) -> Iterator[Interval]:
    if low is not None:
        yield (None, low - 1)
    if high is not None:
        yield (high + 1, None)


def _runs(codes: set[int], count: int) -> Iterator[Interval]:
    """Cover a set of codes by intervals, as few as can be. Those at either end are left open: no code lies beyond."""
    for low in sorted(code for code in codes if code - 1 not in codes):
        high = low
        while high + 1 in codes:
            high += 1
        if low == high:
            yield (low, high)
        else:
            yield (low or None, None if high == count - 1 else high)
