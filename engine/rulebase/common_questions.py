"""The questions that two packs have in common: those that one answer is read alike by both."""

from dataclasses import replace

from engine.rulebase.base import RuleBase
from engine.rulebase.facts import Fact


def questions_of(base: RuleBase) -> dict[str, Fact]:
    """List every question of a pack by name: facts, and the status of controls."""
    return {**base.facts, **{name: control.as_fact() for name, control in base.controls.items()}}


def common_questions(before: RuleBase, after: RuleBase) -> dict[str, Fact]:
    """List the questions that both packs can read an answer to, with the answers that both of them allow.

    Of a set, the choices of either are listed: each pack reads its own. Where they take silence in different ways, it
    stands for no answer here.
    """
    theirs = questions_of(after)
    found = {}
    for name, fact in questions_of(before).items():
        shared = _common(fact, theirs[name]) if name in theirs else None
        if shared is not None:
            alike = fact.when_silent == theirs[name].when_silent
            found[name] = shared if alike else replace(shared, when_silent=None)
    return found


def read_alike(before: RuleBase, after: RuleBase) -> frozenset[str]:
    """Name the questions that both packs have in common, and to which silence means the same for both."""
    mine, theirs = questions_of(before), questions_of(after)
    common = common_questions(before, after)
    return frozenset(name for name in common if mine[name].when_silent == theirs[name].when_silent)


def asked_differently(before: RuleBase, after: RuleBase) -> tuple[str, ...]:
    """Name the questions that only one of two packs asks, or to which they do not allow the same answers."""
    mine, theirs = questions_of(before), questions_of(after)
    return tuple(sorted(name for name in {*mine, *theirs} if _allowed(mine.get(name)) != _allowed(theirs.get(name))))


def _allowed(fact: Fact | None) -> object:
    return None if fact is None else (fact.kind, frozenset(fact.values), fact.range)


def _common(one: Fact, other: Fact) -> Fact | None:
    if one.kind != other.kind or (one.kind == "date" and one.when_silent != other.when_silent):
        return None
    match one.kind:
        case "choice":
            values = {name: label for name, label in one.values.items() if name in other.values}
            return replace(one, values=values) if values else None
        case "choices":
            return replace(one, values={**one.values, **other.values})
        case "number":
            return _in_both_ranges(one, other)
        case _:
            return one


def _in_both_ranges(one: Fact, other: Fact) -> Fact | None:
    if one.range is None or other.range is None:
        return replace(one, range=one.range or other.range)
    low, high = max(one.range[0], other.range[0]), min(one.range[1], other.range[1])
    return replace(one, range=(low, high)) if low <= high else None
