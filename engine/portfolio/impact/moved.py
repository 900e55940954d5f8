"""One profile by two packs: what comes out otherwise, from what to what, and by which rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from engine.checks.differences.words import renamed_rules
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.row import row_result
from engine.interpret.result_columns import PREFIX, Cell
from engine.portfolio.row_words import RowResult, members_of
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import CONTROLS, WARNINGS
from engine.rulebase.facts import Facts

PARTS = ("", "_status", "_possible", "_at_least", "_at_most", "_interim")
"""The columns of a row that say how a decision stands, by how their names go on."""

REQUIRED, MEANWHILE, NOT_REQUIRED = "required", "meanwhile", "not_required"
WARNED, NOT_WARNED = "warned", "not_warned"

State = str | tuple[Cell, ...]
"""How something stands: a word, or of a decision its cells, one for each of `PARTS`."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that comes out otherwise for a profile.

    `gone` are the rules that made the old result and not the new one, `come` those that make the new one and did not
    make the old.
    """

    kind: Literal["decision", "control", "warning"]
    name: str
    was: State
    now: State
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()


class TwoPacks:
    """Two packs on one day of assessment, ready to be held against each other for one profile after another."""

    def __init__(self, before: RuleBase, after: RuleBase, as_of: date | None) -> None:
        """Take the packs; only decisions that one of them puts in its headline are compared."""
        self.before = before
        self.after = after
        self.as_of = as_of
        self.decisions = tuple(dict.fromkeys((*after.pack.headline, *before.pack.headline)))
        self._renamed = renamed_rules(before, after)

    def moved(self, mine: Facts, theirs: Facts) -> tuple[Moved, ...]:
        """List what comes out otherwise for a profile, given as each pack reads it."""
        was, now = (row_result(base, facts, self.as_of) for base, facts in ((self.before, mine), (self.after, theirs)))
        return (*self._decisions(was, now), *self._controls(was, now, mine, theirs), *self._warnings(was, now))

    def _decisions(self, was: RowResult, now: RowResult) -> Iterator[Moved]:
        for name in self.decisions:
            old, new = (tuple(results.get(f"{PREFIX}{name}{part}") for part in PARTS) for results in (was, now))
            if old != new:
                before = members_of(was, f"{PREFIX}{name}_rules")
                after = members_of(now, f"{PREFIX}{name}_rules")
                yield Moved("decision", name, old, new, *self._otherwise(before, after))

    def _controls(self, was: RowResult, now: RowResult, mine: Facts, theirs: Facts) -> Iterator[Moved]:
        old, new = _held(was), _held(now)
        changed = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
        if not changed:
            return
        one, other = Reference(self.before, mine, self.as_of), Reference(self.after, theirs, self.as_of)
        for name in changed:
            rules = self._otherwise(_requiring(one, name), _requiring(other, name))
            yield Moved("control", name, old.get(name, NOT_REQUIRED), new.get(name, NOT_REQUIRED), *rules)

    def _warnings(self, was: RowResult, now: RowResult) -> Iterator[Moved]:
        old = set(members_of(was, f"{PREFIX}{WARNINGS}"))
        new = {self._renamed.get(name, name) for name in members_of(now, f"{PREFIX}{WARNINGS}")}
        for name in sorted(old ^ new):
            states = (WARNED, NOT_WARNED) if name in old else (NOT_WARNED, WARNED)
            yield Moved("warning", name, *states)

    def _otherwise(self, before: tuple[str, ...], after: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the rules that went and those that came; a rule that only has another name is the same."""
        old = {self._renamed.get(name, name) for name in after}
        come = tuple(name for name in after if self._renamed.get(name, name) not in before)
        return tuple(name for name in before if name not in old), come


def _held(results: RowResult) -> Mapping[str, str]:
    required = dict.fromkeys(members_of(results, f"{PREFIX}controls_required"), REQUIRED)
    return {**dict.fromkeys(members_of(results, f"{PREFIX}controls_interim"), MEANWHILE), **required}


def _requiring(reference: Reference, control: str) -> tuple[str, ...]:
    """List the rules that require a control, or else those that still may."""
    rules = [rule for rule in reference.base.rules_of[CONTROLS] if control in rule.values_for(CONTROLS)]
    for truth in (True, None):
        found = tuple(rule.name for rule in rules if reference.rule(rule) is truth)
        if found:
            return found
    return ()
