"""What comes out differently between two rows of results: the one notion behind `--since` and `rules impact`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from engine.interpret.results import DecisionCells, RowResult

ChangedPart = Literal["decision", "control", "missing", "warning"]
REQUIRED, INTERIM, NOT_REQUIRED = "required", "meanwhile", "not_required"
MISSING, NOT_MISSING = "missing", "not_missing"
WARNED, NOT_WARNED = "warned", "not_warned"

ChangeState = str | DecisionCells
"""How something stands: a word, or what is said of a decision, without its rules."""


@dataclass(frozen=True, slots=True)
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
    for name in sorted({*old, *new}):
        was, now = old.get(name, none), new.get(name, none)
        if was != now:
            yield RowChange(kind, name, was, now)


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
