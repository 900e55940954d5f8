"""The answers that a question can be given, as far as they can make a difference to any rule."""

from collections.abc import Iterator
from datetime import date

from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Between, Literal, OlderThan, literals
from engine.rulebase.controls import IN_PLACE, MISSING
from engine.rulebase.facts import Answer, Fact, Members


def possible_answers(base: RuleBase, name: str, now: Answer | None, as_of: date | None) -> Iterator[tuple[str, Answer]]:
    """Walk every answer but the present one, each with the words for it.

    A number or a date has one answer for each stretch between the thresholds of the rules that read it: within a
    stretch no rule can tell two answers apart. Of a set, one member is changed at a time.
    """
    if name in base.controls:
        yield from ((status, status) for status in (IN_PLACE, MISSING) if status != now)
        return
    fact = base.question(name)
    match fact.kind:
        case "yes_no":
            yield from ((word, value) for word, value in (("yes", True), ("no", False)) if value is not now)
        case "choice":
            yield from ((value, value) for value in fact.values if value != now)
        case "choices":
            yield from _one_member_changed(fact, now if isinstance(now, Members) else Members(frozenset(), frozenset()))
        case "number":
            yield from ((str(each), each) for each in sorted(_numbers(base, fact)) if each != now)
        case "date" if as_of is not None:
            yield from ((each.isoformat(), each) for each in sorted(_days(base, fact, as_of)) if each != now)


def _one_member_changed(fact: Fact, now: Members) -> Iterator[tuple[str, Answer]]:
    for member in fact.values:
        one = frozenset({member})
        if member not in now.holds:
            yield f"includes {member}", Members(now.holds | one, now.fails - one)
        if member not in now.fails:
            yield f"does not include {member}", Members(now.holds - one, now.fails | one)


def _tests(base: RuleBase, name: str) -> Iterator[object]:
    for rule in base.rules.values():
        for literal in literals(rule.condition):
            if isinstance(literal, Literal) and literal.subject == name and not literal.on_decision:
                yield literal.test


def _numbers(base: RuleBase, fact: Fact) -> set[int]:
    low, high = fact.range or (0, 0)
    edges = {low, high}
    for test in _tests(base, fact.name):
        if isinstance(test, Between):
            edges |= {test.low - 1, test.low} if test.low is not None else set()
            edges |= {test.high, test.high + 1} if test.high is not None else set()
    return {edge for edge in edges if low <= edge <= high}


def _days(base: RuleBase, fact: Fact, as_of: date) -> set[date]:
    """Find one day on each side of every threshold: the newest that is too old, and the day after it."""
    found = {as_of}
    for test in _tests(base, fact.name):
        if isinstance(test, OlderThan):
            edge = test.age.newest_before(as_of)
            if edge is not None:
                found |= {edge, date.fromordinal(edge.toordinal() + 1)}
    return found
