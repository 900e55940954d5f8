"""One profile by two packs: what comes out differently, from what to what, and by which rules."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from engine.checks.differences.words import renamed_rules
from engine.frozen import frozen
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

NOT_COMPARED = ("open_questions", "assumed", "to_come")
"""What a row says of the profile, and not of what comes out for it."""


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

    def changes(self, profiles: Sequence[tuple[Facts, Facts]]) -> Iterator[tuple[RowChange, ...]]:
        """Walk many profiles, each given as either pack reads it, with what comes out differently for it.

        That a required control is not in place is known of the profile, and no change of its own.
        """
        may_change = self.may_change(profiles)
        waiting = [pair for pair, may in zip(profiles, may_change, strict=True) if may]
        found = chain.from_iterable(map(self._changes_of, _in_parts(waiting)))
        for may in may_change:
            yield next(found) if may else ()

    def _changes_of(self, profiles: Sequence[tuple[Facts, Facts]]) -> Iterator[tuple[RowChange, ...]]:
        mine, theirs = zip(*profiles, strict=True)
        before, after = self._evaluated(0, mine), self._evaluated(1, theirs)
        return map(self._between, before, after)

    def _evaluated(self, side: int, profiles: Sequence[Facts]) -> "Iterator[EvaluatedProfile]":
        """Work all of it out by one of the packs: with the kernel, where it is there."""
        references = [Reference((self.before, self.after)[side], facts, self.as_of) for facts in profiles]
        if self._evaluations is None:
            return (EvaluatedProfile(each, each.evaluation()) for each in references)
        return map(EvaluatedProfile, references, self._evaluations[side].of(profiles, self.as_of))

    @cached_property
    def _evaluations(self) -> "tuple[EvaluationPlan, EvaluationPlan] | None":
        if not columnar.available():
            return None
        from engine.interpret.columnar.evaluate import EvaluationPlan

        before, after = (EvaluationPlan(in_force(base, self.as_of)) for base in (self.before, self.after))
        return before, after

    def _between(self, before: "EvaluatedProfile", after: "EvaluatedProfile") -> tuple[RowChange, ...]:
        was, now = before.row(), after.row()
        found = [each for each in row_changes(was, now, self.decisions, self._renamed) if each.kind != "missing"]
        return (*self._with_rules(found, before, after), *timing_changes((self.before, self.after), was, now))

    def _with_rules(
        self, changes: list[RowChange], before: "EvaluatedProfile", after: "EvaluatedProfile"
    ) -> Iterator[RowChange]:
        """Say of each control by which rules; no row of results does."""
        for each in changes:
            if each.kind == "control":
                rules = before.requiring(each.name), after.requiring(each.name)
                removed, added = changed_rules(*rules, self._renamed)
                yield replace(each, removed=removed, added=added)
            else:
                yield each


@frozen
class EvaluatedProfile:
    """A profile as a pack reads it, and all that comes out for it."""

    reference: Reference
    evaluation: Evaluation

    def row(self) -> RowResult:
        """Give what a row says of it, as far as two packs are compared."""
        columns = [each for each in result_columns(self.reference.base) if each.part not in NOT_COMPARED]
        return row_of(self.reference, self.evaluation, columns)

    def requiring(self, control: str) -> tuple[str, ...]:
        """List the rules that require a control, or else those that still may."""
        rules = self.reference.base.reads.rules_giving(CONTROLS, control)
        for truth in (True, None):
            found = tuple(rule.name for rule in rules if self.evaluation.rules[rule.name] is truth)
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


def _in_parts(profiles: Sequence[tuple[Facts, Facts]]) -> Iterator[Sequence[tuple[Facts, Facts]]]:
    for start in range(0, len(profiles), AT_ONCE):
        yield profiles[start : start + AT_ONCE]
