"""The rules in force on the day of assessment: the one place where rules are left out because of their dates.

Every machine evaluates what this gives, so that a rule that is not in force is to all of them as if it were not there.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from threading import Lock

from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All
from engine.rulebase.day import IN_FORCE_THAT_DAY
from engine.rulebase.rules import Rule

_MOST_KEPT = 8
"""Rule bases of a day that are kept. A run asks about few days; another is made anew."""

_lock = Lock()
_kept: list[tuple[RuleBase, int | None, RuleBase]] = []
"""The last few that were made: machines know a rule base again by its identity."""


def days_of_change(rules: Iterable[Rule]) -> tuple[date, ...]:
    """List the days on which other rules are in force than on the day before, in order."""
    begun = {rule.valid_from for rule in rules if rule.valid_from is not None}
    ended = {rule.valid_until for rule in rules if rule.valid_until not in (None, date.max)}
    return tuple(sorted(begun | {day + timedelta(days=1) for day in ended if day is not None}))


def in_force(base: RuleBase, as_of: date | None) -> RuleBase:
    """Give the rule base as it is on a day: its rules have no dates any more.

    Without a day nobody knows whether a dated rule is in force. It stays, and is open unless its condition fails: what
    comes out then holds on any day. The same rules give the same object again, and a hash of their own.
    """
    if not base.days:
        return base
    period = None if as_of is None else bisect_right(base.days, as_of)
    with _lock:
        for place, (known, when, made) in enumerate(_kept):
            if known is base and when == period:
                _kept.append(_kept.pop(place))
                return made
        made = _made(base, as_of, period)
        _kept.append((base, period, made))
        del _kept[:-_MOST_KEPT]
        return made


def _made(base: RuleBase, as_of: date | None, period: int | None) -> RuleBase:
    rules = {
        name: _undated(rule, known=as_of is not None)
        for name, rule in base.rules.items()
        if as_of is None or rule.is_in_force(as_of)
    }
    rules_of = {
        name: tuple(rules[rule.name] for rule in concluding if rule.name in rules)
        for name, concluding in base.rules_of.items()
    }
    sha256 = hashlib.sha256(f"{base.sha256} {period}".encode()).hexdigest()
    return replace(base, rules=rules, rules_of=rules_of, sha256=sha256, days=())


def _undated(rule: Rule, *, known: bool) -> Rule:
    """Take the dates off a rule; where no day is known, its condition says that it depends on one."""
    if not rule.is_dated():
        return rule
    condition = rule.condition if known else All((IN_FORCE_THAT_DAY, rule.condition))
    return replace(rule, condition=condition, valid_from=None, valid_until=None)
