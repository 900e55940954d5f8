"""What comes out differently between two rows of results: the one notion behind `--since` and `rules impact`.

It is that of two assessments (`assessment/compare.py`) as far as a row tells of it. A row does not tell whether an open
decision without a default may also end without a value.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from engine.assessment.compare import Timing, differing
from engine.frozen import frozen
from engine.interpret.results import DecisionCells, RowResult
from engine.rulebase.base import RuleBase

ChangedPart = Literal["decision", "control", "missing", "warning", "timing"]
REQUIRED, INTERIM, NOT_REQUIRED = "required", "meanwhile", "not_required"
MISSING, NOT_MISSING = "missing", "not_missing"
WARNED, NOT_WARNED = "warned", "not_warned"

ChangeState = str | DecisionCells | Timing
"""How something stands: a word, what is said of a decision, without its rules, or how soon something is due."""


@frozen
class RowChange:
    """One thing that comes out differently.

    `removed` are the rules that made the old result and not the new one, `added` those that make the new one and did
    not make the old.
    """

    kind: ChangedPart
    name: str
    before: ChangeState
    after: ChangeState
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def row_changes(
    before: RowResult, after: RowResult, decisions: Iterable[str], renamed: Mapping[str, str]
) -> Iterator[RowChange]:
    """Walk what differs: these decisions, then controls, which of them are missing, and warnings, each by name.

    `renamed` gives the old name of a rule that only has another name now; it is the same rule.
    """
    for name in decisions:
        old, new = before.decision(name), after.decision(name)
        was, now = replace(old, rules=()), replace(new, rules=())
        if was != now:
            yield RowChange("decision", name, was, now, *changed_rules(old.rules, new.rules, renamed))
    yield from _changes("control", _held(before), _held(after), NOT_REQUIRED)
    missing, still_missing = (dict.fromkeys(row.controls.missing, MISSING) for row in (before, after))
    yield from _changes("missing", missing, still_missing, NOT_MISSING)
    warned = {renamed.get(name, name): WARNED for name in after.warnings}
    yield from _changes("warning", dict.fromkeys(before.warnings, WARNED), warned, NOT_WARNED)


def _changes(kind: ChangedPart, old: Mapping[str, str], new: Mapping[str, str], none: str) -> Iterator[RowChange]:
    for each in differing(old, new):
        yield RowChange(kind, each.name, each.before or none, each.after or none)


def timing_changes(bases: tuple[RuleBase, RuleBase], before: RowResult, after: RowResult) -> Iterator[RowChange]:
    """Walk what is certain in both rows, and due otherwise by the second pack."""
    for each in differing(row_timings(bases[0], before), row_timings(bases[1], after)):
        if each.before is not None and each.after is not None:
            yield RowChange("timing", each.name, each.before, each.after)


def row_timings(base: RuleBase, row: RowResult) -> dict[str, Timing]:
    """Say how soon each value that a row settles, and each control that it requires, is due; nothing without a time.

    A value is named `decision.value`, as two assessments name it.
    """
    found = {name: base.controls[name] for name in row.controls.required if name in base.controls}
    times = {name: Timing(each.deadline, each.cadence) for name, each in found.items()}
    for name, cells in row.decisions.items():
        for value in cells.certain:
            meant = base.decisions[name].values.get(value)
            if meant is not None:
                times[f"{name}.{value}"] = Timing(meant.deadline, meant.cadence)
    return {name: each for name, each in times.items() if each != Timing("", "")}


def _held(results: RowResult) -> Mapping[str, str]:
    interim = dict.fromkeys(results.controls.interim, INTERIM)
    return {**interim, **dict.fromkeys(results.controls.required, REQUIRED)}


def changed_rules(
    before: tuple[str, ...], after: tuple[str, ...], renamed: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the rules that were removed and those that were added; one that only has another name is the same."""
    old_names = {renamed.get(name, name) for name in after}
    added = tuple(name for name in after if renamed.get(name, name) not in before)
    return tuple(name for name in before if name not in old_names), added
