"""Profiles by two packs: what comes out differently, from what to what, and by which rules."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from engine.checks.differences.words import renamed_rules
from engine.interpret import columnar
from engine.interpret.evaluation import Evaluation
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.row import row_of
from engine.interpret.result_columns import result_columns
from engine.interpret.results import RowResult
from engine.portfolio.compare import RowChange, changed_rules, row_changes, timing_changes
from engine.rulebase.base import RuleBase
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.facts import Facts
from engine.rulebase.in_force import in_force

if TYPE_CHECKING:
    from engine.interpret.columnar.differing import TwoOutcomePlans
    from engine.interpret.columnar.evaluate import EvaluationPlan


AT_ONCE = 256
"""Profiles of which all is worked out at a time: no more of it than fits the memory of a small machine."""

OF_WHAT_IS_GIVEN = ("open_questions", "assumed", "to_come", "missing", "unknown")
"""What a row says of the profile, and not of what comes out for it: nothing of it is a change."""

Sides = tuple[Sequence[Facts], Sequence[Facts]]
"""Profiles in one order, as the first pack reads them and as the second does."""


class PackComparison:
    """Two packs on one day of assessment, ready to be held against each other for many profiles."""

    def __init__(self, before: RuleBase, after: RuleBase, as_of: date | None) -> None:
        """Take the packs; only decisions that one of them puts in its headline are compared."""
        self.before = before
        self.after = after
        self.as_of = as_of
        self.decisions = tuple(dict.fromkeys((*after.pack.headline, *before.pack.headline)))
        self._renamed = renamed_rules(before, after)
        self._due_alike = _due(before) == _due(after)
        shown = None if not self._due_alike else self.decisions
        self._packs = ComparedPack(before, as_of, shown), ComparedPack(after, as_of, shown)

    @cached_property
    def _plans(self) -> "TwoOutcomePlans | None":
        """Compile both packs for the kernel; none where it is not there, or equal outcomes are shown otherwise."""
        if not columnar.available() or _shown(self.before) != _shown(self.after) or not self._due_alike:
            return None
        from engine.interpret.columnar.differing import TwoOutcomePlans

        return TwoOutcomePlans(self.before, self.after, self.as_of, self._renamed)

    def may_change(self, sides: Sides) -> Sequence[bool] | None:
        """Tell of each of many profiles whether anything may come out differently; None where only trying tells.

        The kernel says so in one pass.
        """
        return None if self._plans is None else self._plans.differing(*sides).tolist()

    def changes(self, sides: Sides) -> Iterator[tuple[RowChange, ...]]:
        """Walk many profiles with what comes out differently for each.

        That a required control is not in place is known of the profile, and no change of its own.
        """
        may_change = self.may_change(sides)
        if may_change is None:
            yield from self._changes_of(sides)
            return
        from engine.interpret.columnar.coding import picked

        one, other = sides
        found = self._changes_of((picked(one, may_change), picked(other, may_change)))
        for may in may_change:
            yield next(found) if may else ()

    def _changes_of(self, sides: Sides) -> Iterator[tuple[RowChange, ...]]:
        for start in range(0, len(sides[0]), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            one, other = (pack.evaluated(side[part]) for pack, side in zip(self._packs, sides, strict=True))
            yield from map(self._between, one, other)

    def _between(self, before: Evaluation, after: Evaluation) -> tuple[RowChange, ...]:
        was, now = (pack.row(each) for pack, each in zip(self._packs, (before, after), strict=True))
        found = self._with_rules(row_changes(was, now, self.decisions, self._renamed), before, after)
        due = () if self._due_alike else timing_changes((self.before, self.after), was, now)
        return (*found, *due)

    def _with_rules(self, changes: Iterable[RowChange], before: Evaluation, after: Evaluation) -> Iterator[RowChange]:
        """Say of each control by which rules; no row of results does."""
        for each in changes:
            if each.kind == "control":
                one, other = self._packs
                rules = one.requiring(each.name, before), other.requiring(each.name, after)
                removed, added = changed_rules(*rules, self._renamed)
                yield replace(each, removed=removed, added=added)
            else:
                yield each


class ComparedPack:
    """One of the two packs, and what is to be said of everything that comes out by it."""

    def __init__(self, base: RuleBase, as_of: date | None, decisions: Container[str] | None) -> None:
        """Take a pack, a day, and the decisions that a row tells of; all where none are named."""
        self._base = in_force(base, as_of)
        self._as_of = as_of
        self._nobody = Reference(self._base, {}, as_of)
        self._columns = [
            column
            for column in result_columns(self._base)
            if column.part not in OF_WHAT_IS_GIVEN
            and (not column.decision or decisions is None or column.decision in decisions)
        ]

    def evaluated(self, profiles: Sequence[Facts]) -> Iterable[Evaluation]:
        """Work all of it out: with the kernel, where it is there."""
        if self._plan is None:
            return (Reference(self._base, facts, self._as_of).evaluation() for facts in profiles)
        return self._plan.of(profiles, self._as_of)

    @cached_property
    def _plan(self) -> "EvaluationPlan | None":
        if not columnar.available():
            return None
        from engine.interpret.columnar.evaluate import EvaluationPlan

        return EvaluationPlan(self._base)

    def row(self, evaluation: Evaluation) -> RowResult:
        """Give what a row says of what came out. None of that rests on what was given but through the evaluation."""
        return row_of(self._nobody, evaluation, self._columns)

    def requiring(self, control: str, evaluation: Evaluation) -> tuple[str, ...]:
        """List the rules that require a control, or else those that still may."""
        rules = self._base.reads.rules_giving(CONTROLS, control)
        for truth in (True, None):
            found = tuple(rule.name for rule in rules if evaluation.rules[rule.name] is truth)
            if found:
                return found
        return ()


def _shown(base: RuleBase) -> object:
    """Give what a row says of one and the same outcome hangs on: hit policy, order of values, what is left out."""
    asked = {name: each for name, each in base.decisions.items() if not each.built_in}
    return {name: (each.hit_policy, tuple(each.values)) for name, each in asked.items()}, base.pack.left_out


def _due(base: RuleBase) -> object:
    """Give how soon and how often things are due, which may be otherwise though every outcome is the same."""
    controls = [(name, each.deadline, each.cadence) for name, each in base.controls.items()]
    values = [
        (decision.name, name, value.deadline, value.cadence)
        for decision in base.decisions.values()
        for name, value in decision.values.items()
    ]
    return {*controls, *values}
