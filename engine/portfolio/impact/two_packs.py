"""One profile by two packs: what comes out differently, from what to what, and by which rules."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from engine.checks.differences.words import renamed_rules
from engine.interpret import columnar
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.row import row_result
from engine.portfolio.compare import RowChange, changed_rules, row_changes, timing_changes
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.facts import Facts

if TYPE_CHECKING:
    from engine.interpret.columnar.differing import TwoOutcomePlans


class PackComparison:
    """Two packs on one day of assessment, ready to be held against each other for one profile after another."""

    def __init__(self, before: RuleBase, after: RuleBase, as_of: date | None) -> None:
        """Take the packs; only decisions that one of them puts in its headline are compared."""
        self.before = before
        self.after = after
        self.as_of = as_of
        self.decisions = tuple(dict.fromkeys((*after.pack.headline, *before.pack.headline)))
        self._renamed = renamed_rules(before, after)

    @cached_property
    def _plans(self) -> "TwoOutcomePlans | None":
        """Compile both packs for the kernel; none where it is not there, or equal outcomes are shown otherwise."""
        if (
            not columnar.available()
            or _shown(self.before) != _shown(self.after)
            or _due(self.before) != _due(self.after)
        ):
            return None
        from engine.interpret.columnar.differing import TwoOutcomePlans

        return TwoOutcomePlans(self.before, self.after, self.as_of, self._renamed)

    def may_change(self, profiles: Sequence[tuple[Facts, Facts]]) -> Sequence[bool]:
        """Tell of each of many profiles whether anything may come out differently: in one pass, where the kernel is."""
        if self._plans is None or not profiles:
            return [True] * len(profiles)
        mine, theirs = zip(*profiles, strict=True)
        return list(map(bool, self._plans.differing(mine, theirs)))

    def changes(self, mine: Facts, theirs: Facts) -> tuple[RowChange, ...]:
        """List what comes out differently for a profile, given as each pack reads it.

        That a required control is not in place is known of the profile, and no change of its own.
        """
        was, now = (row_result(base, facts, self.as_of) for base, facts in ((self.before, mine), (self.after, theirs)))
        found = [each for each in row_changes(was, now, self.decisions, self._renamed) if each.kind != "missing"]
        timings = timing_changes((self.before, self.after), was, now)
        if any(each.kind == "control" for each in found):
            return (*self._with_rules(found, mine, theirs), *timings)
        return (*found, *timings)

    def _with_rules(self, changes: list[RowChange], mine: Facts, theirs: Facts) -> Iterator[RowChange]:
        """Say of each control by which rules; no row of results does."""
        one, other = Reference(self.before, mine, self.as_of), Reference(self.after, theirs, self.as_of)
        for each in changes:
            if each.kind == "control":
                rules = _requiring(one, each.name), _requiring(other, each.name)
                removed, added = changed_rules(*rules, self._renamed)
                yield replace(each, removed=removed, added=added)
            else:
                yield each


def _shown(base: RuleBase) -> object:
    """Give what a row says of one and the same outcome hangs on: hit policy, order of values, what is left out."""
    asked = {name: each for name, each in base.decisions.items() if not each.built_in}
    return {name: (each.hit_policy, tuple(each.values)) for name, each in asked.items()}, base.pack.left_out


def _requiring(reference: Reference, control: str) -> tuple[str, ...]:
    """List the rules that require a control, or else those that still may."""
    rules = [rule for rule in reference.base.rules_of[CONTROLS] if control in rule.values_for(CONTROLS)]
    for truth in (True, None):
        found = tuple(rule.name for rule in rules if reference.rule(rule) is truth)
        if found:
            return found
    return ()


def _due(base: RuleBase) -> object:
    """Give how soon and how often things are due, which may be otherwise though every outcome is the same."""
    controls = [(name, each.deadline, each.cadence) for name, each in base.controls.items()]
    values = [
        (decision.name, name, value.deadline, value.cadence)
        for decision in base.decisions.values()
        for name, value in decision.values.items()
    ]
    return {*controls, *values}
