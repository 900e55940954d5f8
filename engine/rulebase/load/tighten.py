"""Tightening: a threshold of a rule moves towards the better answers, so that more situations count as the worse ones.

Which answers are better is what the question declares as `worse`, turned round. What a rule concludes plays no part:
where worse answers never bring lighter results, neither does taking an answer for a worse one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from engine.rulebase.conditions import Between, Literal, OlderThan, OneOf, Test, literals, with_literals
from engine.rulebase.facts import Fact, Worse
from engine.rulebase.rules import Rule
from engine.source.characters import in_backticks
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.scalars import Duration, read_duration, read_integer
from engine.source.suggest import near_or_all
from engine.source.tree import Scalar

UPWARDS: tuple[Worse, ...] = ("lower", "later", "fewer")
"""Where these are worse, a threshold is tightened upwards: to more, or to a longer time."""

SOME_DAYS = tuple(date(year, month, 1) for year in (2023, 2024) for month in range(1, 13))

Threshold = TypeVar("Threshold")


def tightened(rule: Rule, fact: Fact, form: Form, diagnostics: Diagnostics) -> Rule | None:
    """Move the one threshold that a rule has for a question to `to`; nothing, and an error, where that can't be."""
    mover = _Mover(rule, fact, form, diagnostics)
    found = {literal for literal in literals(rule.when) if literal.subject == fact.name and not literal.on_decision}
    literal = mover.only(found)
    test = None if literal is None else mover.moved(literal.test)
    if literal is None or test is None:
        return None
    tighter = replace(literal, test=test)
    return replace(rule, when=with_literals(rule.when, lambda each: tighter if each == literal else each))


@dataclass
class _Mover:
    rule: Rule
    fact: Fact
    form: Form
    diagnostics: Diagnostics

    def only(self, found: set[Literal]) -> Literal | None:
        """Give the literal to be moved: the only one that the rule has for the question."""
        if self.fact.worse is None:
            self._no_threshold(f"`{self.fact.name}` does not say which answers are `worse`")
            return None
        if len(found) != 1:
            how_often = "does not ask" if not found else "asks in more than one way"
            self._no_threshold(f"rule `{self.rule.name}` {how_often} about `{self.fact.name}`")
            return None
        return found.pop()

    def moved(self, test: Test) -> Test | None:
        upwards = self.fact.worse in UPWARDS
        match test:
            case Between(int() as low, None):
                number = self._number(low, upwards=upwards)
                return None if number is None else Between(number, None)
            case Between(None, int() as high):
                number = self._number(high, upwards=upwards)
                return None if number is None else Between(None, number)
            case OlderThan(age):
                duration = self._age(age, upwards=upwards)
                return None if duration is None else OlderThan(duration)
            case OneOf(values) if self.fact.ordered:
                return self._step(values, list(self.fact.values), upwards=upwards)
        self._no_threshold_in(test)
        return None

    def _no_threshold(self, problem: str) -> None:
        message = f"{problem}, so that nothing can be tightened; write a rule that `replaces` it"
        self.diagnostics.error("no-threshold", self.form.at("question").span, message)

    def _no_threshold_in(self, test: Test) -> None:
        """Say that this is no threshold: a single value, a member of a set, or a stretch with two ends."""
        kind = "for both ends of a stretch" if isinstance(test, Between) else "for certain answers, not by a threshold"
        self._no_threshold(f"rule `{self.rule.name}` asks `{self.fact.name}` {kind}")

    def _number(self, now: int, *, upwards: bool) -> int | None:
        to = self._scalar()
        number = None if to is None else read_integer(to, self.diagnostics)
        low, high = self.fact.range or (0, 0)
        if number is not None and not low <= number <= high:
            message = f"`{self.fact.name}` lies between {low} and {high}, so that {number} would say nothing"
            self.diagnostics.error("out-of-range", self.form.at("to").span, message)
            return None
        return self._tighter(number, now, lambda one, other: one > other, upwards=upwards)

    def _age(self, now: Duration, *, upwards: bool) -> Duration | None:
        to = self._scalar()
        age = None if to is None else read_duration(to, self.diagnostics)
        return self._tighter(age, now, _is_longer, upwards=upwards)

    def _step(self, values: frozenset[str | bool], order: Sequence[str], *, upwards: bool) -> Test | None:
        """Move the end of a stretch of values that goes on to the top of their order, or down to its bottom."""
        bottom = order[0] in values
        place = len(values) - 1 if bottom else len(order) - len(values)
        if len(values) == len(order) or values != frozenset(order[: place + 1] if bottom else order[place:]):
            self._no_threshold_in(OneOf(values))
            return None
        to = self._scalar()
        to = None if to is None else replace(to, text=self.fact.meant(to.text))
        if to is not None and to.text not in order:
            message = f"`{self.fact.name}` has no value {in_backticks(to.text)}{near_or_all(to.text, order)}"
            self.diagnostics.error("unknown-value", to.span, message)
            return None
        new = None if to is None else order.index(to.text)
        new = self._tighter(new, place, lambda one, other: one > other, upwards=upwards, words=lambda at: order[at])
        return None if new is None else OneOf(frozenset(order[: new + 1] if bottom else order[new:]))

    def _scalar(self) -> Scalar | None:
        to = self.form.at("to")
        if isinstance(to, Scalar):
            return to
        message = "`to` takes the new threshold, not a list or a mapping"
        self.diagnostics.error("wrong-kind", to.span, message)
        return None

    def _tighter(
        self,
        new: Threshold | None,
        now: Threshold,
        above: Callable[[Threshold, Threshold], bool],
        *,
        upwards: bool,
        words: Callable[[Threshold], object] = lambda each: each,
    ) -> Threshold | None:
        if new is None or (above(new, now) if upwards else above(now, new)):
            return new
        wanted = "above" if upwards else "below"
        worse = f"`{self.fact.name}` is worse the {self.fact.worse} it is"
        message = f"`{words(new)}` is not tighter than `{words(now)}`: {worse}, so the threshold must go {wanted} that"
        self.diagnostics.error("not-tighter", self.form.at("to").span, message)
        return None


def _is_longer(one: Duration, other: Duration) -> bool:
    return all(one.add_to(day) > other.add_to(day) for day in SOME_DAYS)
