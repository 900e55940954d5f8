"""What was added, removed, renamed or changed between two packs, as it is written; nothing is said of what it means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from engine.checks.differences.parts import PartChanged, Parts, parts_changed, parts_of
from engine.rulebase.base import RuleBase
from engine.rulebase.rules import Rule
from engine.source.span import Span

DeclaredKind = Literal[
    "pack", "facts", "rules", "tables", "decisions", "controls", "statements", "documents", "principles", "properties"
]
KINDS: tuple[DeclaredKind, ...] = (
    *("facts", "rules", "tables", "decisions", "controls", "statements", "documents", "principles", "properties"),
)

ChangeKind = Literal["added", "removed", "renamed", "changed"]


@dataclass(frozen=True, slots=True)
class DeclarationChange:
    """One declared thing that is not as it was; `was` is its earlier name where it has another one now."""

    kind: DeclaredKind
    how: ChangeKind
    name: str
    was: str
    span: Span | None
    parts: tuple[PartChanged, ...]


def changes(before: RuleBase, after: RuleBase) -> tuple[DeclarationChange, ...]:
    """List everything that differs in what two packs declare, kind by kind, by name."""
    return tuple(_changes(before, after))


def renamed_rules(before: RuleBase, after: RuleBase) -> dict[str, str]:
    """Find rules that only have another name: by the new name, the one that went."""
    removed: dict[object, list[str]] = {}
    for name in sorted(before.rules.keys() - after.rules.keys()):
        removed.setdefault(_but_for_its_name(before.rules[name]), []).append(name)
    found = {}
    for name in sorted(after.rules.keys() - before.rules.keys()):
        if waiting := removed.get(_but_for_its_name(after.rules[name])):
            found[name] = waiting.pop(0)
    return found


def _but_for_its_name(rule: Rule) -> object:
    conclusions = tuple(replace(each, value="") if each.value == rule.name else each for each in rule.then)
    return rule.when, rule.condition, conclusions, rule.warning, rule.advice, rule.valid_from, rule.valid_until


def _changes(before: RuleBase, after: RuleBase) -> Iterator[DeclarationChange]:
    if head := parts_changed(_head(before), _head(after)):
        yield DeclarationChange("pack", "changed", after.pack.id, "", None, head)
    renamed = renamed_rules(before, after)
    for kind in KINDS:
        old, new = (_declared(base, kind) for base in (before, after))
        yield from _of_kind(kind, old, new, renamed if kind == "rules" else {})
    yield from _rows_moved(before, after)


def _head(base: RuleBase) -> Parts:
    """Take apart what a pack says of itself: also what it is laid over, and what it does to the rules of that."""
    extends = tuple(f"{each.id} {each.version}" for each in base.extends)
    changed = tuple(f"{each.rule} {each.how.replace('_', ' ')}" for each in base.changes)
    return {**parts_of(base.pack), "extends": extends, "changes": changed}


def _declared(base: RuleBase, kind: str) -> Mapping[str, object]:
    """List what a pack declares of a kind; what every pack has, and follows from the rest, is left out."""
    if kind == "decisions":
        return {name: each for name, each in sorted(base.decisions.items()) if not each.built_in}
    found: Mapping[str, object] = getattr(base, kind, {})
    return found


def _of_kind(
    kind: DeclaredKind, old: Mapping[str, object], new: Mapping[str, object], renamed: Mapping[str, str]
) -> Iterator[DeclarationChange]:
    earlier_names = set(renamed.values())
    for name in sorted({*old, *new}):
        if name not in new:
            if name not in earlier_names:
                yield DeclarationChange(kind, "removed", name, "", _span(old[name]), ())
        elif name not in old and name not in renamed:
            yield DeclarationChange(kind, "added", name, "", _span(new[name]), ())
        else:
            was = renamed.get(name, "")
            parts = parts_changed(parts_of(old[was or name]), parts_of(new[name]))
            if was or parts:
                yield DeclarationChange(kind, "renamed" if was else "changed", name, was, _span(new[name]), parts)


def _rows_moved(before: RuleBase, after: RuleBase) -> Iterator[DeclarationChange]:
    """Find the decisions of which the same rules stand in another order, where that is part of the meaning."""
    for name, decision in sorted(after.decisions.items()):
        if decision.hit_policy == "first" and name in before.decisions:
            rows = [tuple(rule.name for rule in base.rules_of[name]) for base in (before, after)]
            if rows[0] != rows[1] and set(rows[0]) == set(rows[1]):
                yield DeclarationChange(
                    "decisions", "changed", name, "", decision.span, (PartChanged("rules", "order", *rows),)
                )


def _span(thing: object) -> Span | None:
    return getattr(thing, "span", None)
