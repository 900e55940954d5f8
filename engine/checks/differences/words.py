"""What was added, removed, renamed or changed between two packs, as it is written; nothing is said of what it means."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from engine.checks.differences.parts import PartChanged, Parts, parts_changed, parts_of
from engine.checks.differences.rows import but_for_its_name, moved, same_rows
from engine.frozen import frozen
from engine.rulebase.base import RuleBase
from engine.source.span import Span

DeclaredKind = Literal[
    "pack",
    "facts",
    "rules",
    "tables",
    "decisions",
    "controls",
    "statements",
    "documents",
    "principles",
    "properties",
    "crosswalks",
    "glossary",
]
KINDS: tuple[DeclaredKind, ...] = (
    *("facts", "rules", "tables", "decisions", "controls", "statements", "documents", "principles", "properties"),
    *("crosswalks", "glossary"),
)

ChangeKind = Literal["added", "removed", "renamed", "changed"]


@frozen
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
    return _renamed(before, after, before.rules.keys() - after.rules.keys(), after.rules.keys() - before.rules.keys())


def _renamed(before: RuleBase, after: RuleBase, gone: Collection[str], come: Collection[str]) -> dict[str, str]:
    removed: dict[object, list[str]] = {}
    for name in sorted(gone):
        removed.setdefault(but_for_its_name(before.rules[name]), []).append(name)
    found = {}
    for name in sorted(come):
        if waiting := removed.get(but_for_its_name(after.rules[name])):
            found[name] = waiting.pop(0)
    return found


def _changes(before: RuleBase, after: RuleBase) -> Iterator[DeclarationChange]:
    if head := parts_changed(_head(before), _head(after)):
        yield DeclarationChange("pack", "changed", after.pack.id, "", None, head)
    rows = same_rows(before, after)
    rules = _earlier_rules(before, after, rows)
    for kind in KINDS:
        old, new = (_declared(base, kind) for base in (before, after))
        earlier = rules if kind == "rules" else {name: name for name in new if name in old}
        yield from _of_kind(kind, old, new, earlier, rows)
    yield from _rows_moved(before, after, rules)


def _earlier_rules(before: RuleBase, after: RuleBase, rows: Mapping[str, str]) -> dict[str, str]:
    """Find by its name each rule that was there before, under whatever name; a row that has none, by what it says."""
    by_line = {
        name
        for base in (before, after)
        for table in before.tables.keys() & after.tables.keys()
        for name in base.tables[table].rules
        if name in base.rules and base.rules[name].is_called_by_its_line()
    }
    found = {name: name for name in after.rules if name in before.rules and name not in by_line} | dict(rows)
    gone, come = before.rules.keys() - set(found.values()), after.rules.keys() - found.keys()
    return found | _renamed(before, after, gone, come)


def _head(base: RuleBase) -> Parts:
    """Take apart what a pack says of itself: also what it is laid over, and what it does to the rules of that."""
    extends = tuple(f"{each.id} {each.version}" for each in base.extends)
    changed = tuple(f"{each.rule} {each.how.replace('_', ' ')}" for each in base.changes)
    return {**parts_of(base.pack), "extends": extends, "changes": changed}


def _declared(base: RuleBase, kind: str) -> Mapping[str, object]:
    """List what a pack declares of a kind; what every pack has, and follows from the rest, is left out."""
    if kind == "decisions":
        return {name: each for name, each in sorted(base.decisions.items()) if not each.built_in}
    if kind == "tables":  # its rows are rules, and compared as these
        return {name: replace(each, rules=()) for name, each in base.tables.items()}
    found: Mapping[str, object] = getattr(base, kind, {})
    return found


def _of_kind(
    kind: DeclaredKind,
    old: Mapping[str, object],
    new: Mapping[str, object],
    earlier: Mapping[str, str],
    rows: Mapping[str, str],
) -> Iterator[DeclarationChange]:
    """Walk what differs of a kind. That a row is called after another line now is no change of it."""
    gone = old.keys() - set(earlier.values())
    for name in sorted({*new, *gone}):
        if name in gone:
            yield DeclarationChange(kind, "removed", name, "", _span(old[name]), ())
        if name in new and name not in earlier:
            yield DeclarationChange(kind, "added", name, "", _span(new[name]), ())
        elif name in new:
            was = "" if earlier[name] == name else earlier[name]
            renamed = bool(was) and not (kind == "rules" and name in rows)
            parts = parts_changed(parts_of(old[was or name]), parts_of(new[name]))
            if renamed or parts:
                yield DeclarationChange(kind, "renamed" if renamed else "changed", name, was, _span(new[name]), parts)


def _rows_moved(before: RuleBase, after: RuleBase, earlier: Mapping[str, str]) -> Iterator[DeclarationChange]:
    """Find the decisions of which rules stand elsewhere in the order, where that is part of the meaning."""
    now = {was: name for name, was in earlier.items()}
    for decision, declared in sorted(after.decisions.items()):
        if declared.hit_policy != "first" or decision not in before.decisions:
            continue
        new = [rule.name for rule in after.rules_of[decision] if rule.name in earlier]
        old = [now[rule.name] for rule in before.rules_of[decision] if now.get(rule.name) in new]
        new = [name for name in new if name in old]
        parts = tuple(
            PartChanged(_called(name, earlier[name]), "moved", _just_above(old, name), _just_above(new, name))
            for name in moved(old, new)
        )
        if parts:
            yield DeclarationChange("decisions", "changed", decision, "", declared.span, parts)


def _called(name: str, was: str) -> str:
    return name if name == was else f"{name} (was {was})"


def _just_above(names: Sequence[str], name: str) -> tuple[str, ...]:
    """Name the rule above another, by its name now; none where it is the first."""
    place = names.index(name)
    return (names[place - 1],) if place else ()


def _span(thing: object) -> Span | None:
    return getattr(thing, "span", None)
