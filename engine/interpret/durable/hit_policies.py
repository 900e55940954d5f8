"""Decisions from what was heard: the conclusions of rules that fired, and of those that still may."""

from collections.abc import Callable, Mapping, Sequence

from engine.frozen import frozen
from engine.interpret.evaluation import Collected, Counted, Highest, Outcome, Single
from engine.rulebase.decisions import Decision, HitPolicy
from engine.rulebase.rules import added

GivenValue = tuple[int, str]
"""The place of a rule among those of its decision, and a value that it gives."""


@frozen
class Heard:
    """What the rules of one decision say: for certain, and perhaps. Rules that are ruled out say nothing."""

    decision: Decision
    certain: Sequence[GivenValue]
    perhaps: Sequence[GivenValue]

    @property
    def default(self) -> str | None:
        """Give the value where no rule fires."""
        return None if self.decision.default is None else self.decision.default.value


def decide(heard: Heard) -> Outcome:
    """Work out one decision by its hit policy."""
    return _BY_POLICY[heard.decision.hit_policy](heard)


def _values(said: Sequence[GivenValue]) -> frozenset[str]:
    return frozenset(value for _, value in said)


def _rules(said: Sequence[GivenValue]) -> set[int]:
    return {rule for rule, _ in said}


def _agreeing(heard: Heard) -> Outcome:
    return _one(heard, voices=len(_values(heard.certain)))


def _alone(heard: Heard) -> Outcome:
    return _one(heard, voices=max(len(_rules(heard.certain)), len(_values(heard.certain))))


def _one(heard: Heard, *, voices: int) -> Outcome:
    if voices > 1:
        return Single(frozenset(), conflict=_values(heard.certain))
    perhaps: frozenset[str | None] = _values(heard.perhaps)
    return _left(heard, perhaps | (_values(heard.certain) if voices else {heard.default}))


def _left(heard: Heard, values: frozenset[str | None]) -> Single:
    """Give what is left, and the declared value to go by meanwhile, if it is one of several that are left."""
    interim = [value for value in values if value is not None and value == heard.decision.while_open]
    return Single(values, interim=interim[0] if interim and len(values) > 1 else None)


def _highest(heard: Heard) -> Outcome:
    """Climb from the lowest value: one that is certain leaves all below behind, one that may come is added."""
    certain = {*_values(heard.certain), heard.default}
    perhaps = _values(heard.perhaps)
    ladder: list[str] = []
    floor = False
    for value in heard.decision.values:
        if value in certain:
            ladder, floor = [value], True
        elif value in perhaps:
            ladder.append(value)
    if not floor:
        return Highest(frozenset({None, *ladder}))
    return Highest(frozenset(ladder), at_least=ladder[0], at_most=ladder[-1], interim=_interim(heard.decision, ladder))


def _interim(decision: Decision, ladder: Sequence[str]) -> str | None:
    """Bring `while_open` up to the lowest value that is left, or down to the highest that is for meanwhile."""
    if decision.while_open is None or len(ladder) == 1:
        return None
    held = [value for value in ladder if value == ladder[0] or decision.values[value].meanwhile]
    between = [value for value in decision.values if value in held or value == decision.while_open]
    if between[0] == decision.while_open:
        return held[0]
    return held[-1] if between[-1] == decision.while_open else decision.while_open


def _collected(heard: Heard) -> Outcome:
    members = _values(heard.certain)
    return Collected(members, _values(heard.perhaps).difference(members))


def _counted(heard: Heard) -> Outcome:
    least = len(_rules(heard.certain))
    return Counted(least, least + len(_rules(heard.perhaps)))


def _summed(heard: Heard) -> Outcome:
    least = sum(added(value) for _, value in heard.certain)
    return Counted(least, least + sum(added(value) for _, value in heard.perhaps))


def _first(heard: Heard) -> Outcome:
    decisive = min(_rules(heard.certain), default=None)
    last: set[str | None] = {value for rule, value in heard.certain if rule == decisive} or {heard.default}
    before = {value for rule, value in heard.perhaps if decisive is None or rule < decisive}
    return _left(heard, frozenset(last | before))


_BY_POLICY: Mapping[HitPolicy, Callable[[Heard], Outcome]] = {
    "any": _agreeing,
    "unique": _alone,
    "max": _highest,
    "collect": _collected,
    "output_order": _collected,
    "count": _counted,
    "sum": _summed,
    "first": _first,
}
